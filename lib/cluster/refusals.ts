import type { Construct } from 'constructs';
import { Faults } from '../core';

/**
 * Refuses a second part of one name.
 *
 * @param id the part's id below the cluster: its kind, a hyphen, its name
 */
export function refuseTwice(cluster: Construct, id: string, prop: string): void {
  const faults = new Faults(cluster);
  faults.check(cluster.node.tryFindChild(id) === undefined, {
    prop,
    expected: 'each name once',
    got: id.slice(id.indexOf('-') + 1),
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
