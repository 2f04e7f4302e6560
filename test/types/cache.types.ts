/** What caches may not be told: `tsc` fails when one of these lines begins to compile. */
import {
  type Cache,
  CacheAccess,
  CacheEngine,
  type CacheProps,
  CacheTopology,
  type CacheUser,
  onDemandNodes,
  type ServerlessCacheProps,
} from '../../lib/cache';
import { Size } from '../../lib/core';
import { Peer, type Vpc } from '../../lib/network';
import type { ImportedRole, Role } from '../../lib/security';

declare const vpc: Vpc;
declare const cache: Cache;
declare const user: CacheUser;
declare const role: Role;
declare const imported: ImportedRole;

const common = { subnets: vpc.subnets.data, capacity: onDemandNodes('cache.m7g.large') } as const;
const limits = { storage: Size.gibibytes(10), ecpuPerSecond: 5000 };

export const accepted: readonly CacheProps[] = [
  common,
  { ...common, stage: 'prod', topology: CacheTopology.replicated({ replicas: 1 }) },
  { ...common, topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 2 }) },
  { ...common, stage: 'staging', topology: CacheTopology.single() },
  { ...common, stage: 'sandbox', topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 0 }) },
];

// @ts-expect-error a cache in public subnets
export const inPublic: CacheProps = { ...common, subnets: vpc.subnets.public };
// @ts-expect-error a cache in private subnets, which reach out by NAT
export const inPrivate: CacheProps = { ...common, subnets: vpc.subnets.private };
// @ts-expect-error a serverless cache in public subnets
export const serverlessInPublic: ServerlessCacheProps = { subnets: vpc.subnets.public, limits };
// @ts-expect-error a single node in prod
export const alone: CacheProps = { ...common, stage: 'prod', topology: CacheTopology.single() };
// @ts-expect-error a single node where no stage is said: prod's rules hold
export const aloneAnywhere: CacheProps = { ...common, topology: CacheTopology.single() };
// @ts-expect-error shards without replicas in prod
export const bare: CacheProps = { ...common, topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 0 }) };
declare const perhapsNone: 0 | 1;
const perhaps = CacheTopology.cluster({ shards: 2, replicasPerShard: perhapsNone });
// @ts-expect-error shards with perhaps no replica in prod
export const perhapsBare: CacheProps = { ...common, topology: perhaps };
// @ts-expect-error six replicas are more than a shard can have
export const six = (): CacheTopology => CacheTopology.replicated({ replicas: 6 });
// @ts-expect-error TLS cannot be switched off
export const plain: CacheProps = { ...common, transitEncryption: false };
// @ts-expect-error there is no password
export const password: CacheProps = { ...common, authToken: 'hunter2hunter2hunter2' };
// @ts-expect-error a key is a construct, not a text
export const keyText: CacheProps = { ...common, key: 'arn:aws:kms:eu-west-1:123456789012:key/k' };
// @ts-expect-error ElastiCache has no such node
export const node: CacheProps = { ...common, capacity: onDemandNodes('cache.m7g.medium') };
// @ts-expect-error Redis OSS before 7 knows no IAM
export const old = (): CacheEngine => CacheEngine.redis('6.2');
// @ts-expect-error a serverless cache without limits
export const boundless: ServerlessCacheProps = { subnets: vpc.subnets.data };
// @ts-expect-error windows are times of the day, not sentences
export const night: CacheProps = { ...common, snapshotWindow: 'at night' };

cache.allowFrom(Peer.subnets(vpc.subnets.private), 'x');
// @ts-expect-error the internet has no way in
cache.allowFrom(Peer.internet(), 'x');
// @ts-expect-error a rule says why
cache.allowFrom(Peer.subnets(vpc.subnets.private));

cache.addUser('api', CacheAccess.readOnly('a:*'));
// @ts-expect-error access names its keys
cache.addUser('api', CacheAccess.readOnly());
// @ts-expect-error all commands at once are no category
export const all = (): CacheAccess => CacheAccess.of({ keys: ['*'], categories: ['@all'] });

cache.grantConnect(role, user);
// @ts-expect-error a user is one that the cache made, not a name
cache.grantConnect(role, 'default');
// @ts-expect-error a role of elsewhere cannot be granted
cache.grantConnect(imported, user);
