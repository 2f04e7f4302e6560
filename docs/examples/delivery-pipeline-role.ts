import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { GithubOidc, inventoryOf, PipelineBoundary, PipelineRole, WorkloadBoundary } from '../../lib/delivery';

/** The two roles by which GitHub Actions deploys the stack `prod`: one plans, one applies. */
export class ProdPipeline extends Construct {
  constructor(scope: Construct, id: string, prod: TerraformStack) {
    super(scope, id);
    const buckets = ['account-state-1a2b3c4d', 'account-audit-5e6f7a8b'] as const;
    const repository = { owner: 'acme', ownerId: '1000001', name: 'shop', id: '2000002' };
    const common = {
      stage: 'prod',
      oidc: new GithubOidc(this, 'github', { repository }),
      // What the stack holds now: a resource type that is new to it needs these roles deployed again.
      stacks: [inventoryOf(prod)],
      storage: {
        stateBucketArn: `arn:aws:s3:::${buckets[0]}`,
        auditBucketArn: `arn:aws:s3:::${buckets[1]}`,
        keyArns: ['arn:aws:kms:eu-west-1:333333333333:key/0f0f0f0f-0000-4000-8000-000000000000'],
        region: 'eu-west-1',
      },
      workloadBoundary: new WorkloadBoundary(this, 'workload-boundary', { protectedBuckets: buckets }),
      pipelineBoundary: new PipelineBoundary(this, 'boundary', { protects: { buckets, keyAliases: ['account-*'] } }),
    } as const;
    new PipelineRole(this, 'plan', { ...common, purpose: 'plan', workflows: ['plan-environment.yml'] });
    new PipelineRole(this, 'apply', { ...common, purpose: 'apply', workflows: ['apply-environment.yml'] });
  }
}
