/**
 * What the roles of this repository's pipelines may do, decided by a simulator of IAM over the synthesized policies and
 * boundaries: all that their stacks need, and no way to more.
 */
import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { actionsOf, readInventory } from '../../lib/delivery';
import { sampleOf } from './sample-resource';
import { platforms, stackJson } from './support';

type Json = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const STAGING = '111111111111';
const arn = (resource: string, account = STAGING): string => `arn:aws:iam::${account}:${resource}`;
const boundaryArn = arn('policy/rampart-workload-boundary');

/** One role of `account-staging`, with its policies and its boundary, as if it were deployed. */
class DeployedRole {
  private readonly resources = stackJson('account-staging').resource as Readonly<Record<string, Named>>;

  constructor(private readonly name: string) {}

  get trust(): Json {
    return JSON.parse(String(this.role()[1].assume_role_policy)) as Json;
  }

  get actions(): readonly string[] {
    return this.policies().flatMap(({ policy }) =>
      (policy as { Statement: readonly { Effect: string; Action: readonly string[] }[] }).Statement.flatMap(
        ({ Action }) => Action,
      ),
    );
  }

  async decide(action: string, resource: string, context: Record<string, string> = {}): Promise<string> {
    const account = resource.split(':')[4] || STAGING;
    const simulation: Simulation = {
      request: {
        principal: arn(`role/${this.name}`),
        action,
        resource: { resource, accountId: account },
        contextVariables: {
          'aws:RequestedRegion': 'eu-west-1',
          'aws:PrincipalArn': arn(`role/${this.name}`),
          'aws:PrincipalAccount': STAGING,
          ...context,
        },
      },
      identityPolicies: [...this.policies()],
      permissionBoundaryPolicies: [this.boundary()],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: /:kms:.*:key\//.test(resource) ? keyPolicy() : undefined,
    };
    const result = await runSimulation(simulation, {});
    if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
    return result.overallResult;
  }

  private role(): readonly [string, Readonly<Record<string, unknown>>] {
    const found = Object.entries(this.resources.aws_iam_role ?? {}).find(([, role]) => role.name === this.name);
    if (found === undefined) throw new Error(`no role ${this.name}`);
    return found;
  }

  private policies(): { readonly name: string; readonly policy: unknown }[] {
    const reference = `\${aws_iam_role.${this.role()[0]}.name}`;
    return Object.values(this.resources.aws_iam_role_policy_attachment ?? {})
      .filter(({ role }) => role === reference)
      .map(({ policy_arn: policy }) => this.policy(String(policy)));
  }

  private boundary(): { readonly name: string; readonly policy: unknown } {
    return this.policy(String(this.role()[1].permissions_boundary));
  }

  private policy(reference: string): { readonly name: string; readonly policy: unknown } {
    const name = /^\$\{aws_iam_policy\.([\w-]+)\.arn\}$/.exec(reference)?.[1] ?? '';
    const policy = this.resources.aws_iam_policy?.[name];
    if (policy === undefined) throw new Error(`no policy ${reference}`);
    return { name, policy: JSON.parse(String(policy.policy)) as unknown };
  }
}

/** The policy that a key of the environment has: KMS asks it as well. */
function keyPolicy(): unknown {
  const keys = Object.values((stackJson('staging').resource as Readonly<Record<string, Named>>).aws_kms_key ?? {});
  return JSON.parse(String(keys[0]?.policy)) as unknown;
}

/** What is asked, who asks, for what, and the prefix that is listed. */
type StateRow = readonly [string, DeployedRole, string, string, string?];
type ActionRow = readonly [string, string, Record<string, string>?];

const apply = new DeployedRole('rampart-apply-staging');
const plan = new DeployedRole('rampart-plan-staging');
const bucketOf = (kind: string): string => {
  const buckets = (stackJson('account').resource as Readonly<Record<string, Named>>).aws_s3_bucket ?? {};
  const name = Object.values(buckets).find(({ bucket }) => String(bucket).startsWith(`account-${kind}-`))?.bucket;
  return `arn:aws:s3:::${String(name)}`;
};

describe('the trust of a pipeline’s role', () => {
  it.each([
    [plan, 'staging-plan', ['drift.yml', 'plan-environment.yml']],
    [apply, 'staging', 'apply-environment.yml'],
  ])('is exact on every claim', (role, environment, workflows) => {
    const refs = [workflows].flat().map((file) => `acme/platform/.github/workflows/${file}@refs/heads/main`);
    expect(role.trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Federated: expect.stringMatching(/^\$\{aws_iam_openid_connect_provider\./) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': `repo:acme@1000001/platform@2000002:environment:${environment}`,
            'token.actions.githubusercontent.com:repository_id': '2000002',
            'token.actions.githubusercontent.com:environment': environment,
            'token.actions.githubusercontent.com:job_workflow_ref': refs.length === 1 ? refs[0] : refs,
          },
        },
      },
    ]);
  });
});

describe('the role that applies', () => {
  it('may do everything that its stacks are made of', async () => {
    const { types } = platforms('staging');
    const refused: string[] = [];
    const { read, write } = actionsOf('test', types);
    for (const action of [...read, ...write]) {
      const { resource, context } = await sampleOf(action, { account: STAGING, stack: 'staging', boundaryArn });
      const answer = await apply.decide(action, resource, context);
      if (answer !== 'Allowed') refused.push(`${action} on ${resource}: ${answer}`);
    }
    expect(refused).toEqual([]);
  }, 60_000);

  it('hands the environment’s roles to the services that they are for, and to no other', async () => {
    const role = arn('role/staging-cluster-role');
    expect(await apply.decide('iam:PassRole', role, { 'iam:PassedToService': 'eks.amazonaws.com' })).toBe('Allowed');
    expect(await apply.decide('iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' })).not.toBe(
      'Allowed',
    );
    const foreign = arn('role/prod-cluster-role');
    expect(await apply.decide('iam:PassRole', foreign, { 'iam:PassedToService': 'eks.amazonaws.com' })).not.toBe(
      'Allowed',
    );
  });

  it('has no action that nothing in its stacks needs', () => {
    for (const service of ['dynamodb:', 'organizations:', 'cloudtrail:', 'budgets:CreateBudgetAction'])
      expect(apply.actions.filter((action) => action.startsWith(service))).toEqual([]);
  });

  it.each<ActionRow>([
    ['iam:CreateUser', arn('user/mallory')],
    ['iam:CreateAccessKey', arn('user/admin')],
    ['iam:CreateRole', arn('role/staging-mallory')],
    ['iam:CreateRole', arn('role/staging-mallory'), { 'iam:PermissionsBoundary': arn('policy/mine') }],
    ['iam:CreateRole', arn('role/mallory'), { 'iam:PermissionsBoundary': boundaryArn }],
    ['iam:PutRolePolicy', arn('role/staging-api-service')],
    ['iam:AttachRolePolicy', arn('role/staging-api-service')],
    ['iam:DeleteRolePermissionsBoundary', arn('role/staging-api-service')],
    [
      'iam:PutRolePermissionsBoundary',
      arn('role/staging-api-service'),
      { 'iam:PermissionsBoundary': arn('policy/mine') },
    ],
    ['iam:PutRolePolicy', arn('role/rampart-apply-staging'), { 'iam:PermissionsBoundary': boundaryArn }],
    ['iam:UpdateAssumeRolePolicy', arn('role/rampart-apply-prod')],
    ['iam:UpdateAssumeRolePolicy', arn('role/administrator')],
    ['iam:CreatePolicyVersion', boundaryArn],
    ['iam:DeletePolicy', arn('policy/rampart-pipeline-boundary')],
    ['iam:SetDefaultPolicyVersion', boundaryArn],
    ['iam:UpdateOpenIDConnectProviderThumbprint', arn('oidc-provider/token.actions.githubusercontent.com')],
    ['sts:AssumeRole', arn('role/administrator')],
    ['sts:AssumeRole', arn('role/staging-api-service')],
    ['cloudtrail:StopLogging', `arn:aws:cloudtrail:eu-west-1:${STAGING}:trail/account`],
    ['guardduty:DeleteDetector', `arn:aws:guardduty:eu-west-1:${STAGING}:detector/d`],
    ['config:StopConfigurationRecorder', '*'],
    ['ec2:DisableEbsEncryptionByDefault', '*'],
    ['s3:PutAccountPublicAccessBlock', '*'],
    ['organizations:LeaveOrganization', '*'],
    [
      'kms:ScheduleKeyDeletion',
      `arn:aws:kms:eu-west-1:${STAGING}:key/k`,
      { 'kms:ResourceAliases': 'alias/account-state-key-1' },
    ],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${STAGING}:key/k`],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${STAGING}:secret:staging-x-AbCdEf`],
    ['ec2:CreateVpc', `arn:aws:ec2:us-east-1:${STAGING}:vpc/v`, { 'aws:RequestedRegion': 'us-east-1' }],
    ['s3:CreateBucket', 'arn:aws:s3:::somebody-elses'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::prod-assets-1'],
    ['s3:GetObject', 'arn:aws:s3:::staging-assets-1/customer.csv'],
  ])('may not %s on %s', async (...row) => {
    const [action, resource, context] = row as unknown as ActionRow;
    expect(await apply.decide(action, resource, context)).not.toBe('Allowed');
  });
});

describe('state and records', () => {
  const file = `${bucketOf('state')}/staging/terraform.tfstate`;
  const others = `${bucketOf('state')}/prod/terraform.tfstate`;
  const review = `${bucketOf('audit')}/staging/reviews/a/staging.json`;
  const record = `${bucketOf('audit')}/staging/deployments/a.json`;

  it.each<StateRow>([
    ['plan reads its state', plan, 's3:GetObject', file],
    ['plan locks it', plan, 's3:PutObject', `${file}.tflock`],
    ['plan unlocks it', plan, 's3:DeleteObject', `${file}.tflock`],
    ['plan writes what was reviewed', plan, 's3:PutObject', review],
    ['apply reads its state', apply, 's3:GetObject', file],
    ['apply writes it', apply, 's3:PutObject', file],
    ['apply unlocks it', apply, 's3:DeleteObject', `${file}.tflock`],
    ['apply reads what was reviewed', apply, 's3:GetObject', review],
    ['apply writes what it did', apply, 's3:PutObject', record],
    ['apply says how long that is kept', apply, 's3:PutObjectRetention', record],
    ['Terraform looks for workspaces', plan, 's3:ListBucket', bucketOf('state'), 'env:/'],
  ])('%s', async (...row) => {
    const [, role, action, resource, prefix] = row as unknown as StateRow;
    expect(await role.decide(action, resource, prefix === undefined ? {} : { 's3:prefix': prefix })).toBe('Allowed');
  });

  it.each<StateRow>([
    ['plan writes no state', plan, 's3:PutObject', file],
    ['plan deletes no state', plan, 's3:DeleteObject', file],
    ['plan reads no state of another environment', plan, 's3:GetObject', others],
    ['plan records no deployment', plan, 's3:PutObject', record],
    ['apply keeps no state from being replaced', apply, 's3:PutObjectRetention', file],
    ['apply deletes no state', apply, 's3:DeleteObject', file],
    ['apply deletes no version of it', apply, 's3:DeleteObjectVersion', file],
    ['apply changes no state of another environment', apply, 's3:PutObject', others],
    ['apply writes no review', apply, 's3:PutObject', review],
    ['apply shortens no retention', apply, 's3:BypassGovernanceRetention', record],
    ['apply does not open the bucket', apply, 's3:PutBucketPolicy', bucketOf('state')],
    ['nobody lists other states', apply, 's3:ListBucket', bucketOf('state'), 'prod/'],
  ])('%s', async (...row) => {
    const [, role, action, resource, prefix] = row as unknown as StateRow;
    expect(await role.decide(action, resource, prefix === undefined ? {} : { 's3:prefix': prefix })).not.toBe(
      'Allowed',
    );
  });
});

describe('the role that plans', () => {
  it('has nothing but reading, the lock, and the record of what was reviewed', () => {
    const changes = plan.actions.filter((action) => !/:(Describe|Get|List|View)/.test(action));
    expect([...new Set(changes)].sort()).toEqual([
      'kms:Decrypt',
      'kms:GenerateDataKey',
      's3:DeleteObject',
      's3:PutObject',
    ]);
  });

  it('reads no secret and no object but state and records', async () => {
    for (const [action, resource] of [
      ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${STAGING}:secret:staging-x-AbCdEf`],
      ['s3:GetObject', 'arn:aws:s3:::staging-assets-1/customer.csv'],
      ['kms:Decrypt', `arn:aws:kms:eu-west-1:${STAGING}:key/k`],
    ] as const)
      expect(await plan.decide(action, resource)).not.toBe('Allowed');
  });
});

describe('what a stack’s JSON says', () => {
  it('counts resources that an override put in, foreign names, every region, and who assumes its roles', () => {
    const trust = JSON.stringify({
      Statement: [{ Principal: { Service: ['ec2.amazonaws.com', 'eks.amazonaws.com'] } }],
    });
    expect(
      readInventory('staging', {
        provider: { aws: [{ region: 'eu-west-1' }, { region: 'eu-central-1', alias: 'second' }] },
        resource: { aws_iam_role: { a: { name: 'odd', assume_role_policy: trust } }, aws_vpc: { injected: {} } },
        data: { aws_region: { current: {} } },
      }),
    ).toEqual({
      stack: 'staging',
      types: ['aws_iam_role', 'aws_vpc', 'data.aws_region'],
      regions: ['eu-central-1', 'eu-west-1'],
      otherRoles: ['odd'],
      roleServices: ['ec2.amazonaws.com', 'eks.amazonaws.com'],
    });
  });
});
