import { createHash } from 'node:crypto';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { formerPath } from './renames';
import { settingsOf } from './settings';

interface NameRule {
  /** The longest name that the service takes, in characters. */
  readonly max: number;
  /** What a name may not hold; each run of it becomes one hyphen. */
  readonly forbidden: RegExp;
  /** True where the service keeps names in lower case. */
  readonly lowerCase?: boolean;
  /** True where the name is unique in the world, so that account and region belong into its suffix. */
  readonly worldwide?: boolean;
  /** The page that says so. */
  readonly source: string;
}

/** Each service's own limits on names. */
export const NAME_RULES = {
  's3-bucket': {
    max: 63,
    forbidden: /[^a-z0-9-]+/g,
    lowerCase: true,
    worldwide: true,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  },
  'iam-role': {
    max: 64,
    forbidden: /[^\w+=,.@-]+/g,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  'iam-policy': {
    max: 128,
    forbidden: /[^\w+=,.@-]+/g,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  'kms-alias': {
    max: 250,
    forbidden: /[^a-zA-Z0-9/_-]+/g,
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
  },
  secret: {
    max: 512,
    // Secrets Manager appends a hyphen and six characters, so a name must not end like that: the suffix has eight.
    forbidden: /[^\w/+=.@-]+/g,
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
  'security-group': {
    max: 255,
    forbidden: /[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+/g,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  'log-group': {
    max: 512,
    forbidden: /[^\w./#-]+/g,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
  },
  'sns-topic': {
    max: 256,
    forbidden: /[^\w-]+/g,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  'schedule-group': {
    max: 64,
    forbidden: /[^\w.-]+/g,
    source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html',
  },
  budget: {
    max: 100,
    forbidden: /[^\w.-]+/g,
    source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html',
  },
  'sqs-queue': {
    max: 80,
    forbidden: /[^\w-]+/g,
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  },
  'event-rule': {
    max: 64,
    forbidden: /[^\w.-]+/g,
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
  },
  'rds-identifier': {
    max: 63,
    forbidden: /[^a-z0-9-]+/g,
    lowerCase: true,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  'cache-identifier': {
    max: 40,
    forbidden: /[^a-z0-9-]+/g,
    lowerCase: true,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  },
  'cache-user': {
    max: 40,
    forbidden: /[^a-z0-9-]+/g,
    lowerCase: true,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html',
  },
  'cache-user-group': {
    max: 40,
    forbidden: /[^a-z0-9-]+/g,
    lowerCase: true,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html',
  },
  'eks-cluster': {
    max: 100,
    forbidden: /[^\w-]+/g,
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  },
} as const satisfies Record<string, NameRule>;

/** What is named. */
export type NameKind = keyof typeof NAME_RULES;

const SUFFIX_LENGTH = 8;

/**
 * A name that a person can read and that stays the same as long as the construct keeps its path, or `renamed` says which it had:
 * `staging-vpc-flow-logs-1a2b3c4d`. It is cut to what the service takes; the suffix is a hash of the whole path, so that
 * two long paths never get one name.
 */
export function physicalName(scope: Construct, kind: NameKind): string {
  return `${namePrefix(scope, kind)}${suffix(scope, NAME_RULES[kind])}`;
}

/**
 * The readable part of {@link physicalName}, with a hyphen at its end: for arguments such as `bucket_prefix`, where the
 * provider appends a suffix of its own.
 *
 * @param reserve characters to leave free for the suffix
 */
export function namePrefix(scope: Construct, kind: NameKind, reserve = SUFFIX_LENGTH): string {
  const rule: NameRule = NAME_RULES[kind];
  const former = formerPath(scope);
  const path = rule.lowerCase ? former.toLowerCase() : former;
  const readable = path.replace(/\//g, '-').replace(rule.forbidden, '-').replace(/-+/g, '-').replace(/^-/, '');
  return `${readable.slice(0, rule.max - reserve - 1).replace(/-$/, '')}-`;
}

function suffix(scope: Construct, rule: NameRule): string {
  const { accountId = '', region = '' } = settingsOf(scope);
  const place = rule.worldwide ? [accountId, region] : [];
  const path = [TerraformStack.of(scope).node.path, formerPath(scope), ...place].join('\n');
  return createHash('sha256').update(path).digest('hex').slice(0, SUFFIX_LENGTH);
}
