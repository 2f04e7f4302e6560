import type { Construct } from 'constructs';
import { Faults } from '../core';

/** Refuses a second part of one kind and name: below the cluster its id is the kind, a hyphen and the name. */
export function refuseTwice(cluster: Construct, kind: string, name: string, prop: string): void {
  const faults = new Faults(cluster);
  faults.check(cluster.node.tryFindChild(`${kind}-${name}`) === undefined, {
    prop,
    expected: 'each name once',
    got: name,
    fix: 'Take another name, or use the one that was returned at first.',
  });
  faults.throwIfAny();
}

/** Refuses nodes beside Auto Mode's: they would lack the add-ons that Auto Mode replaces. */
export function refuseInAutoMode(cluster: Construct, autoMode: boolean, pool: string): void {
  const faults = new Faults(cluster);
  faults.check(!autoMode, {
    prop: 'nodePools',
    expected: 'left out with Auto Mode',
    got: pool,
    fix: 'Apply a NodePool object inside the cluster: EKS makes its nodes.',
  });
  faults.throwIfAny();
}
