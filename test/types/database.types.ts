/** What databases may not be told: `tsc` fails when one of these lines begins to compile. */
import type { Construct } from 'constructs';
import { Duration } from '../../lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  type AuroraClusterProps,
  type ClusterParameters,
  type Credentials,
  Database,
  type DatabaseProps,
  Engine,
  type GlobalDatabase,
  onDemand,
  type Parameters,
  ReadReplica,
  SecondaryAuroraCluster,
} from '../../lib/database';
import type { Subnets } from '../../lib/network';
import type { ImportedRole, Secret } from '../../lib/security';

declare const scope: Construct;
declare const subnets: Subnets<'data'>;
declare const publicSubnets: Subnets<'public'>;
declare const privateSubnets: Subnets<'private'>;
declare const rotated: Credentials<'rotated'>;
declare const managed: Credentials<'managed'>;
declare const imported: ImportedRole;

const postgres = Engine.postgres('17');
const capacity = onDemand('db.m7g.large');
const props = { engine: postgres, subnets, capacity };

export const good = (): Database<'postgres'> => new Database(scope, 'd', props);

// @ts-expect-error a database does not stand in public subnets
export const inPublic = (): Database => new Database(scope, 'd', { ...props, subnets: publicSubnets });

// @ts-expect-error nor in private ones, which reach out by NAT
export const inPrivate = (): Database => new Database(scope, 'd', { ...props, subnets: privateSubnets });

// @ts-expect-error a password has no prop
export const password = (): Database => new Database(scope, 'd', { ...props, password: 'hunter2-hunter2' });

// @ts-expect-error neither has a public address
export const address = (): Database => new Database(scope, 'd', { ...props, publiclyAccessible: true });

// @ts-expect-error neither has storage without encryption
export const plain = (): Database => new Database(scope, 'd', { ...props, storageEncrypted: false });

export const standby: DatabaseProps = { ...props, stage: 'prod', availability: 'multi-az' };

// @ts-expect-error prod stands in two zones
export const single: DatabaseProps = { ...props, stage: 'prod', availability: 'single-az' };

// @ts-expect-error a stage that is left out counts as prod
export const singleSomewhere: DatabaseProps = { ...props, availability: 'single-az' };

// @ts-expect-error prod keeps its deletion protection
export const unprotected: DatabaseProps = { ...props, stage: 'prod', deletionProtection: false };

// @ts-expect-error also where no stage is said
export const unprotectedSomewhere: DatabaseProps = { ...props, deletionProtection: false };

// @ts-expect-error prod keeps a last snapshot
export const unsaved: DatabaseProps = { ...props, stage: 'prod', finalSnapshot: false };

// @ts-expect-error PostgreSQL 13 is in Extended Support
export const old = (): Engine => Engine.postgres('13');

// @ts-expect-error a family is not a version
export const minor = (): Engine => Engine.mysql('8.4.6');

// @ts-expect-error a class that RDS does not have
export const unknownClass = onDemand('m7g.large');

// @ts-expect-error TLS cannot be turned off
export const withoutTls: Parameters<'postgres'> = { 'rds.force_ssl': 0 };

// @ts-expect-error a parameter of MySQL is none of PostgreSQL
export const otherEngine = (): Database => new Database(scope, 'd', { ...props, parameters: { slow_query_log: 1 } });

// @ts-expect-error an upgrade stays with its engine
export const migration = (): Database => new Database(scope, 'd', { ...props, upgradeFrom: Engine.mysql('8.4') });

// @ts-expect-error Aurora is a cluster
export const aurora = (): Database => new Database(scope, 'd', { ...props, engine: Engine.auroraPostgres('17') });

export const blueGreen = (): unknown =>
  new Database(scope, 'd', { ...props, credentials: rotated, blueGreenUpdates: true });

export const blueGreenManaged = (): unknown =>
  // @ts-expect-error RDS refuses blue/green with managed credentials
  new Database(scope, 'd', { ...props, credentials: managed, blueGreenUpdates: true });

// @ts-expect-error also where they are the default
export const blueGreenDefault = (): unknown => new Database(scope, 'd', { ...props, blueGreenUpdates: true });

// @ts-expect-error a role of elsewhere cannot be granted: nothing can be added to its policy
export const grantToImported = (): void => good().grantConnect(imported, 'api_user');

export const replica = (): unknown => new Database(scope, 'd', { ...props, credentials: rotated }).addReadReplica('r');

export const managedDatabase = (): Database<'postgres', 'managed'> =>
  new Database(scope, 'd', { ...props, credentials: managed });

// @ts-expect-error RDS makes no replica of a database whose master password it manages
export const managedReplica = (): unknown => managedDatabase().addReadReplica('r');

// @ts-expect-error also where that is the default
export const defaultReplica = (): unknown => good().addReadReplica('r');

// @ts-expect-error a replica in another region neither
export const remoteReplica = (): unknown => new ReadReplica(scope, 'r', { source: good() });

// @ts-expect-error a proxy without a user has nobody to log in as
export const idleProxy = (): unknown => good().addProxy('p', { users: [] });

// @ts-expect-error a proxy takes no clients without TLS
export const plainProxy = (user: Secret): unknown => good().addProxy('p', { users: [user], requireTls: false });

const cluster = { engine: Engine.auroraPostgres('17'), subnets, capacity: AuroraCapacity.provisioned(capacity) };
const pausing = AuroraCapacity.pausing({ maxUnits: 4 });

export const goodCluster = (): AuroraCluster => new AuroraCluster(scope, 'c', cluster);
export const sleeping: AuroraClusterProps = { ...cluster, stage: 'staging', capacity: pausing };

// @ts-expect-error nothing in prod pauses
export const sleepingProd: AuroraClusterProps = { ...cluster, stage: 'prod', capacity: pausing };

// @ts-expect-error a reader neither
export const sleepingReader: AuroraClusterProps = {
  ...cluster,
  instances: [{ zone: 'a' }, { zone: 'b', capacity: pausing }],
};

// @ts-expect-error prod has two instances
export const lonely: AuroraClusterProps = { ...cluster, stage: 'prod', instances: [{ zone: 'a' }] };

// @ts-expect-error prod keeps its deletion protection
export const unprotectedCluster: AuroraClusterProps = { ...cluster, deletionProtection: false };

// @ts-expect-error a cluster does not stand in public subnets
export const publicCluster: AuroraClusterProps = { ...cluster, subnets: publicSubnets };

// @ts-expect-error RDS for PostgreSQL is no cluster
export const notAurora: AuroraClusterProps = { ...cluster, engine: postgres };

// @ts-expect-error only MySQL turns back
export const turnBack = (): unknown => new AuroraCluster(scope, 'c', { ...cluster, backtrack: Duration.hours(1) });

// @ts-expect-error TLS cannot be turned off
export const clusterWithoutTls: ClusterParameters<'aurora-postgresql'> = { 'rds.force_ssl': 0 };

// @ts-expect-error a log of another engine
export const otherLog = (): unknown => new Database(scope, 'd', { ...props, logExports: ['slowquery'] });

const rotatedCluster = { ...cluster, credentials: rotated };

export const global = (): unknown => new AuroraCluster(scope, 'c', rotatedCluster).toGlobalDatabase();

// @ts-expect-error RDS manages no master password of a global database
export const managedGlobal = (): unknown => goodCluster().toGlobalDatabase();

export const sleepingCopy = (database: GlobalDatabase): unknown =>
  // @ts-expect-error a copy in another region does not pause
  new SecondaryAuroraCluster(scope, 'c', { global: database, subnets, capacity: pausing });

// @ts-expect-error the audit plugin is MySQL's and MariaDB's
export const auditedPostgres = (): Database => new Database(scope, 'd', { ...props, audit: {} });

export const audited = (): Database<'mysql'> =>
  new Database(scope, 'd', { ...props, engine: Engine.mysql('8.4'), audit: { events: ['connect'] } });
