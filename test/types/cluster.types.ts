/** What clusters may not be told: `tsc` fails when one of these lines begins to compile. */
import type { Construct } from 'constructs';
import {
  ApiAccess,
  Cluster,
  ClusterAccess,
  type ClusterProps,
  type ClusterWorkload,
  karpenterNodePool,
  type NodeClassManifest,
  onDemandPool,
  reservedPool,
  spotPool,
} from '../../lib/cluster';
import { type Connectable, Peer, type Subnets } from '../../lib/network';
import type { ImportedRole, Role } from '../../lib/security';

declare const scope: Construct;
declare const privateSubnets: Subnets<'private'>;
declare const publicSubnets: Subnets<'public'>;
declare const cluster: Cluster;
declare const workload: ClusterWorkload;
declare const principal: ImportedRole;
declare const role: Role;
declare const nodeClass: NodeClassManifest;
declare const runners: Connectable;

const scaling = { min: 2, max: 4 };
const vpc = { subnets: { private: privateSubnets } };
const base = onDemandPool({ name: 'base', instanceTypes: ['m7g.large'], scaling });
const props = { vpc, nodePools: [base] };

export const good = (): Cluster => new Cluster(scope, 'c', props);
export const auto = (): Cluster => new Cluster(scope, 'c', { vpc, autoMode: {} });

// @ts-expect-error a cluster has nodes, or Auto Mode
export const neither: ClusterProps = { vpc };

// @ts-expect-error not both: their controllers would work against each other
export const both: ClusterProps = { ...props, autoMode: {} };

// @ts-expect-error nodes do not stand in public subnets
export const inPublic: ClusterProps = { ...props, vpc: { subnets: { private: publicSubnets } } };

// @ts-expect-error 1.33 is in Extended Support
export const old: ClusterProps = { ...props, version: '1.33' };

// @ts-expect-error an API for everybody has no spelling
export const open: ClusterProps = { ...props, api: 'public' };

// @ts-expect-error a list of networks is not empty
export const empty = (): ApiAccess => ApiAccess.from([]);

// @ts-expect-error whoever creates the cluster is nobody in it
export const creator: ClusterProps = { ...props, bootstrapClusterCreatorAdminPermissions: true };

// @ts-expect-error there is no other way in than access entries
export const configMap: ClusterProps = { ...props, authenticationMode: 'CONFIG_MAP' };

// @ts-expect-error every kind of log is sent
export const logs: ClusterProps = { ...props, enabledClusterLogTypes: ['api'] };

// @ts-expect-error secrets are encrypted, always
export const plain: ClusterProps = { ...props, encryptionConfig: undefined };

// @ts-expect-error who may edit is held to namespaces
export const everywhere = (): ClusterAccess => ClusterAccess.edit();

// @ts-expect-error an empty list would hold to nothing
export const nowhere = (): ClusterAccess => ClusterAccess.admin([]);

// @ts-expect-error administration of the whole cluster is for breaking glass
export const admin = (): ClusterAccess => ClusterAccess.clusterAdmin();

// @ts-expect-error and has a reason
export const glass = (): ClusterAccess => ClusterAccess.breakGlass({});

export const access = (): unknown => cluster.addAccess('team', { principal, access: ClusterAccess.view() });

// @ts-expect-error a user is no role
export const user = (): unknown => cluster.addAccess('me', { principal: 'me', access: ClusterAccess.view() });

// @ts-expect-error a node has no SSH key
export const ssh = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7g.large'], scaling, sshKey: 'me' });

// @ts-expect-error nor a public address
export const ip = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7g.large'], scaling, publicIp: true });

// @ts-expect-error nor metadata that pods reach
export const hops = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7g.large'], scaling, hopLimit: 2 });

// @ts-expect-error nor a volume in plain
export const disk = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7g.large'], scaling, encrypted: false });

// @ts-expect-error Intel is no arm64, which is the default
export const intel = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7i.large'], scaling });

export const amd = (): unknown =>
  onDemandPool({ name: 'p', architecture: 'amd64', instanceTypes: ['m7i.large', 'm6a.large'], scaling });

// @ts-expect-error a type that AWS does not have
export const unknown = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['m7g.huge'], scaling });

// @ts-expect-error too small for what every node runs
export const nano = (): unknown => onDemandPool({ name: 'p', instanceTypes: ['t4g.nano'], scaling });

// @ts-expect-error spot nodes are of two families or more
export const single = (): unknown => spotPool({ name: 'p', families: ['m7g'], sizes: ['large'], scaling });

// @ts-expect-error a commitment has a term
export const termless = (): unknown => reservedPool({ name: 'p', instanceType: 'm7g.large', scaling });

// @ts-expect-error a committed pool is of one type
export const several = (): unknown => reservedPool({ name: 'p', instanceTypes: ['m7g.large'], term: '1y', scaling });

// @ts-expect-error an effect that Kubernetes does not have
export const taint = (): unknown => spotPool({ ...spotOptions, taints: [{ key: 'a', effect: 'NO_SCHEDULE' }] });

const spotOptions = {
  name: 's',
  families: ['m7g', 'm6g', 'c7g'],
  sizes: ['large', 'xlarge'],
  scaling,
} as const;

// @ts-expect-error a workload lives in a namespace
export const homeless = (): unknown => cluster.addWorkload('api', {});

// @ts-expect-error nothing is granted to nodes: every pod on them would have it
export const nodes = (): void => cluster.nodes.allow({ actions: ['s3:GetObject'], resources: ['*'] });

export const given = (): void => workload.allow({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*'] });

export const reach = (): void => cluster.allowApiFrom(runners, 'Runners deploy');

// @ts-expect-error the private API is for private networks; public ones are listed in `api`
export const internet = (): void => cluster.allowApiFrom(Peer.internet(), 'everybody');

// @ts-expect-error Karpenter's pools have a limit
export const limitless = () => karpenterNodePool({ name: 'p', nodeClass, capacity: 'spot', families: ['m7g', 'm6g'] });

export const pass = (): void => role.grantPassRole(workload, 'ec2.amazonaws.com');
