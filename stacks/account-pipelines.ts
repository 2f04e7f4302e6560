import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { accountIdOf, partitionOf } from '../lib/core';
import {
  GithubOidc,
  type GithubRepository,
  inventoryOf,
  PipelineBoundary,
  PipelineRole,
  type PipelineStorage,
  type ProtectedResources,
  WorkloadBoundary,
} from '../lib/delivery';

/** The workflow files that may use each role; both call nothing but scripts of the deployed branch. */
const WORKFLOWS = { plan: ['plan-environment.yml', 'drift.yml'], apply: ['apply-environment.yml'] } as const;

/** What the pipelines of an account need to know. */
export interface AccountPipelinesProps {
  readonly repository: GithubRepository;
  readonly storage: PipelineStorage;
  /** What neither a pipeline nor a workload may touch. */
  readonly protects: ProtectedResources;
}

/** GitHub as an identity provider of the account, and what bounds everything that its jobs do. */
export class AccountPipelines extends Construct {
  private readonly workloadBoundary: WorkloadBoundary;
  /** The ARN of what bounds each role that a pipeline of this account makes, known before it is made. */
  readonly workloadBoundaryArn: string;
  private readonly oidc: GithubOidc;
  private readonly pipelineBoundary: PipelineBoundary;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AccountPipelinesProps,
  ) {
    super(scope, id);
    const { repository, protects } = props;
    this.oidc = new GithubOidc(this, 'github', { repository });
    this.workloadBoundary = new WorkloadBoundary(this, 'workload-boundary', { protectedBuckets: protects.buckets });
    this.workloadBoundaryArn = WorkloadBoundary.arnIn(accountIdOf(this), partitionOf(this));
    this.pipelineBoundary = new PipelineBoundary(this, 'boundary', { protects });
  }

  /** The roles that plan and apply an environment, made of what its stacks hold: call it when they are complete. */
  addRoles({ stage }: Environment, stacks: readonly [TerraformStack, ...TerraformStack[]]): void {
    const [first, ...others] = stacks;
    const inventories = [inventoryOf(first), ...others.map(inventoryOf)] as const;
    for (const purpose of ['plan', 'apply'] as const) {
      new PipelineRole(this, `${purpose}-${stage}`, {
        purpose,
        stage,
        oidc: this.oidc,
        workflows: WORKFLOWS[purpose],
        stacks: inventories,
        storage: this.props.storage,
        workloadBoundary: this.workloadBoundary,
        pipelineBoundary: this.pipelineBoundary,
      });
    }
  }
}
