import type { TerraformStack } from 'cdktf';
import {
  GithubOidc,
  type GithubRepository,
  PipelineBoundary,
  PipelineRole,
  type PipelineRoleProps,
  readInventory,
  WorkloadBoundary,
} from '../../lib/delivery';

/** The repository of the tests. */
export const repository: GithubRepository = { owner: 'acme', ownerId: '1', name: 'shop', id: '2' };

/** A role that plans or applies one VPC in staging. */
export function pipelineRoleIn(stack: TerraformStack, props: Partial<PipelineRoleProps> = {}): PipelineRole {
  const protectedBuckets = ['account-state'];
  return new PipelineRole(stack, props.purpose ?? 'plan', {
    purpose: 'plan',
    stage: 'staging',
    oidc: new GithubOidc(stack, 'github', { repository }),
    workflows: ['plan.yml'],
    stacks: [
      readInventory('staging', { resource: { aws_vpc: { main: {} } }, provider: { aws: [{ region: 'eu-west-1' }] } }),
    ],
    storage: {
      stateBucketArn: 'arn:aws:s3:::account-state',
      auditBucketArn: 'arn:aws:s3:::account-audit',
      keyArns: ['arn:aws:kms:eu-west-1:123456789012:key/1'],
      region: 'eu-west-1',
    },
    workloadBoundary: new WorkloadBoundary(stack, 'workload-boundary', { protectedBuckets }),
    pipelineBoundary: new PipelineBoundary(stack, 'pipeline-boundary', {
      protects: { buckets: protectedBuckets, keyAliases: ['account-*'] },
    }),
    ...props,
  });
}
