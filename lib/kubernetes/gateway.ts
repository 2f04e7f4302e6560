import { Faults } from '../core';
import type { Manifest } from './manifests';
import { checkName } from './names';

/** From where a {@link Gateway} is reached: the VPC, or the internet. */
export type GatewayScheme = 'internal' | 'internet-facing';

/** What a {@link Gateway} is made of. */
export interface GatewayProps {
  /** The namespace of the gateway itself. */
  readonly namespace: string;
  /** The names that it answers to, each with a certificate in ACM: `shop.example.com`. */
  readonly hosts: readonly [string, ...string[]];
  /** Namespaces whose routes may attach to it, by name: a label would be one that anybody can set. */
  readonly routesFrom: readonly [string, ...string[]];
  /** From where it is reached. @default 'internal' */
  readonly scheme?: GatewayScheme;
}

/** TLS 1.3, and 1.2 with forward secrecy only: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';
const GROUP = 'gateway.networking.k8s.io/v1';

/**
 * A load balancer for HTTP by the Gateway API: TLS of 1.2 and better with the certificate that ACM has for each host, plain HTTP
 * answered with a redirect and by nothing else. The AWS Load Balancer Controller (3.0 or later) makes the ALB; Argo CD applies
 * the objects: add them to {@link Manifests}. It needs the GatewayClass `alb`.
 *
 * See https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/.
 */
export class Gateway {
  /** The namespace of the gateway. */
  readonly namespace: string;

  /**
   * @param name of the gateway
   * @throws ValidationError when a name is malformed
   */
  constructor(
    readonly name: string,
    private readonly props: GatewayProps,
  ) {
    const faults = new Faults(`gateway ${name}`);
    checkName(faults, 'name', name);
    checkName(faults, 'namespace', props.namespace);
    for (const host of props.hosts) checkHost(faults, 'hosts', host);
    for (const namespace of props.routesFrom) checkName(faults, 'routesFrom', namespace);
    faults.throwIfAny();
    this.namespace = props.namespace;
  }

  /** The names that it answers to. */
  get hosts(): readonly string[] {
    return this.props.hosts;
  }

  /** The gateway, its load balancer's settings, and the redirect. */
  get manifests(): readonly Manifest[] {
    return [this.gateway(), this.loadBalancer(), this.redirect()];
  }

  private get metadata() {
    return { name: this.name, namespace: this.namespace };
  }

  private gateway(): Manifest {
    const key = 'kubernetes.io/metadata.name';
    const selector = { matchExpressions: [{ key, operator: 'In', values: [...this.props.routesFrom] }] };
    return {
      apiVersion: GROUP,
      kind: 'Gateway',
      metadata: this.metadata,
      spec: {
        gatewayClassName: 'alb',
        infrastructure: {
          parametersRef: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration', name: this.name },
        },
        listeners: this.hosts.flatMap((hostname) => [
          {
            name: listenerOf('https', hostname),
            protocol: 'HTTPS',
            port: 443,
            hostname,
            tls: { mode: 'Terminate' },
            allowedRoutes: { namespaces: { from: 'Selector', selector } },
          },
          {
            name: listenerOf('http', hostname),
            protocol: 'HTTP',
            port: 80,
            hostname,
            allowedRoutes: { namespaces: { from: 'Same' } },
          },
        ]),
      },
    };
  }

  private loadBalancer(): Manifest {
    const attribute = (key: string, value: string) => ({ key, value });
    return {
      apiVersion: 'gateway.k8s.aws/v1beta1',
      kind: 'LoadBalancerConfiguration',
      metadata: this.metadata,
      spec: {
        scheme: this.props.scheme ?? 'internal',
        listenerConfigurations: [{ protocolPort: 'HTTPS:443', sslPolicy: TLS_POLICY }, { protocolPort: 'HTTP:80' }],
        loadBalancerAttributes: [
          attribute('deletion_protection.enabled', 'true'),
          attribute('routing.http.desync_mitigation_mode', 'strictest'),
          attribute('routing.http.drop_invalid_header_fields.enabled', 'true'),
        ],
      },
    };
  }

  private redirect(): Manifest {
    const requestRedirect = { scheme: 'https', statusCode: 301 };
    return {
      apiVersion: GROUP,
      kind: 'HTTPRoute',
      metadata: { name: `${this.name}-to-https`, namespace: this.namespace },
      spec: {
        parentRefs: this.hosts.map((host) => ({ name: this.name, sectionName: listenerOf('http', host) })),
        hostnames: [...this.hosts],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }],
      },
    };
  }
}

/** The name of a listener: after the host, so that one host more renames none. */
export function listenerOf(protocol: 'http' | 'https', host: string): string {
  return `${protocol}-${host.replaceAll('.', '-')}`;
}

/** Adds a fault unless the text is a host name. */
export function checkHost(faults: Faults, prop: string, host: string): void {
  faults.check(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(host) && host.length <= 253, {
    prop,
    expected: 'a host name such as shop.example.com',
    got: host,
    fix: 'Write it in lower case, without https:// and path; a wildcard has no certificate of its own here.',
  });
}
