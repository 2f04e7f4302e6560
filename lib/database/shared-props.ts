import type { Construct } from 'constructs';
import { type Duration, Faults, type Stage } from '../core';
import type { Subnets } from '../network';
import type { IKey } from '../security';
import { checkAlarms, type DatabaseAlarms } from './alarms';
import type { Credentials, CredentialsKind } from './credentials';
import type { Engine, EngineName } from './engine';
import { type CertificateAuthority, checkCommon } from './foundation';
import { checkMonitoringInterval, type Insights, type LogExport, supportsInsights } from './monitoring';
import { checkParameters, type Parameters } from './parameters';
import type { Restore } from './restore';
import { type BackupWindow, checkWindows, DEFAULT_WINDOWS, type MaintenanceWindow } from './windows';

/** What databases and clusters of any stage are both made of. */
export interface SharedDatabaseProps<E extends EngineName> {
  /** The engine in a major version. Another engine replaces what there is; another version needs `upgradeFrom`. */
  readonly engine: Engine<E>;
  /** Where it stands: data subnets only, of two zones or more. Another VPC replaces what there is. */
  readonly subnets: Subnets<'data'>;
  /** The key that encrypts data, backups, insights, logs and the master secret; an imported one must let `logs.<region>.amazonaws.com` use it. Another one replaces what there is. @default a key of its own */
  readonly key?: IKey;
  /** The database that is made at the beginning. Another name replaces what there is. @default none: only the engine's own */
  readonly databaseName?: string;
  /** The user that RDS makes. Another name replaces what there is. @default 'dbowner' */
  readonly masterUsername?: string;
  /** The TCP port, 1150 to 65535. @default 5433 for PostgreSQL, 3307 for MySQL and MariaDB: not the engine's own, as AWS FSBP RDS.23 asks */
  readonly port?: number;
  /** Settings of the engine, of each instance. @default the engine's; MySQL and MariaDB log queries of 2 seconds and more */
  readonly parameters?: Parameters<E>;
  /** Logs that go to CloudWatch Logs. @default PostgreSQL: `postgresql`, and on an instance `upgrade`; MySQL and MariaDB: `error`, `slowquery` */
  readonly logExports?: readonly LogExport<E>[];
  /** For how long backups are kept, 1 to 35 whole days, 7 or more in prod. @default 1 day in sandbox, 7 in staging, 14 in prod */
  readonly backupRetention?: Duration;
  /** When backups are made, in UTC. @default '02:00-03:00' */
  readonly backupWindow?: BackupWindow;
  /** When RDS upgrades minor versions and patches, in UTC. @default 'sun:03:30-sun:04:30' */
  readonly maintenanceWindow?: MaintenanceWindow;
  /** How closely Database Insights looks. @default 'standard'; none for MySQL's and MariaDB's micro and small classes and Aurora MySQL's burstable ones, which have none */
  readonly insights?: Insights;
  /** How often the operating system is measured: 1, 5, 10, 15, 30 or 60 seconds. @default Duration.seconds(60) */
  readonly monitoringInterval?: Duration;
  /** Who signs the servers' certificates. @default 'rds-ca-rsa2048-g1' */
  readonly certificateAuthority?: CertificateAuthority;
  /** The version that runs now, while `engine` names a later major one: lets RDS upgrade. Remove it afterwards. @default no major upgrade */
  readonly upgradeFrom?: Engine<NoInfer<E>>;
  /** What it begins with. Another source replaces what there is. @default empty */
  readonly restore?: Restore;
  /** Who is told when it is in trouble. @default nobody */
  readonly alarms?: DatabaseAlarms;
}

/** The shared props, and what else the common part of both reads. */
export interface SharedProps<E extends EngineName = EngineName> extends SharedDatabaseProps<E> {
  readonly stage?: Stage;
  readonly credentials?: Credentials<CredentialsKind>;
  readonly deletionProtection?: boolean;
  readonly finalSnapshot?: boolean;
}

/** Checks the shared props; `instanceClass` is what insights are offered for. */
export function checkShared<E extends EngineName>(
  scope: Construct,
  stage: Stage,
  props: SharedProps<E>,
  instanceClass: string,
): Faults {
  const faults = new Faults(scope);
  const { engine, backupWindow, maintenanceWindow, upgradeFrom, insights } = props;
  checkCommon(faults, scope, stage, props);
  checkParameters(faults, engine, props.parameters);
  checkMonitoringInterval(faults, props.monitoringInterval);
  checkAlarms(faults, props.alarms);
  checkWindows(faults, {
    backup: backupWindow ?? DEFAULT_WINDOWS.backup,
    maintenance: maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
  });
  faults.check(upgradeFrom === undefined || engine.isUpgradeOf(upgradeFrom), {
    prop: 'upgradeFrom',
    expected: `an earlier major version of ${engine.name}`,
    got: `${upgradeFrom?.name} ${upgradeFrom?.version}`,
    fix: 'Put the new version into `engine` and the one that runs now into `upgradeFrom`; another engine needs a new database and a migration.',
  });
  faults.check(insights === undefined || supportsInsights(engine.name, instanceClass), {
    prop: 'insights',
    expected: `left out for ${instanceClass}, which has none on ${engine.name}`,
    got: insights,
    fix: 'Take a larger class.',
  });
  checkGuards(faults, stage, props);
  return faults;
}

function checkGuards(faults: Faults, stage: Stage, props: SharedProps): void {
  if (stage !== 'prod') return;
  for (const prop of ['deletionProtection', 'finalSnapshot'] as const) {
    faults.check(props[prop] !== false, {
      prop,
      expected: 'left out in prod, where deletion protection and a final snapshot are always there',
      got: false,
      fix: 'Leave it out.',
    });
  }
}
