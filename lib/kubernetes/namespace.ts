import { DefaultServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/default-service-account-v1';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Faults, stageOf } from '../core';
import { labelsOf, objectName } from './names';
import type { NamespaceProps } from './namespace-props';
import { checkBytes, checkCpu, coresOf, mebibytesOf } from './quantity';

/** Namespaces that are the cluster's own. */
const SYSTEM_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Every mode of Pod Security: what is refused is also shown to who asks, and audited. */
const POD_SECURITY = Object.fromEntries(
  ['enforce', 'warn', 'audit'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, 'latest'],
  ]),
);

/** Where every pod asks for names: CoreDNS, by UDP and for long answers by TCP. */
const DNS_PORTS = ['UDP', 'TCP'].map((protocol) => ({ port: '53', protocol }));

/**
 * A namespace with its guard rails: Pod Security `restricted` is enforced, everything in it together has a quota and each
 * container a limit, no connection in or out but to the cluster's DNS is open, load balancers and node ports are not made in
 * it, and the default service account hands out no token. In prod Terraform refuses to destroy it: everything in it would go.
 *
 * See https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html; CIS EKS 4.3.2, 4.5.1, 5.4.4.
 *
 * @throws ValidationError when a quantity is malformed, a container may ask for more than the quota, or the id is no name
 */
export class Namespace extends Construct {
  /** The `kubernetes_namespace_v1`. */
  readonly resource: NamespaceV1;
  /** The name, for objects in it. */
  readonly name: string;
  /** What must be there before the first pod is: the namespace and its guard rails. */
  readonly guardRails: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    const isProd = stageOf(this, props.stage) === 'prod';
    validate(this, props);
    this.name = objectName(this);
    this.resource = new NamespaceV1(this, 'namespace', {
      metadata: { name: this.name, labels: { ...labelsOf(this, this.name, this.name), ...POD_SECURITY } },
      lifecycle: isProd ? { preventDestroy: true } : undefined,
    });
    this.guardRails = [
      this.resource,
      this.createQuota(props),
      this.createLimits(props),
      this.createDefaultDeny(),
      this.allowDns(),
      this.disarmDefaultAccount(),
    ];
  }

  /** Metadata of an object in this namespace. */
  metadata(name: string, labels = labelsOf(this, name, this.name)) {
    return { name, namespace: this.name, labels };
  }

  private createQuota({ quota: { cpu, memory, pods, volumes = 0 } }: NamespaceProps): ResourceQuotaV1 {
    return new ResourceQuotaV1(this, 'quota', {
      ...this.inside('quota'),
      spec: {
        hard: {
          'requests.cpu': cpu,
          'requests.memory': memory,
          'limits.memory': memory,
          pods: String(pods),
          persistentvolumeclaims: String(volumes),
          // The way in is a Gateway: a load balancer of a Service would have no policy, no certificate and no owner.
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
  }

  private createLimits({ limits = {} }: NamespaceProps): LimitRangeV1 {
    const { defaultCpu = '100m', defaultMemory = '128Mi', maxCpu = '4', maxMemory = '8Gi' } = limits;
    return new LimitRangeV1(this, 'limits', {
      ...this.inside('limits'),
      spec: {
        limit: [
          {
            type: 'Container',
            defaultRequest: { cpu: defaultCpu, memory: defaultMemory, 'ephemeral-storage': '64Mi' },
            default: { cpu: maxCpu, memory: defaultMemory, 'ephemeral-storage': '1Gi' },
            max: { cpu: maxCpu, memory: maxMemory },
          },
        ],
      },
    });
  }

  private createDefaultDeny(): NetworkPolicyV1 {
    return new NetworkPolicyV1(this, 'default-deny', {
      ...this.inside('default-deny'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  }

  private allowDns(): NetworkPolicyV1 {
    const to = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    };
    return new NetworkPolicyV1(this, 'allow-dns', {
      ...this.inside('allow-dns'),
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [to], ports: DNS_PORTS }] },
    });
  }

  private disarmDefaultAccount(): DefaultServiceAccountV1 {
    return new DefaultServiceAccountV1(this, 'default-account', {
      metadata: { namespace: this.name },
      automountServiceAccountToken: false,
      dependsOn: [this.resource],
    });
  }

  private inside(name: string) {
    return { metadata: this.metadata(name), dependsOn: [this.resource] };
  }
}

function validate(scope: Construct, { quota, limits = {} }: NamespaceProps): void {
  const faults = new Faults(scope);
  faults.check(!SYSTEM_NAMESPACES.includes(scope.node.id), {
    prop: 'id',
    expected: 'a namespace of your own',
    got: scope.node.id,
    fix: 'default and kube-* belong to the cluster: give each team or product a namespace.',
  });
  checkCpu(faults, 'quota.cpu', quota.cpu);
  checkBytes(faults, 'quota.memory', quota.memory);
  for (const [prop, count, least] of [
    ['quota.pods', quota.pods, 1],
    ['quota.volumes', quota.volumes ?? 0, 0],
  ] as const) {
    faults.check(Number.isInteger(count) && count >= least, {
      prop,
      expected: `a whole number of ${least} or more`,
      got: count,
      fix: 'Count replicas at their most, and one more for each rollout.',
    });
  }
  const { defaultCpu = '100m', defaultMemory = '128Mi', maxCpu = '4', maxMemory = '8Gi' } = limits;
  checkCpu(faults, 'limits.defaultCpu', defaultCpu);
  checkCpu(faults, 'limits.maxCpu', maxCpu);
  checkBytes(faults, 'limits.defaultMemory', defaultMemory);
  checkBytes(faults, 'limits.maxMemory', maxMemory);
  atMost(faults, 'limits.defaultCpu', defaultCpu, maxCpu, coresOf);
  atMost(faults, 'limits.defaultMemory', defaultMemory, maxMemory, mebibytesOf);
  atMost(faults, 'limits.defaultMemory', defaultMemory, quota.memory, mebibytesOf);
  faults.throwIfAny();
}

function atMost(
  faults: Faults,
  prop: string,
  value: string,
  limit: string,
  parse: (text: string) => number | undefined,
): void {
  const [number, most] = [parse(value), parse(limit)];
  faults.check(number === undefined || most === undefined || number <= most, {
    prop,
    expected: `at most ${limit}`,
    got: value,
    fix: 'Lower it, or raise the maximum or the quota.',
  });
}
