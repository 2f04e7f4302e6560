import { INSTANCE_CLASSES } from './data/instance-classes';
import type { Engine } from './engine';

/** A DB instance class such as `db.t4g.medium`. */
export type InstanceClass = keyof typeof INSTANCE_CLASSES;

/** An instance class and how it is paid for. */
export interface Capacity {
  /** How it is paid for. */
  readonly purchase: 'onDemand';
  /** The class. */
  readonly instanceClass: InstanceClass;
}

/** A class paid by the hour, without a commitment. */
export function onDemand(instanceClass: InstanceClass): Capacity {
  return { purchase: 'onDemand', instanceClass };
}

/** Memory of a class in GiB. */
export function memoryGibibytes(instanceClass: InstanceClass): number {
  return INSTANCE_CLASSES[instanceClass][1];
}

/** True for classes that earn and spend CPU credits. */
export function isBurstable(instanceClass: InstanceClass): boolean {
  return instanceClass.startsWith('db.t');
}

/** True when AWS sells the class for the engine; unknown classes are not sold. */
export function isOffered(instanceClass: InstanceClass, { name }: Engine): boolean {
  const [, , offer] = INSTANCE_CLASSES[instanceClass] ?? [];
  if (offer === 'all') return true;
  return offer === (name.startsWith('aurora') ? 'aurora' : 'rds') || offer === name;
}

/** The classes that AWS sells for the engine. */
export function classesFor(engine: Engine): InstanceClass[] {
  return (Object.keys(INSTANCE_CLASSES) as InstanceClass[]).filter((name) => isOffered(name, engine));
}
