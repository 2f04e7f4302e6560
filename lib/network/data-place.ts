import type { Construct } from 'constructs';
import type { Faults } from '../core';
import type { Subnets } from './subnets';

/**
 * Checks where a managed store is put, for callers who got around the types: in data subnets, and below a path that its names can
 * begin with.
 *
 * @param service whose identifiers are made from the path, such as `RDS`
 */
export function checkDataPlace(faults: Faults, scope: Construct, subnets: Subnets<'data'>, service: string): void {
  faults.check(/^[a-z]/i.test(scope.node.path), {
    prop: 'id',
    expected: `below a stack whose name begins with a letter, as an identifier of ${service} must`,
    got: scope.node.path,
    fix: 'Rename the stack.',
  });
  faults.check(subnets.tier === 'data', {
    prop: 'subnets',
    expected: 'data subnets, which have no route out',
    got: `${subnets.tier} subnets`,
    fix: 'Pass vpc.subnets.data.',
  });
}
