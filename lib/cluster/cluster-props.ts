import type { Construct } from 'constructs';
import { type ByStage, Cidr, Faults, type Stage } from '../core';
import type { Subnets } from '../network';
import type { IKey } from '../security';
import type { AccessOptions } from './access';
import type { AddOn, AddOnName } from './add-on';
import type { ApiAccess } from './api-access';
import type { AutoMode } from './auto-mode';
import { isSystemPool, type NodePool } from './node-pool';
import { checkVersion, DEFAULT_KUBERNETES_VERSION, type KubernetesVersion } from './version';

/** The network that a cluster stands in: a {@link Vpc} or an imported one. */
export interface ClusterVpc {
  /** Its private subnets, in two zones or more; `pods` where the pods have subnets of their own. */
  readonly subnets: {
    readonly private: Subnets<'private'>;
    readonly pods?: Subnets<'private'> | undefined;
  };
}

/** What a {@link Cluster} of either kind is made of. */
interface CommonClusterProps {
  /** The network. Control plane and nodes stand in its private subnets. Another VPC replaces the cluster. */
  readonly vpc: ClusterVpc;
  /** The version of Kubernetes: one of those in standard support. It can be raised by one at a time, and never lowered. @default '1.36', the newest known */
  readonly version?: KubernetesVersion;
  /** From where the API can be reached. @default ApiAccess.privateOnly() */
  readonly api?: ApiAccess;
  /** Add-ons besides `vpc-cni`, `kube-proxy`, `eks-pod-identity-agent` and `coredns`, which Auto Mode brings itself. @default [AddOn.metricsServer()] */
  readonly addOns?: readonly AddOn[];
  /** Versions of those four, to pin them. @default EKS's default for the cluster's version, looked up at plan */
  readonly addOnVersions?: Readonly<Partial<Record<AddOnName, string>>>;
  /** Who may use the Kubernetes API, by a name of your own. Whoever creates the cluster gets nothing by that. @default nobody, until `addAccess` */
  readonly access?: Readonly<Record<string, AccessOptions>>;
  /** The key of Kubernetes' secrets and of the logs; an imported one must let `logs.<region>.amazonaws.com` use it, and `kms:CreateGrant` without `kms:GrantIsForAWSResource`. It cannot be changed. @default a key of its own */
  readonly key?: IKey;
  /** How many days the control plane's logs are kept: one of CloudWatch's steps, 365 or more in prod. @default 7 in sandbox, 90 in staging, 365 in prod */
  readonly logRetentionDays?: number;
  /** The addresses of Kubernetes' services: /12 to /24 of private space, outside the VPC. Another block replaces the cluster. @default '172.20.0.0/16' */
  readonly serviceCidr?: string;
  /** Lets Route 53 ARC shift traffic away from a zone that is impaired. @default true */
  readonly zonalShift?: boolean;
  /** The day by which it is judged whether the version's support ends soon. @default the day of the synth */
  readonly asOf?: Date;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

/** A cluster whose nodes are pools of yours. */
export interface NodePoolClusterProps extends CommonClusterProps {
  /** The nodes. One pool at least takes pods that tolerate no taint, such as CoreDNS; in prod with 2 nodes or more. */
  readonly nodePools: readonly NodePool[];
  /** Not with pools of your own. @default left out */
  readonly autoMode?: undefined;
}

/** A cluster whose nodes EKS runs by itself, for a fee on top of their price. */
export interface AutoModeClusterProps extends CommonClusterProps {
  /**
   * Auto Mode: EKS picks, patches and replaces the nodes (Bottlerocket, for 21 days at most), and brings network, DNS, volumes,
   * load balancers and Pod Identity.
   */
  readonly autoMode: AutoMode;
  /** Not with Auto Mode: it brings its own. @default left out */
  readonly nodePools?: undefined;
}

/** What a {@link Cluster} is made of: pools of nodes, or Auto Mode. */
export type ClusterProps = NodePoolClusterProps | AutoModeClusterProps;

/** The addresses of services, unless others are asked for: EKS would choose among two blocks. */
export const DEFAULT_SERVICE_CIDR = '172.20.0.0/16';

/** For how long the control plane's logs are kept, in days. */
export const LOG_RETENTION_DAYS: ByStage<number> = { sandbox: 7, staging: 90, prod: 365 };

const LEAST_SYSTEM_NODES: ByStage<number> = { sandbox: 1, staging: 1, prod: 2 };

/**
 * Checks everything that the types cannot.
 *
 * @throws ValidationError with every fault
 */
export function validateCluster(scope: Construct, stage: Stage, props: ClusterProps): void {
  const faults = new Faults(scope);
  checkVersion(faults, props.version ?? DEFAULT_KUBERNETES_VERSION);
  checkNetwork(faults, props);
  checkCompute(faults, stage, props);
  const days = props.logRetentionDays ?? LOG_RETENTION_DAYS[stage];
  faults.check(stage !== 'prod' || days >= 365, {
    prop: 'logRetentionDays',
    expected: 'a year or more in prod',
    got: days,
    fix: 'Leave it out for 365.',
  });
  const names = (props.addOns ?? []).map(({ name }) => name);
  faults.check(new Set(names).size === names.length, {
    prop: 'addOns',
    expected: 'each add-on once',
    got: names,
    fix: 'Remove the second one.',
  });
  faults.throwIfAny();
}

function checkNetwork(faults: Faults, { vpc, serviceCidr = DEFAULT_SERVICE_CIDR }: ClusterProps): void {
  const { private: subnets, pods } = vpc.subnets;
  faults.check(subnets.tier === 'private', {
    prop: 'vpc',
    expected: 'with private subnets',
    got: subnets.tier,
    fix: 'Pass the whole Vpc.',
  });
  faults.check(subnets.all.length >= 2, {
    prop: 'vpc',
    expected: 'with private subnets in two zones or more, as EKS asks',
    got: subnets.availabilityZones,
    fix: 'Add a zone to the VPC: nothing that exists moves.',
  });
  const block = faults.attempt('serviceCidr', () => Cidr.parse(serviceCidr));
  if (block === undefined) return;
  const shared = Cidr.parse('100.64.0.0/10').contains(block);
  faults.check(block.isPrivate && !shared && block.prefix >= 12 && block.prefix <= 24, {
    prop: 'serviceCidr',
    expected: '/12 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
    got: serviceCidr,
    fix: `Leave it out for ${DEFAULT_SERVICE_CIDR}.`,
  });
  const taken = [subnets.vpc.cidr, ...(pods?.blocks.ipv4 ?? [])].filter((cidr) => !cidr.includes('${'));
  for (const cidr of taken) {
    faults.check(!Cidr.parse(cidr).overlaps(block), {
      prop: 'serviceCidr',
      expected: `outside the VPC's ${cidr}`,
      got: serviceCidr,
      fix: 'Take a block that nothing uses: pods could not reach what lies below it.',
    });
  }
}

function checkCompute(faults: Faults, stage: Stage, { nodePools, autoMode }: ClusterProps): void {
  faults.check((nodePools === undefined) !== (autoMode === undefined), {
    prop: 'nodePools',
    expected: 'given, or else `autoMode`',
    got: nodePools === undefined ? 'neither' : 'both',
    fix: 'Decide who runs the nodes: pools of yours, or EKS.',
  });
  if (nodePools) checkPools(faults, stage, nodePools);
}

function checkPools(faults: Faults, stage: Stage, pools: readonly NodePool[]): void {
  const names = pools.map(({ name }) => name);
  faults.check(new Set(names).size === names.length, {
    prop: 'nodePools',
    expected: 'pools of different names',
    got: names,
    fix: 'Rename one of them.',
  });
  for (const { name, zones } of stage === 'prod' ? pools : []) {
    faults.check(zones === undefined || new Set(zones).size >= 2, {
      prop: 'nodePools.zones',
      expected: 'two zones or more in prod',
      got: { name, zones },
      fix: 'Leave it out for all of them: what stands in one zone goes with it.',
    });
  }
  const least = LEAST_SYSTEM_NODES[stage];
  const system = pools.filter((pool) => isSystemPool(pool) && pool.scaling.min >= least);
  faults.check(system.length > 0, {
    prop: 'nodePools',
    expected: `one pool without taints that is not spot and has scaling.min ${least} or more in ${stage}`,
    got: pools.map(({ name, scaling, taints }) => ({ name, min: scaling.min, taints: taints.map(({ key }) => key) })),
    fix: 'Add an onDemandPool or a reservedPool: CoreDNS and the controllers have to run somewhere.',
  });
}
