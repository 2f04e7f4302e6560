import type { Construct } from 'constructs';
import { type Duration, Faults, type Stage } from '../core';
import type { Subnets } from '../network';
import type { IKey } from '../security';
import { checkAlarms, type DatabaseAlarms } from './alarms';
import { type Capacity, classesFor, isOffered } from './capacity';
import type { Credentials, CredentialsKind } from './credentials';
import type { Engine, InstanceEngine } from './engine';
import { type CertificateAuthority, checkCommon } from './foundation';
import { checkMonitoringInterval, type Insights, type LogExport, supportsInsights } from './monitoring';
import { checkParameters, type Parameters } from './parameters';
import type { Restore } from './restore';
import type { Storage } from './storage';
import { type BackupWindow, checkWindows, DEFAULT_WINDOWS, type MaintenanceWindow } from './windows';

/** Whether a second instance in another zone stands by. */
export type Availability = 'single-az' | 'multi-az';

/** What a database of any stage is made of. */
interface CommonDatabaseProps<E extends InstanceEngine> {
  /** The engine in a major version. Another engine replaces the database; another version needs `upgradeFrom`. */
  readonly engine: Engine<E>;
  /** Where it stands: data subnets only, of two zones or more. Another VPC replaces the database. */
  readonly subnets: Subnets<'data'>;
  /** The instance class and how it is paid for: `onDemand('db.m7g.large')`. */
  readonly capacity: Capacity;
  /** What the data is stored on. @default Storage.gp3({ size: Size.gibibytes(20) }), which grows to 40 GiB */
  readonly storage?: Storage;
  /** The key that encrypts data, backups, insights, logs and the master secret; an imported one must let `logs.<region>.amazonaws.com` use it. Another one replaces the database. @default a key of its own */
  readonly key?: IKey;
  /** The database that is made at the beginning. Another name replaces the instance. @default none: only the engine's own */
  readonly databaseName?: string;
  /** The user that RDS makes. Another name replaces the instance. @default 'dbowner' */
  readonly masterUsername?: string;
  /** The TCP port, 1150 to 65535. @default 5433 for PostgreSQL, 3307 for MySQL and MariaDB: not the engine's own, as AWS FSBP RDS.23 asks */
  readonly port?: number;
  /** Settings of the engine. @default the engine's; MySQL and MariaDB log queries of 2 seconds and more */
  readonly parameters?: Parameters<E>;
  /** Logs that go to CloudWatch Logs. @default PostgreSQL: `postgresql`, `upgrade`; MySQL and MariaDB: `error`, `slowquery` */
  readonly logExports?: readonly LogExport<E>[];
  /** For how long backups are kept, 1 to 35 whole days, 7 or more in prod. @default 1 day in sandbox, 7 in staging, 14 in prod */
  readonly backupRetention?: Duration;
  /** When backups are made, in UTC. @default '02:00-03:00' */
  readonly backupWindow?: BackupWindow;
  /** When RDS upgrades minor versions and patches, in UTC. @default 'sun:03:30-sun:04:30' */
  readonly maintenanceWindow?: MaintenanceWindow;
  /** How closely Database Insights looks. @default 'standard'; none for MySQL's and MariaDB's micro and small classes, which have none */
  readonly insights?: Insights;
  /** How often the operating system is measured: 1, 5, 10, 15, 30 or 60 seconds. @default Duration.seconds(60) */
  readonly monitoringInterval?: Duration;
  /** Who signs the server's certificate. @default 'rds-ca-rsa2048-g1' */
  readonly certificateAuthority?: CertificateAuthority;
  /** The version that runs now, while `engine` names a later major one: lets RDS upgrade. Remove it afterwards. @default no major upgrade */
  readonly upgradeFrom?: Engine<NoInfer<E>>;
  /** What it begins with. Another source replaces the database. @default empty */
  readonly restore?: Restore;
  /** Who is told when it is in trouble. @default nobody */
  readonly alarms?: DatabaseAlarms;
}

/** A database in prod: a standby in another zone, deletion protection and a final snapshot are there and cannot be turned off. */
export interface ProdDatabaseProps {
  /** The stack's stage; left out, prod's rules hold. @default the stack's */
  readonly stage?: 'prod';
  /** Whether a second instance in another zone stands by. @default 'multi-az' in prod, 'single-az' below */
  readonly availability?: 'multi-az';
  /** One call cannot delete it. @default true in prod, where it cannot be turned off */
  readonly deletionProtection?: true;
  /** It leaves a last snapshot. @default true in prod, where it cannot be turned off */
  readonly finalSnapshot?: true;
}

/** A database below prod. */
export interface LowerStageDatabaseProps {
  /** The stack's stage, said aloud because it loosens the rules. */
  readonly stage: 'sandbox' | 'staging';
  /** Whether a second instance in another zone stands by. @default 'single-az' */
  readonly availability?: Availability;
  /** False lets one call delete it. @default true in staging, false in sandbox */
  readonly deletionProtection?: boolean;
  /** False deletes it without a last snapshot. @default true in staging, false in sandbox */
  readonly finalSnapshot?: boolean;
}

/** Who makes the master password, and what goes with it. */
export interface CredentialsProps<C extends CredentialsKind> {
  /** Who makes and replaces the master password. @default Credentials.managed() */
  readonly credentials?: Credentials<C>;
  /**
   * Changes that need a restart (class, engine version, parameters) are made on a copy, which then takes over within
   * a minute. RDS refuses it with managed credentials: use `Credentials.rotated`.
   *
   * @default false
   */
  readonly blueGreenUpdates?: C extends 'rotated' ? boolean : false;
}

/** What a {@link Database} is made of. */
export type DatabaseProps<
  E extends InstanceEngine = InstanceEngine,
  C extends CredentialsKind = CredentialsKind,
> = CommonDatabaseProps<E> & CredentialsProps<C> & (ProdDatabaseProps | LowerStageDatabaseProps);

/**
 * Checks everything that RDS would refuse, and what the types say again for callers who got around them.
 *
 * @throws ValidationError with every fault at once
 */
export function validateDatabase<E extends InstanceEngine, C extends CredentialsKind>(
  scope: Construct,
  stage: Stage,
  props: DatabaseProps<E, C>,
): void {
  const faults = new Faults(scope);
  const { engine, storage, parameters, backupWindow, maintenanceWindow, monitoringInterval } = props;
  checkCommon(faults, scope, stage, props);
  checkCapacity(faults, props);
  checkUpgrade(faults, props);
  checkGuards(faults, stage, props);
  storage?.validate(faults);
  checkParameters(faults, engine, parameters);
  checkMonitoringInterval(faults, monitoringInterval);
  checkAlarms(faults, props.alarms);
  checkWindows(faults, {
    backup: backupWindow ?? DEFAULT_WINDOWS.backup,
    maintenance: maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
  });
  faults.check(!props.blueGreenUpdates || props.credentials?.kind === 'rotated', {
    prop: 'blueGreenUpdates',
    expected: 'left out with managed credentials, with which RDS refuses blue/green deployments',
    got: true,
    fix: 'Pass Credentials.rotated({...}), or upgrade in the maintenance window.',
  });
  faults.throwIfAny();
}

function checkCapacity(faults: Faults, props: DatabaseProps): void {
  const { engine, capacity, insights } = props;
  const { instanceClass } = capacity;
  faults.check(isOffered(instanceClass, engine), {
    prop: 'capacity',
    expected: `a class that RDS has for ${engine.name}`,
    got: instanceClass,
    fix: `Take one of ${classesFor(engine).slice(0, 12).join(', ')}, …`,
  });
  faults.check(insights === undefined || supportsInsights(engine.name, instanceClass), {
    prop: 'insights',
    expected: `left out for ${instanceClass}, which has none on ${engine.name}`,
    got: insights,
    fix: 'Take a medium class or larger.',
  });
}

function checkUpgrade(faults: Faults, { engine, upgradeFrom }: DatabaseProps): void {
  faults.check(upgradeFrom === undefined || engine.isUpgradeOf(upgradeFrom), {
    prop: 'upgradeFrom',
    expected: `an earlier major version of ${engine.name}`,
    got: `${upgradeFrom?.name} ${upgradeFrom?.version}`,
    fix: 'Put the new version into `engine` and the one that runs now into `upgradeFrom`; another engine needs a new database and a migration.',
  });
}

function checkGuards(faults: Faults, stage: Stage, props: DatabaseProps): void {
  if (stage !== 'prod') return;
  const { availability, deletionProtection, finalSnapshot } = props;
  const loosened = Object.entries({
    availability: availability === 'single-az',
    deletionProtection: deletionProtection === false,
    finalSnapshot: finalSnapshot === false,
  });
  for (const [prop, isLoosened] of loosened) {
    faults.check(!isLoosened, {
      prop,
      expected: 'left out in prod, where a standby, deletion protection and a final snapshot are always there',
      got: props[prop as keyof DatabaseProps],
      fix: 'Leave it out.',
    });
  }
}
