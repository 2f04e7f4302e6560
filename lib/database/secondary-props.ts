import type { Construct } from 'constructs';
import { type Duration, Faults, type Stage, settingsOf } from '../core';
import type { Subnets } from '../network';
import type { IKey } from '../security';
import { checkAlarms, type DatabaseAlarms } from './alarms';
import type { AuroraCapacity } from './aurora-capacity';
import { type AuroraInstance, checkInstances } from './aurora-props';
import type { ClusterEngine } from './engine';
import { type CertificateAuthority, checkCommon } from './foundation';
import { checkGlobalCapacity, type GlobalDatabase } from './global-database';
import { checkMonitoringInterval, type Insights } from './monitoring';
import { checkWindows, DEFAULT_WINDOWS, type MaintenanceWindow } from './windows';

/** What a {@link SecondaryAuroraCluster} is made of. Engine, port, users and settings come from the primary. */
export interface SecondaryAuroraClusterProps<E extends ClusterEngine = ClusterEngine> {
  /** The global database that it joins: `cluster.toGlobalDatabase()` of another region. */
  readonly global: GlobalDatabase<E>;
  /** Where it stands: data subnets of this region, of two zones or more. */
  readonly subnets: Subnets<'data'>;
  /** What the instances run on; after a promotion they carry the primary's load. */
  readonly capacity: AuroraCapacity<'provisioned' | 'serverless'>;
  /** The instances. @default one in each of the first two zones in prod, one below */
  readonly instances?: readonly [
    AuroraInstance<'provisioned' | 'serverless'>,
    ...AuroraInstance<'provisioned' | 'serverless'>[],
  ];
  /** Whether clients here may write: Aurora sends the statement to the primary region and back. @default false */
  readonly writeForwarding?: boolean;
  /** The key of this region that encrypts everything here. Another one replaces the cluster. @default a key of its own */
  readonly key?: IKey;
  /** For how long backups are kept, 1 to 35 whole days, 7 or more in prod. @default 1 day in sandbox, 7 in staging, 14 in prod */
  readonly backupRetention?: Duration;
  /** When RDS upgrades minor versions and patches, in UTC. @default 'sun:03:30-sun:04:30' */
  readonly maintenanceWindow?: MaintenanceWindow;
  /** How closely Database Insights looks. @default 'standard' */
  readonly insights?: Insights;
  /** How often the operating system is measured: 1, 5, 10, 15, 30 or 60 seconds. @default Duration.seconds(60) */
  readonly monitoringInterval?: Duration;
  /** Who signs the servers' certificates. @default 'rds-ca-rsa2048-g1' */
  readonly certificateAuthority?: CertificateAuthority;
  /** Who is told when it is in trouble or lags behind the primary region. @default nobody */
  readonly alarms?: DatabaseAlarms;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

/**
 * Checks what Aurora would refuse, and what the types say again for callers who got around them.
 *
 * @throws ValidationError with every fault at once
 */
export function validateSecondaryCluster<E extends ClusterEngine>(
  scope: Construct,
  stage: Stage,
  props: SecondaryAuroraClusterProps<E>,
): void {
  const { global, capacity, instances = [], maintenanceWindow: maintenance = DEFAULT_WINDOWS.maintenance } = props;
  const { engine } = global.primary;
  const faults = new Faults(scope);
  checkCommon(faults, scope, stage, props);
  const own = settingsOf(scope).region;
  faults.check(own === undefined || own !== global.region, {
    prop: 'global',
    expected: 'a global database whose primary is in another region than this stack',
    got: `${global.primary.node.path} in ${global.region}`,
    fix: 'Make it in a stack of another region; readers of the same region are `instances` of the primary.',
  });
  capacity.validate(faults, 'capacity', engine);
  for (const one of [capacity, ...instances.flatMap((instance) => instance.capacity ?? [])]) {
    checkGlobalCapacity(faults, one);
  }
  checkInstances(faults, stage, { ...props, engine });
  checkMonitoringInterval(faults, props.monitoringInterval);
  checkAlarms(faults, props.alarms);
  checkWindows(faults, { backup: DEFAULT_WINDOWS.backup, maintenance });
  faults.throwIfAny();
}
