/** How IAM names a kind of resource. */
export interface ServiceOf {
  /** Prefixes of the actions that act on it. */
  readonly services: readonly string[];
  /** Attribute that holds its name. */
  readonly name: string;
  /** ARN of one with that name, its account and region left open; undefined when the name is not in it. */
  readonly arn?: (name: string) => string;
  /** Actions that read what it holds, or use it, lower case. */
  readonly reads: readonly string[];
}

const row = (
  services: string,
  name: string,
  arn: ((name: string) => string) | undefined,
  reads: string,
): ServiceOf => ({
  services: services.split(' '),
  name,
  ...(arn && { arn }),
  reads: reads.split(' '),
});

const database = row(
  'rds rds-db rds-data',
  'identifier',
  (name) => `arn:aws:rds:*:*:db:${name}`,
  'rds-db:connect rds-data:executestatement',
);
const databaseCluster = row(
  'rds rds-db rds-data',
  'cluster_identifier',
  (name) => `arn:aws:rds:*:*:cluster:${name}`,
  'rds-db:connect rds-data:executestatement',
);
const key = row('kms', 'key_id', (name) => `arn:aws:kms:*:*:key/${name}`, 'kms:decrypt kms:reencryptfrom');

/** What a statement about everything (`Resource: "*"`) means for each type, and how a literal ARN names it. */
export const serviceOf: ReadonlyMap<string, ServiceOf> = new Map([
  [
    'aws_s3_bucket',
    row('s3', 'bucket', (name) => `arn:aws:s3:::${name}`, 's3:getobject s3:getobjectversion s3:listbucket'),
  ],
  [
    'aws_dynamodb_table',
    row(
      'dynamodb',
      'name',
      (name) => `arn:aws:dynamodb:*:*:table/${name}`,
      'dynamodb:getitem dynamodb:batchgetitem dynamodb:query dynamodb:scan',
    ),
  ],
  ['aws_sqs_queue', row('sqs', 'name', (name) => `arn:aws:sqs:*:*:${name}`, 'sqs:receivemessage')],
  ['aws_sns_topic', row('sns', 'name', (name) => `arn:aws:sns:*:*:${name}`, 'sns:subscribe')],
  ['aws_kinesis_stream', row('kinesis', 'name', (name) => `arn:aws:kinesis:*:*:stream/${name}`, 'kinesis:getrecords')],
  [
    'aws_secretsmanager_secret',
    row(
      'secretsmanager',
      'name',
      (name) => `arn:aws:secretsmanager:*:*:secret:${name}-??????`,
      'secretsmanager:getsecretvalue secretsmanager:batchgetsecretvalue',
    ),
  ],
  [
    'aws_ssm_parameter',
    row(
      'ssm',
      'name',
      (name) => `arn:aws:ssm:*:*:parameter/${name.replace(/^\//, '')}`,
      'ssm:getparameter ssm:getparameters ssm:getparametersbypath',
    ),
  ],
  ['aws_kms_key', key],
  ['aws_kms_replica_key', key],
  ['aws_kms_external_key', key],
  ['aws_db_instance', database],
  ['aws_rds_cluster', databaseCluster],
  [
    'aws_elasticache_replication_group',
    row(
      'elasticache',
      'replication_group_id',
      (name) => `arn:aws:elasticache:*:*:replicationgroup:${name}`,
      'elasticache:connect',
    ),
  ],
  [
    'aws_elasticache_serverless_cache',
    row('elasticache', 'name', (name) => `arn:aws:elasticache:*:*:serverlesscache:${name}`, 'elasticache:connect'),
  ],
  [
    'aws_ecr_repository',
    row('ecr', 'name', (name) => `arn:aws:ecr:*:*:repository/${name}`, 'ecr:batchgetimage ecr:getdownloadurlforlayer'),
  ],
  [
    'aws_lambda_function',
    row('lambda', 'function_name', (name) => `arn:aws:lambda:*:*:function:${name}`, 'lambda:invokefunction'),
  ],
  [
    'aws_cloudwatch_log_group',
    row(
      'logs',
      'name',
      (name) => `arn:aws:logs:*:*:log-group:${name}`,
      'logs:getlogevents logs:filterlogevents logs:startquery',
    ),
  ],
  ['aws_efs_file_system', row('elasticfilesystem', 'id', undefined, 'elasticfilesystem:clientmount')],
  ['aws_eks_cluster', row('eks', 'name', (name) => `arn:aws:eks:*:*:cluster/${name}`, 'eks:accesskubernetesapi')],
  ['aws_iam_role', row('sts iam', 'name', (name) => `arn:aws:iam::*:role/${name}`, 'sts:assumerole')],
]);
