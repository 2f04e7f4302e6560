import { Faults } from '../core';

/** Which peers a port may be opened for: `web` for any, `plain` inside private networks, `all` between security groups only. */
export type PortKind = 'web' | 'plain' | 'all';

/** A port that may face the internet: HTTP and HTTPS. */
export type WebPort = Port<'web'>;

/**
 * A protocol with its ports. The kind is part of the type: what faces the internet takes a {@link WebPort}, so that a
 * world-open database port has no spelling.
 */
export class Port<K extends PortKind = PortKind> {
  /** HTTPS, TCP 443. */
  static https(): Port<'web'> {
    return new Port('web', 'tcp', 443, 443);
  }

  /** HTTP, TCP 80: for load balancers that redirect to HTTPS. */
  static http(): Port<'web'> {
    return new Port('web', 'tcp', 80, 80);
  }

  /**
   * One TCP port.
   *
   * @param port 1 to 65535
   * @throws ValidationError when it is not one
   */
  static tcp(port: number): Port<'plain'> {
    return Port.range('tcp', port, port);
  }

  /**
   * A range of TCP ports.
   *
   * @param from the first, 1 to 65535
   * @param to the last, not below the first
   * @throws ValidationError when they are not
   */
  static tcpRange(from: number, to: number): Port<'plain'> {
    return Port.range('tcp', from, to);
  }

  /**
   * One UDP port.
   *
   * @param port 1 to 65535
   * @throws ValidationError when it is not one
   */
  static udp(port: number): Port<'plain'> {
    return Port.range('udp', port, port);
  }

  /**
   * A range of UDP ports.
   *
   * @param from the first, 1 to 65535
   * @param to the last, not below the first
   * @throws ValidationError when they are not
   */
  static udpRange(from: number, to: number): Port<'plain'> {
    return Port.range('udp', from, to);
  }

  /** All protocols and ports: between security groups only, such as the nodes of one cluster. */
  static all(): Port<'all'> {
    return new Port('all', '-1');
  }

  private static range(protocol: 'tcp' | 'udp', from: number, to: number): Port<'plain'> {
    const faults = new Faults(`Port.${protocol}`);
    const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
    faults.check(isPort(from) && isPort(to) && from <= to, {
      prop: 'port',
      expected: 'a whole number of 1 to 65535, the first of a range not above the last',
      got: from === to ? from : [from, to],
      fix: 'Write for example Port.tcp(5432) or Port.tcpRange(30000, 32767).',
    });
    faults.throwIfAny();
    return new Port('plain', protocol, from, to);
  }

  private constructor(
    /** Which peers it may be opened for. */
    readonly kind: K,
    /** `tcp`, `udp`, or `-1` for all. */
    readonly protocol: 'tcp' | 'udp' | '-1',
    /** The first port; nothing for all protocols. */
    readonly from?: number,
    /** The last port; nothing for all protocols. */
    readonly to?: number,
  ) {}

  /** `tcp-443`, `tcp-30000-32767` or `all`: part of a rule's id. */
  toString(): string {
    if (this.protocol === '-1') return 'all';
    return this.from === this.to ? `${this.protocol}-${this.from}` : `${this.protocol}-${this.from}-${this.to}`;
  }
}
