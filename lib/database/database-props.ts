import type { Construct } from 'constructs';
import type { Stage } from '../core';
import { checkAudit, type DatabaseAudit } from './audit';
import { type Capacity, classesFor, isOffered } from './capacity';
import type { Credentials, CredentialsKind } from './credentials';
import type { InstanceEngine } from './engine';
import { checkInstancePurchase } from './purchase';
import { checkShared, type SharedDatabaseProps } from './shared-props';
import type { Storage } from './storage';

/** Whether a second instance in another zone stands by. */
export type Availability = 'single-az' | 'multi-az';

/** What a database of any stage is made of. */
interface CommonDatabaseProps<E extends InstanceEngine> extends SharedDatabaseProps<E> {
  /** The instance class and how it is paid for: `onDemand('db.m7g.large')`, `reserved`, `savingsPlan`. */
  readonly capacity: Capacity;
  /** What the data is stored on. @default Storage.gp3({ size: Size.gibibytes(20) }), which grows to 40 GiB */
  readonly storage?: Storage;
  /** What an audit log records, of MySQL and MariaDB; it is exported to CloudWatch Logs. For PostgreSQL set the parameters of `pgaudit`. @default no audit log */
  readonly audit?: E extends 'mysql' | 'mariadb' ? DatabaseAudit : never;
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
  const { engine, capacity, storage, availability } = props;
  const faults = checkShared(scope, stage, props, capacity.instanceClass);
  faults.check(isOffered(capacity.instanceClass, engine), {
    prop: 'capacity',
    expected: `a class that RDS has for ${engine.name}`,
    got: capacity.instanceClass,
    fix: `Take one of ${classesFor(engine).slice(0, 12).join(', ')}, …`,
  });
  faults.check(stage !== 'prod' || availability !== 'single-az', {
    prop: 'availability',
    expected: 'left out in prod, where a standby in another zone is always there',
    got: availability,
    fix: 'Leave it out.',
  });
  checkInstancePurchase(faults, 'capacity', capacity.instanceClass, capacity.purchase);
  storage?.validate(faults);
  checkAudit(faults, engine, props.audit);
  faults.check(!props.blueGreenUpdates || props.credentials?.kind === 'rotated', {
    prop: 'blueGreenUpdates',
    expected: 'left out with managed credentials, with which RDS refuses blue/green deployments',
    got: true,
    fix: 'Pass Credentials.rotated({...}), or upgrade in the maintenance window.',
  });
  faults.throwIfAny();
}
