import { isOpen, type Resource } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { known } from '../values';
import { classesOf, readClass, sizedTypes } from './classes';

/** COST-SIZE */
export const oversized: ResourceRule = {
  id: 'COST-SIZE',
  severity: 'low',
  title: 'A machine below prod is as large as in prod',
  why: 'Each step of size doubles the price; a stage that nobody waits for shows the same faults on small machines.',
  fix: 'Take xlarge or smaller below prod; for a load test, a waiver that expires when it is over, or Spot nodes.',
  controls: [],
  noControl: 'The frameworks in use judge security and reliability; none asks for a size.',
  stages: ['sandbox', 'staging'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "instance_class": "db.r7g.4xlarge" } } }',
    good: '{ "aws_db_instance": { "orders": { "instance_class": "db.t4g.medium" } } }',
  },
  types: sizedTypes,
  *check(resource) {
    if (isSpot(resource)) return;
    for (const { path, value } of classesOf(resource)) {
      if (isOpen(value)) yield unverifiable(path, value, 'how large it is is not known');
      else if (isLarge(String(value)))
        yield { attribute: path, value, message: `it is larger than xlarge in ${resource.stack.stage}` };
    }
  },
};

function isLarge(text: string): boolean {
  return /^(\d+xlarge|metal)/.test(readClass(text)?.size ?? '');
}

/** Spot nodes are given large to be taken in many sizes, and cost a third. */
function isSpot(resource: Resource): boolean {
  return resource.type === 'aws_eks_node_group' && known(resource.get('capacity_type')) === 'SPOT';
}
