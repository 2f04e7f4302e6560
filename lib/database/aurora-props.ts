import type { Construct } from 'constructs';
import type { Duration, Faults, Stage } from '../core';
import type { ZoneLetter } from '../network';
import type { AuroraCapacity, AuroraCapacityKind } from './aurora-capacity';
import type { Credentials, CredentialsKind } from './credentials';
import type { ClusterEngine } from './engine';
import { type ClusterParameters, checkClusterParameters } from './parameters';
import { checkReaderScaling, type ReaderScaling } from './reader-scaling';
import { checkShared, type SharedDatabaseProps } from './shared-props';

/** One instance of a cluster. Aurora decides which one writes, and lets another take over when that fails. */
export interface AuroraInstance<K extends AuroraCapacityKind = AuroraCapacityKind> {
  /** The letter of its zone: one of the subnets'. */
  readonly zone: ZoneLetter;
  /** What tells it from another one in its zone; part of its ids. @default the zone */
  readonly name?: string;
  /** What it runs on. @default the cluster's */
  readonly capacity?: AuroraCapacity<K>;
  /** Who takes over first when the writer fails, 0 to 15; serverless readers of 0 and 1 are as large as the writer. @default 0 for the first instance, 1 for others like it, 15 for those with their own capacity */
  readonly promotionTier?: number;
}

/** What a cluster of any stage is made of. */
interface CommonAuroraClusterProps<E extends ClusterEngine, C extends CredentialsKind> extends SharedDatabaseProps<E> {
  /** How storage is paid for: `standard` by I/O, `io-optimized` a third more for instances and no I/O, which is less from a quarter of the bill on. @default 'standard' */
  readonly storage?: 'standard' | 'io-optimized';
  /** Readers that come and go with the load. @default none besides `instances` */
  readonly readerScaling?: ReaderScaling;
  /** How far the cluster can be turned back in place, up to 72 hours: Aurora MySQL 8.0 only, and only from when it is made. @default not at all */
  readonly backtrack?: E extends 'aurora-mysql' ? Duration : never;
  /** Who makes and replaces the master password. @default Credentials.managed() */
  readonly credentials?: Credentials<C>;
  /** Settings of the cluster. @default the engine's */
  readonly clusterParameters?: ClusterParameters<E>;
}

/** A cluster in prod: two instances in two zones, deletion protection and a final snapshot are there and cannot be turned off. */
export interface ProdAuroraClusterProps {
  /** The stack's stage; left out, prod's rules hold. @default the stack's */
  readonly stage?: 'prod';
  /** What the instances run on: nothing that pauses. */
  readonly capacity: AuroraCapacity<'provisioned' | 'serverless'>;
  /** The instances, two or more. @default one in each of the first two zones; one below prod */
  readonly instances?: readonly [
    AuroraInstance<'provisioned' | 'serverless'>,
    AuroraInstance<'provisioned' | 'serverless'>,
    ...AuroraInstance<'provisioned' | 'serverless'>[],
  ];
  /** One call cannot delete it. @default true in prod, where it cannot be turned off */
  readonly deletionProtection?: true;
  /** It leaves a last snapshot. @default true in prod, where it cannot be turned off */
  readonly finalSnapshot?: true;
}

/** A cluster below prod. */
export interface LowerStageAuroraClusterProps {
  /** The stack's stage, said aloud because it loosens the rules. */
  readonly stage: 'sandbox' | 'staging';
  /** What the instances run on. */
  readonly capacity: AuroraCapacity;
  /** The instances. @default one in the first zone */
  readonly instances?: readonly [AuroraInstance, ...AuroraInstance[]];
  /** False lets one call delete it. @default true in staging, false in sandbox */
  readonly deletionProtection?: boolean;
  /** False deletes it without a last snapshot. @default true in staging, false in sandbox */
  readonly finalSnapshot?: boolean;
}

/** What an {@link AuroraCluster} is made of. */
export type AuroraClusterProps<
  E extends ClusterEngine = ClusterEngine,
  C extends CredentialsKind = CredentialsKind,
> = CommonAuroraClusterProps<E, C> & (ProdAuroraClusterProps | LowerStageAuroraClusterProps);

/** What the instances of a cluster are made from, whether it writes or follows another one. */
export interface InstanceSettings<E extends ClusterEngine = ClusterEngine>
  extends Pick<
    SharedDatabaseProps<E>,
    | 'alarms'
    | 'certificateAuthority'
    | 'engine'
    | 'insights'
    | 'maintenanceWindow'
    | 'monitoringInterval'
    | 'parameters'
    | 'subnets'
  > {
  readonly capacity: AuroraCapacity;
  readonly instances?: readonly AuroraInstance[];
}

/** The instances: those given, or one in each of the first two zones in prod and one below. */
export function instancesOf(stage: Stage, props: Pick<InstanceSettings, 'instances' | 'subnets'>): AuroraInstance[] {
  const zones = props.subnets.all.slice(0, stage === 'prod' ? 2 : 1);
  return props.instances ? [...props.instances] : zones.map(({ zone }) => ({ zone }));
}

/**
 * Checks everything that RDS would refuse, and what the types say again for callers who got around them.
 *
 * @throws ValidationError with every fault at once
 */
export function validateAuroraCluster<E extends ClusterEngine>(
  scope: Construct,
  stage: Stage,
  props: AuroraClusterProps<E>,
): void {
  const { engine, capacity } = props;
  const faults = checkShared(scope, stage, props, capacity.instanceClass);
  capacity.validate(faults, 'capacity', engine);
  checkInstances(faults, stage, props);
  checkBacktrack(faults, props);
  checkReaderScaling(faults, props.readerScaling);
  checkClusterParameters(faults, engine, props.clusterParameters);
  faults.throwIfAny();
}

/** Checks zones, names, tiers and capacities of the instances. */
export function checkInstances<E extends ClusterEngine>(
  faults: Faults,
  stage: Stage,
  props: InstanceSettings<E>,
): void {
  const instances = instancesOf(stage, props);
  const zones = props.subnets.all.map(({ zone }) => zone);
  const names = instances.map(({ name, zone }) => name ?? zone);
  for (const { zone, name = zone, capacity, promotionTier = 0 } of instances) {
    const prop = `instances.${name}`;
    capacity?.validate(faults, `${prop}.capacity`, props.engine);
    faults.check(zones.includes(zone), {
      prop: `${prop}.zone`,
      expected: `one of the subnets’ zones, ${zones.join(', ')}`,
      got: zone,
      fix: 'Take one of these, or add a zone to the VPC.',
    });
    faults.check(/^[a-z](-?[a-z0-9]){0,19}$/.test(name), {
      prop: `${prop}.name`,
      expected: 'a lower-case letter, then up to 19 letters, digits or single hyphens',
      got: name,
      fix: 'Say what the instance is for: reporting.',
    });
    faults.check(Number.isInteger(promotionTier) && promotionTier >= 0 && promotionTier <= 15, {
      prop: `${prop}.promotionTier`,
      expected: '0 to 15',
      got: promotionTier,
      fix: 'Leave it out.',
    });
    faults.check(stage !== 'prod' || (capacity ?? props.capacity).kind !== 'pausing', {
      prop: capacity ? `${prop}.capacity` : 'capacity',
      expected: 'provisioned or serverless in prod: a paused instance takes some 15 seconds to answer',
      got: 'AuroraCapacity.pausing',
      fix: 'Write AuroraCapacity.serverless({ minUnits: 0.5, maxUnits: … }).',
    });
  }
  faults.check(new Set(names).size === names.length && names.length <= 16, {
    prop: 'instances',
    expected: 'up to 16, each with a name of its own (its zone, unless it is given)',
    got: names,
    fix: 'Give a `name` to the second instance of a zone.',
  });
  faults.check(stage !== 'prod' || new Set(instances.map(({ zone }) => zone)).size >= 2, {
    prop: 'instances',
    expected: 'in two zones or more in prod',
    got: instances.map(({ zone }) => zone),
    fix: 'Leave it out for one in each of the first two zones.',
  });
  checkUnits(faults, instances, props.capacity);
}

/** The bounds belong to the cluster: all serverless instances have the same. */
function checkUnits(faults: Faults, instances: readonly AuroraInstance[], capacity: AuroraCapacity): void {
  const all = [capacity, ...instances.flatMap((instance) => instance.capacity ?? [])].filter(({ units }) => units);
  const different = new Set(all.map(({ units, pausesAfter }) => JSON.stringify([units, pausesAfter?.toSeconds()])));
  faults.check(different.size <= 1, {
    prop: 'instances',
    expected: 'with one set of capacity units, which belong to the whole cluster',
    got: all.map(({ units }) => units),
    fix: 'Make one AuroraCapacity.serverless({...}) and pass it to all of them.',
  });
}

function checkBacktrack<E extends ClusterEngine>(faults: Faults, { engine, backtrack }: AuroraClusterProps<E>): void {
  if (backtrack === undefined) return;
  const seconds = (backtrack as Duration).toSeconds();
  faults.check(engine.name === 'aurora-mysql' && engine.version === '8.0', {
    prop: 'backtrack',
    expected: 'left out, but for Aurora MySQL 8.0',
    got: `${engine.name} ${engine.version}`,
    fix: 'Restore to a point in time instead: Restore.toPointInTime(cluster, time).',
  });
  faults.check(Number.isInteger(seconds) && seconds >= 1 && seconds <= 259_200, {
    prop: 'backtrack',
    expected: 'up to 72 hours',
    got: (backtrack as Duration).toString(),
    fix: 'Write Duration.hours(24).',
  });
}
