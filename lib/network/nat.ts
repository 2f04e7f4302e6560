import type { ZoneLetter } from './address-plan';

/** How many NAT gateways a VPC has. */
export type NatKind = 'none' | 'single' | 'perZone';

/**
 * How the private tier reaches the internet over IPv4. A gateway and its data are billed by the hour and by the GiB:
 * https://aws.amazon.com/vpc/pricing/. The type carries the kind, so that prod can refuse a single one.
 * The network ACLs let TCP 80, 443 and 1024 to 65535 out, and the replies in; no UDP, and no SSH or SMTP.
 */
export class Nat<K extends NatKind = NatKind> {
  /** No way out over IPv4: the private tier reaches AWS by endpoints only. */
  static none(): Nat<'none'> {
    return new Nat('none');
  }

  /**
   * One gateway for all zones: cheap, and all of them lose the internet with its zone. Refused in prod.
   *
   * @param zone where it stands; name it, so that another order of zones does not move it. Default: the first zone given
   */
  static single(zone?: ZoneLetter): Nat<'single'> {
    return new Nat('single', zone);
  }

  /** One gateway a zone: no zone depends on another, and no traffic is billed for crossing zones. */
  static perZone(): Nat<'perZone'> {
    return new Nat('perZone');
  }

  private constructor(
    /** How many gateways. */
    readonly kind: K,
    /** Where a single gateway stands, if it was said. */
    readonly zone?: ZoneLetter,
  ) {}

  /** The zones that get a gateway, of the zones in the order in which they were given. */
  gatewayZones(zones: readonly ZoneLetter[]): readonly ZoneLetter[] {
    if (this.kind === 'none') return [];
    return this.kind === 'perZone' ? zones : [this.zone, ...zones].filter((zone) => zone !== undefined).slice(0, 1);
  }
}
