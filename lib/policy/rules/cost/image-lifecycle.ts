import type { Stack } from '../../graph/stack';
import { Unknown } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { known } from '../values';
import { perGraph } from './per-graph';

/** COST-ECR-LIFECYCLE */
export const imageLifecycle: ResourceRule = {
  id: 'COST-ECR-LIFECYCLE',
  severity: 'low',
  title: 'An image repository keeps every image for ever',
  why: 'Each build adds an image, none is ever deleted, and each GB is paid for every month.',
  fix: 'Add an aws_ecr_lifecycle_policy that expires untagged images after days and keeps the newest tagged ones.',
  controls: ['AWS-FSBP ECR.3'],
  example: {
    bad: '{ "aws_ecr_repository": { "api": { "name": "api" } } }',
    good: '{ "aws_ecr_repository": { "api": { "name": "api" } }, "aws_ecr_lifecycle_policy": { "api": { "repository": "${aws_ecr_repository.api.name}", "policy": "{\\"rules\\":[{\\"rulePriority\\":1,\\"selection\\":{\\"tagStatus\\":\\"untagged\\",\\"countType\\":\\"sinceImagePushed\\",\\"countUnit\\":\\"days\\",\\"countNumber\\":7},\\"action\\":{\\"type\\":\\"expire\\"}}]}" } } }',
  },
  types: ['aws_ecr_repository'],
  *check(repository, graph) {
    if (!repository.stack.root.stageDeclared) return;
    const policies = graph.pointingAt(repository, 'aws_ecr_lifecycle_policy', 'repository');
    if (policies.length > 0) return;
    const open = openPolicies(graph).get(repository.stack);
    if (open) yield unverifiable('name', open, 'whether a lifecycle policy is of this repository is not known');
    else yield { attribute: 'name', value: repository.get('name'), message: 'no lifecycle policy removes old images' };
  },
};

/** For each stack a policy of which nobody knows whose it is: it may be any repository's. */
const openPolicies = perGraph((graph) => {
  const result = new Map<Stack, Unknown>();
  for (const policy of graph.ofType('aws_ecr_lifecycle_policy')) {
    const name = known(policy.get('repository'));
    if (name instanceof Unknown && name.references.length === 0) result.set(policy.stack, name);
  }
  return result;
});
