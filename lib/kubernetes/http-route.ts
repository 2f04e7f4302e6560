import { Faults } from '../core';
import { checkHost, type Gateway, listenerOf } from './gateway';
import type { Manifest } from './manifests';
import { checkName } from './names';
import type { Workload } from './workload';

/** What an {@link HttpRoute} is made of. */
export interface HttpRouteProps {
  /** The gateway that it attaches to; the gateway lets the workload's namespace in by `routesFrom`. */
  readonly gateway: Gateway;
  /** One of the gateway's hosts. */
  readonly host: string;
  /** Who answers. */
  readonly to: Workload;
  /** The beginning of the paths that it answers to. @default '/' */
  readonly path?: string;
  /** The path by which the load balancer asks whether a pod is ready. @default '/readyz' */
  readonly healthPath?: string;
}

/**
 * The way from a {@link Gateway} to a workload: by host and path, straight to the pods' own addresses. The workload lets the load
 * balancer in by `workload.allowFrom(NetworkPeer.cidr(…))` with the block of its subnets. Argo CD applies the objects: add them
 * to {@link Manifests}.
 *
 * See https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/customization/.
 */
export class HttpRoute {
  /**
   * @param name of the route
   * @throws ValidationError when the host is none of the gateway's, the workload has no port, or a path does not begin with /
   */
  constructor(
    readonly name: string,
    private readonly props: HttpRouteProps,
  ) {
    const { gateway, host, to, path = '/', healthPath = '/readyz' } = props;
    const faults = new Faults(`route ${name}`);
    checkName(faults, 'name', name);
    checkHost(faults, 'host', host);
    faults.check(gateway.hosts.includes(host), {
      prop: 'host',
      expected: `one of the gateway’s hosts, ${gateway.hosts.join(', ')}`,
      got: host,
      fix: 'Add it to the gateway.',
    });
    faults.check(to.service !== undefined, {
      prop: 'to',
      expected: 'a workload that listens',
      got: to.name,
      fix: 'Give the workload its `port`.',
    });
    for (const [prop, value] of Object.entries({ path, healthPath })) {
      faults.check(value.startsWith('/'), {
        prop,
        expected: 'a path that begins with /',
        got: value,
        fix: 'Write for example /orders.',
      });
    }
    faults.throwIfAny();
  }

  /** The route, and how the load balancer reaches and asks its targets. */
  get manifests(): readonly Manifest[] {
    const { gateway, host, to, path = '/', healthPath = '/readyz' } = this.props;
    const metadata = { name: this.name, namespace: to.namespace.name };
    return [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata,
        spec: {
          parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName: listenerOf('https', host) }],
          hostnames: [host],
          rules: [
            {
              matches: [{ path: { type: 'PathPrefix', value: path } }],
              backendRefs: [{ name: to.name, port: to.servicePort }],
            },
          ],
        },
      },
      {
        apiVersion: 'gateway.k8s.aws/v1beta1',
        kind: 'TargetGroupConfiguration',
        metadata: { name: to.name, namespace: to.namespace.name },
        spec: {
          targetReference: { name: to.name },
          defaultConfiguration: {
            targetType: 'ip',
            healthCheckConfig: { healthCheckPath: healthPath, healthCheckProtocol: 'HTTP' },
          },
        },
      },
    ];
  }
}
