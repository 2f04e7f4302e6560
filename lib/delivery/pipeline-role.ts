import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { accountIdOf, Faults, partitionOf, type Stage, tagsOf } from '../core';
import { PolicyDocument } from '../security';
import { applyStatements, planStatements } from './apply-statements';
import type { GithubOidc } from './github-oidc';
import type { PipelineBoundary } from './pipeline-boundary';
import { policyJson, type RawStatement } from './policy-json';
import type { StackInventory } from './stack-inventory';
import { type PipelineStorage, stateStatements } from './state-access';
import { WorkloadBoundary } from './workload-boundary';

/** What a pipeline does with an environment. */
export type PipelinePurpose = 'plan' | 'apply';

/** What a {@link PipelineRole} is made of. */
export interface PipelineRoleProps {
  /** `plan` reads, and locks the state; `apply` changes what its stacks are made of. */
  readonly purpose: PipelinePurpose;
  /** The environment that is deployed. */
  readonly stage: Stage;
  /** The account's GitHub provider. */
  readonly oidc: GithubOidc;
  /** The workflow files on the deployed branch that may use the role, such as `apply.yml`. */
  readonly workflows: readonly [string, ...string[]];
  /** What the environment's stacks hold: `inventoryOf(stack)`. */
  readonly stacks: readonly [StackInventory, ...StackInventory[]];
  /** Where state and records are. */
  readonly storage: PipelineStorage;
  /** What bounds each role that the pipeline makes, and the role that plans. */
  readonly workloadBoundary: WorkloadBoundary;
  /** What bounds the role that applies. */
  readonly pipelineBoundary: PipelineBoundary;
}

/** Characters that one managed policy holds: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const POLICY_SIZE = 6_144;

/**
 * The role of a pipeline's job for one environment. A GitHub job gets it for an hour, and only the jobs of one repository id, one
 * GitHub environment and named workflow files of the deployed branch. What it may do is generated from the final JSON of the
 * environment's stacks: the API actions of the resource types that are there, on names that begin with the stack's id where a
 * name is known. A resource type that is new to an environment therefore needs `account` deployed first, by a person.
 *
 * The jobs of `plan` run in the GitHub environment `<stage>-plan`, those of `apply` in `<stage>`.
 *
 * @throws ValidationError when the API actions of a resource type are not known
 */
export class PipelineRole extends Construct {
  /** The role's name in its account. */
  static nameOf(purpose: PipelinePurpose, stage: Stage): string {
    return `rampart-${purpose}-${stage}`;
  }

  /** The GitHub environment whose jobs may have the role. */
  static githubEnvironmentOf(purpose: PipelinePurpose, stage: Stage): string {
    return purpose === 'plan' ? `${stage}-plan` : stage;
  }

  /** The `aws_iam_role`. */
  readonly resource: IamRole;
  private readonly name: string;

  constructor(scope: Construct, id: string, props: PipelineRoleProps) {
    super(scope, id);
    const { purpose, stage, oidc, workflows } = props;
    const boundary = purpose === 'plan' ? props.workloadBoundary : props.pipelineBoundary;
    this.name = PipelineRole.nameOf(purpose, stage);
    const environment = PipelineRole.githubEnvironmentOf(purpose, stage);
    this.resource = new IamRole(this, 'role', {
      name: this.name,
      description: `What GitHub Actions may do to ${purpose} ${stage}`,
      assumeRolePolicy: new PolicyDocument(this, 'trust').add(oidc.trust({ environment, workflows })).json,
      maxSessionDuration: 3600,
      permissionsBoundary: boundary.arn,
      tags: tagsOf(this),
    });
    for (const [part, statements] of this.statements(props)) this.attach(part, statements);
  }

  /** The role's ARN. */
  get roleArn(): string {
    return this.resource.arn;
  }

  private statements(props: PipelineRoleProps): ReadonlyMap<string, readonly RawStatement[]> {
    const { purpose, stage, stacks, storage } = props;
    const names = stacks.map(({ stack }) => stack);
    const state = ['state', stateStatements(purpose, stage, names, storage)] as const;
    const { path } = this.node;
    if (purpose === 'plan') return new Map([['read', planStatements(path, stacks)], state]);
    const [partition, accountId] = [partitionOf(this), accountIdOf(this)];
    const around = { partition, accountId, workloadBoundaryArn: WorkloadBoundary.arnIn(accountId, partition) };
    return new Map([...applyStatements(path, stacks, around), state]);
  }

  private attach(part: string, statements: readonly RawStatement[]): void {
    const text = policyJson(statements);
    const faults = new Faults(this);
    faults.check(text.replace(/\$\{[^}]*\}/g, '').length <= POLICY_SIZE, {
      prop: `stacks (${part})`,
      expected: `a policy of at most ${POLICY_SIZE} characters`,
      got: text.length,
      fix: 'Deploy the environment by more stacks, each with roles of its own.',
    });
    faults.throwIfAny();
    const policy = new IamPolicy(this, part, {
      name: `${this.name}-${part}`,
      description: `${part} of ${this.name}`,
      policy: text,
      tags: tagsOf(this),
    });
    new IamRolePolicyAttachment(this, `${part}-attachment`, { role: this.resource.name, policyArn: policy.arn });
  }
}
