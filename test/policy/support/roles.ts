import type { TerraformStack } from 'cdktf';
import { Trail } from '../../../lib/account/trail';
import { CacheAccess } from '../../../lib/cache';
import { OffHours } from '../../../lib/cost';
import { Key, type Role, Secret } from '../../../lib/security';
import { Bucket } from '../../../lib/storage';
import { cacheIn } from '../../cache/fixtures';
import { nodesIn } from '../../cost/fixtures';
import { clusterIn } from '../../database/aurora-fixtures';
import { databaseIn, roleIn, rotatedIn, vpcIn } from '../../database/fixtures';
import { clusterRoles } from './cluster-roles';
import { account, type Deployment } from './simulation';

/** An action on a resource, with what AWS knows of the request besides. */
export type Request = readonly [action: string, resource: string, context?: Readonly<Record<string, string>>];

/** A role that the library makes, or one that it gives something to. */
export interface RoleRow {
  /** The file in which the role is made; none when the caller brings it. */
  readonly madeIn?: string;
  readonly build: (stack: TerraformStack) => void;
  /** How the Terraform name of the role begins. */
  readonly role: string;
  /** Requests that AWS must allow; together they use every action that the role has. */
  readonly allowed: (deployment: Deployment) => readonly Request[];
  /** Actions that the role has and the simulator cannot decide. */
  readonly notSimulated?: readonly string[];
  /** Requests that lie close by and must be refused. */
  readonly refused: (deployment: Deployment) => readonly Request[];
}

type Context = Readonly<Record<string, string>>;

const via = (service: string, region = 'eu-west-1'): Context => ({
  'kms:ViaService': `${service}.${region}.amazonaws.com`,
});
const bucket = (deployment: Deployment, name: string) => deployment.arn('aws_s3_bucket', name);
const key = (deployment: Deployment, name: string) => deployment.arn('aws_kms_key', name);
const secret = (deployment: Deployment, name: string) => deployment.arn('aws_secretsmanager_secret', name);
const each = (resource: string, context: Context | undefined, ...actions: string[]): Request[] =>
  actions.map((action) => [action, resource, context]);

const encrypting = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];

/** A bucket and a secret with keys of their own, and a role that is given something. */
const granting =
  (grant: (given: { docs: Bucket; token: Secret; key: Key; role: Role }) => void) => (stack: TerraformStack) => {
    const docsKey = new Key(stack, 'docs-key');
    const docs = new Bucket(stack, 'docs', { key: docsKey });
    const token = new Secret(stack, 'token');
    grant({ docs, token, key: docsKey, role: roleIn(stack) });
  };

/** Every grant of the library and every role that it makes. */
export const roles: Readonly<Record<string, RoleRow>> = {
  ...clusterRoles,
  'Bucket.grantRead': {
    build: granting(({ docs, role }) => docs.grantRead(role)),
    role: 'api',
    allowed: (on) => [
      ['s3:GetObject', `${bucket(on, 'docs')}/a`],
      ['kms:Decrypt', key(on, 'docs-key'), via('s3')],
    ],
    refused: (on) => [
      ['s3:ListBucket', bucket(on, 'docs')],
      ...each(`${bucket(on, 'docs')}/a`, undefined, 's3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'),
      ['kms:Decrypt', key(on, 'docs-key')],
      ['kms:Decrypt', key(on, 'docs-key'), via('s3', 'us-east-1')],
      ['kms:GenerateDataKey', key(on, 'docs-key'), via('s3')],
      ['s3:GetObject', `${bucket(on, 'docs')}/a`, { 'aws:SecureTransport': 'false' }],
    ],
  },
  'Bucket.grantRead below a prefix': {
    build: granting(({ docs, role }) => docs.grantRead(role, 'reports/')),
    role: 'api',
    allowed: (on) => [
      ['s3:GetObject', `${bucket(on, 'docs')}/reports/a`],
      ['kms:Decrypt', key(on, 'docs-key'), via('s3')],
    ],
    refused: (on) => [
      ['s3:GetObject', `${bucket(on, 'docs')}/reports2/a`],
      ['s3:GetObject', `${bucket(on, 'docs')}/a`],
    ],
  },
  'Bucket.grantWrite': {
    build: granting(({ docs, role }) => docs.grantWrite(role)),
    role: 'api',
    allowed: (on) => [
      ...each(
        `${bucket(on, 'docs')}/a`,
        undefined,
        's3:PutObject',
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
      ),
      // Decrypt too: S3 puts the parts of a multipart upload together.
      ...each(key(on, 'docs-key'), via('s3'), ...encrypting, 'kms:Decrypt'),
    ],
    refused: (on) => [
      ...each(
        `${bucket(on, 'docs')}/a`,
        undefined,
        's3:GetObject',
        's3:DeleteObject',
        's3:PutObjectAcl',
        's3:BypassGovernanceRetention',
      ),
      ['s3:PutObject', `${bucket(on, 'docs')}/a`, { 'aws:SecureTransport': 'false' }],
    ],
  },
  'Bucket.grantDelete': {
    build: granting(({ docs, role }) => docs.grantDelete(role)),
    role: 'api',
    allowed: (on) => [['s3:DeleteObject', `${bucket(on, 'docs')}/a`]],
    refused: (on) => [['s3:DeleteObjectVersion', `${bucket(on, 'docs')}/a`]],
  },
  'Bucket.grantList below a prefix': {
    build: granting(({ docs, role }) => docs.grantList(role, 'reports/')),
    role: 'api',
    allowed: (on) => [['s3:ListBucket', bucket(on, 'docs'), { 's3:prefix': 'reports/2026' }]],
    refused: (on) => [
      ['s3:ListBucket', bucket(on, 'docs')],
      ['s3:ListBucket', bucket(on, 'docs'), { 's3:prefix': 'reports2/' }],
      ['s3:ListBucketVersions', bucket(on, 'docs'), { 's3:prefix': 'reports/' }],
    ],
  },
  'Key.grantEncrypt': {
    build: granting((given) => given.key.grantEncrypt(given.role)),
    role: 'api',
    allowed: (on) => each(key(on, 'docs-key'), undefined, ...encrypting),
    refused: (on) => each(key(on, 'docs-key'), undefined, 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:DescribeKey'),
  },
  'Key.grantDecrypt through one service': {
    build: granting((given) => given.key.grantDecrypt(given.role, { viaService: 's3.eu-west-1.amazonaws.com' })),
    role: 'api',
    allowed: (on) => [['kms:Decrypt', key(on, 'docs-key'), via('s3')]],
    refused: (on) => [
      ['kms:Decrypt', key(on, 'docs-key')],
      ['kms:Decrypt', key(on, 'docs-key'), via('sqs')],
      ['kms:Encrypt', key(on, 'docs-key'), via('s3')],
    ],
  },
  'Secret.grantRead': {
    build: granting(({ token, role }) => token.grantRead(role)),
    role: 'api',
    allowed: (on) => [
      ...each(secret(on, 'token'), undefined, 'secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'),
      ['kms:Decrypt', key(on, 'token'), via('secretsmanager')],
    ],
    refused: (on) => [
      ...each(secret(on, 'token'), undefined, 'secretsmanager:PutSecretValue', 'secretsmanager:ListSecretVersionIds'),
      ['kms:Decrypt', key(on, 'token')],
      ['secretsmanager:GetSecretValue', `${secret(on, 'token').slice(0, -1)}x`],
    ],
  },
  'Secret.grantRotate': {
    build: granting(({ token, role }) => token.grantRotate(role)),
    role: 'api',
    allowed: (on) => [
      ...each(
        secret(on, 'token'),
        undefined,
        'secretsmanager:GetSecretValue',
        'secretsmanager:DescribeSecret',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ),
      ['secretsmanager:GetRandomPassword', '*'],
      ...each(key(on, 'token'), via('secretsmanager'), ...encrypting, 'kms:Decrypt'),
    ],
    refused: (on) => each(secret(on, 'token'), undefined, 'secretsmanager:UpdateSecret', 'secretsmanager:RotateSecret'),
  },
  'Role.grantPassRole': {
    build: (stack) => roleIn(stack, 'task').grantPassRole(roleIn(stack), 'ecs-tasks.amazonaws.com'),
    role: 'api',
    allowed: (on) => [
      ['iam:PassRole', on.arn('aws_iam_role', 'task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
    ],
    refused: (on) => [
      ['iam:PassRole', on.arn('aws_iam_role', 'task'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
      ['iam:PassRole', on.arn('aws_iam_role', 'api'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
    ],
  },
  'Database.grantConnect': {
    build: (stack) => rotatedIn(stack).grantConnect(roleIn(stack), 'api'),
    role: 'api',
    allowed: (on) => [['rds-db:connect', on.user('aws_db_instance', 'orders', 'api')]],
    refused: (on) => [
      ['rds-db:connect', on.user('aws_db_instance', 'orders', 'dbowner')],
      ['rds-db:connect', `arn:aws:rds-db:eu-west-1:${account}:dbuser:db-OTHER/api`],
    ],
  },
  'AuroraCluster.grantConnect': {
    build: (stack) => clusterIn(stack).grantConnect(roleIn(stack), 'api'),
    role: 'api',
    allowed: (on) => [['rds-db:connect', on.user('aws_rds_cluster', 'orders', 'api')]],
    refused: (on) => [['rds-db:connect', on.user('aws_rds_cluster', 'orders', 'postgres')]],
  },
  'Cache.grantConnect': {
    build: (stack) => {
      const cache = cacheIn(stack, 'staging');
      cache.addUser('admin', CacheAccess.readWrite('*'));
      cache.grantConnect(roleIn(stack), cache.addUser('shop', CacheAccess.readWrite('shop:*')));
    },
    role: 'api',
    allowed: (on) => [
      ['elasticache:Connect', on.arn('aws_elasticache_replication_group', 'sessions')],
      ['elasticache:Connect', on.arn('aws_elasticache_user', 'sessions_user-shop')],
    ],
    refused: (on) => [
      ['elasticache:Connect', on.arn('aws_elasticache_user', 'sessions_user-admin')],
      ['elasticache:ModifyUser', on.arn('aws_elasticache_user', 'sessions_user-shop')],
    ],
  },
  'Vpc: flow logs': {
    madeIn: 'lib/network/flow-logs.ts',
    build: (stack) => void vpcIn(stack),
    role: 'vpc_flow-logs',
    // AWS asks for it on `log-group::log-stream:`, which its reference, and so the simulator, knows nothing of.
    notSimulated: ['logs:DescribeLogGroups'],
    allowed: (on) => [
      ...each(
        `${on.arn('aws_cloudwatch_log_group', 'vpc')}:log-stream:eni-1`,
        undefined,
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ),
      ['logs:DescribeLogStreams', on.arn('aws_cloudwatch_log_group', 'vpc')],
    ],
    refused: (on) => [
      ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${account}:log-group:/other:log-stream:x`],
      ...each(on.arn('aws_cloudwatch_log_group', 'vpc'), undefined, 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy'),
    ],
  },
  'Bucket.replicateTo': {
    madeIn: 'lib/storage/replication.ts',
    build: (stack) => {
      const [docsKey, copyKey] = [new Key(stack, 'docs-key'), new Key(stack, 'copy-key')];
      new Bucket(stack, 'docs', { key: docsKey }).replicateTo(new Bucket(stack, 'copy', { key: copyKey }));
    },
    role: 'docs_replication',
    allowed: (on) => [
      ...each(bucket(on, 'docs'), undefined, 's3:GetReplicationConfiguration', 's3:ListBucket'),
      ...each(
        `${bucket(on, 'docs')}/a`,
        undefined,
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ),
      ...each(`${bucket(on, 'copy')}/a`, undefined, 's3:ReplicateObject', 's3:ReplicateTags'),
      ['kms:Decrypt', key(on, 'docs-key'), via('s3')],
      ...each(key(on, 'copy-key'), via('s3'), ...encrypting),
    ],
    refused: (on) => [
      ...each(`${bucket(on, 'docs')}/a`, undefined, 's3:GetObject', 's3:ReplicateObject', 's3:DeleteObject'),
      ...each(`${bucket(on, 'copy')}/a`, undefined, 's3:ReplicateDelete', 's3:GetObjectVersionForReplication'),
      ['kms:Decrypt', key(on, 'copy-key'), via('s3')],
      ['kms:Encrypt', key(on, 'docs-key'), via('s3')],
    ],
  },
  'Database: monitoring': {
    madeIn: 'lib/database/monitoring.ts',
    build: (stack) => void databaseIn(stack),
    role: 'orders_monitoring-role',
    allowed: () => {
      const group = `arn:aws:logs:eu-west-1:${account}:log-group:RDSOSMetrics`;
      return [
        ...each(group, undefined, 'logs:CreateLogGroup', 'logs:PutRetentionPolicy'),
        ...each(
          `${group}:log-stream:db-1`,
          undefined,
          'logs:CreateLogStream',
          'logs:GetLogEvents',
          'logs:PutLogEvents',
        ),
        ['logs:DescribeLogStreams', `${group}:log-stream:db-1`],
      ];
    },
    refused: () => [
      ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${account}:log-group:RDSOther:log-stream:db-1`],
      ['logs:DeleteLogGroup', `arn:aws:logs:eu-west-1:${account}:log-group:RDSOSMetrics`],
    ],
  },
  'Database.addProxy': {
    madeIn: 'lib/database/proxy.ts',
    build: (stack) => void rotatedIn(stack).addProxy('proxy', { users: [new Secret(stack, 'api-user')] }),
    role: 'orders_proxy',
    allowed: (on) => [
      ['secretsmanager:GetSecretValue', secret(on, 'api-user')],
      ['kms:Decrypt', key(on, 'api-user'), via('secretsmanager')],
    ],
    refused: (on) => [
      ['secretsmanager:PutSecretValue', secret(on, 'api-user')],
      ['kms:Decrypt', key(on, 'api-user')],
    ],
  },
  OffHours: {
    madeIn: 'lib/cost/schedule/off-hours.ts',
    build: (stack) => {
      const hours = { timeZone: 'UTC', from: '07:00', to: '19:00' } as const;
      const offHours = new OffHours(stack, 'off-hours', { hours });
      offHours.addDatabase('orders', databaseIn(stack));
      offHours.addAuroraCluster('reports', clusterIn(stack, {}, 'reports'));
      offHours.addNodeGroup('nodes', nodesIn(stack));
    },
    role: 'off-hours',
    allowed: (on) => [
      ...each(on.arn('aws_db_instance', 'orders'), undefined, 'rds:StopDBInstance', 'rds:StartDBInstance'),
      ...each(on.arn('aws_rds_cluster', 'reports'), undefined, 'rds:StopDBCluster', 'rds:StartDBCluster'),
      ['eks:UpdateNodegroupConfig', on.arn('aws_eks_node_group', 'nodes')],
    ],
    refused: (on) => [
      ...each(
        on.arn('aws_db_instance', 'orders'),
        undefined,
        'rds:DeleteDBInstance',
        'rds:ModifyDBInstance',
        'rds:RebootDBInstance',
      ),
      ...each(on.arn('aws_rds_cluster', 'reports'), undefined, 'rds:DeleteDBCluster', 'rds:ModifyDBCluster'),
      ['rds:StopDBInstance', `arn:aws:rds:eu-west-1:${account}:db:other`],
      ['rds:StopDBCluster', `arn:aws:rds:eu-west-1:${account}:cluster:other`],
      ...each(
        on.arn('aws_eks_node_group', 'nodes'),
        undefined,
        'eks:DeleteNodegroup',
        'eks:UpdateNodegroupVersion',
        'eks:TagResource',
      ),
      ['eks:UpdateNodegroupConfig', `arn:aws:eks:eu-west-1:${account}:nodegroup/other/apps/1a2b3c4d`],
      ['iam:PassRole', on.arn('aws_iam_role', 'off-hours'), { 'iam:PassedToService': 'scheduler.amazonaws.com' }],
    ],
  },
  Trail: {
    madeIn: 'lib/account/trail.ts',
    build: (stack) => new Trail(stack, 'trail'),
    role: 'trail_role',
    allowed: (on) =>
      each(
        `${on.arn('aws_cloudwatch_log_group', 'trail')}:log-stream:a`,
        undefined,
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ),
    refused: (on) => [
      ['logs:DeleteLogStream', `${on.arn('aws_cloudwatch_log_group', 'trail')}:log-stream:a`],
      ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${account}:log-group:other:log-stream:a`],
    ],
  },
};
