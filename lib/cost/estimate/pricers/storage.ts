import { isTrue, text } from '../attributes';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** aws_s3_bucket: https://aws.amazon.com/s3/pricing/ */
export const bucket: Pricer = (bill) => {
  bill.used('storage, S3 Standard', 's3', 'standard-storage', 'bucketGigabytes');
  bill.used('PUT, COPY, POST, LIST', 's3', 'standard-put-requests', 'bucketWriteRequests', 1_000);
  bill.used('GET', 's3', 'standard-get-requests', 'bucketReadRequests', 1_000);
};

/** aws_ecr_repository */
export const repository: Pricer = (bill) => bill.used('images', 'ecr', 'storage', 'imageGigabytes');

/** aws_efs_file_system */
export const fileSystem: Pricer = (bill) => {
  const oneZone = text(bill.resource, 'availability_zone_name') !== undefined;
  bill.used('storage', 'efs', oneZone ? 'one-zone-storage' : 'standard-storage', 'fileGigabytes');
  if (text(bill.resource, 'throughput_mode') === 'provisioned')
    bill.gap('provisioned throughput', 'the price book has no price of it', true);
};

/** aws_backup_vault: recovery points are priced as EBS snapshots, which AWS Backup charges the same. */
export const backupVault: Pricer = (bill) => {
  const { range, note } = bill.context.share(bill.resource, 'backupGigabytes');
  const price = bill.context.book.price(bill.region, 'backup', 'ebs-warm');
  if (price) bill.charge('recovery points', 'backup', 'ebs-warm', range, note, 'as if all were of EBS');
  else
    bill.charge(
      'recovery points',
      'ebs',
      'snapshot-standard',
      range,
      note,
      'priced as EBS snapshots: no prices of AWS Backup in this region',
    );
};

/** aws_dynamodb_table: https://aws.amazon.com/dynamodb/pricing/ */
export const table: Pricer = (bill) => {
  const { resource } = bill;
  const infrequent = text(resource, 'table_class') === 'STANDARD_INFREQUENT_ACCESS';
  const suffix = infrequent ? '-ia' : '';
  if (text(resource, 'billing_mode') === 'PAY_PER_REQUEST') {
    bill.used('write request units', 'dynamodb', `on-demand-write${suffix}`, 'tableWrites', 1e6);
    bill.used('read request units', 'dynamodb', `on-demand-read${suffix}`, 'tableReads', 1e6);
  } else {
    const read = Number(text(resource, 'read_capacity') ?? 1);
    const write = Number(text(resource, 'write_capacity') ?? 1);
    bill.hourly(`${write} write capacity units`, 'dynamodb', 'provisioned-write', write);
    bill.hourly(`${read} read capacity units`, 'dynamodb', 'provisioned-read', read);
  }
  bill.used('storage', 'dynamodb', infrequent ? 'storage-ia' : 'storage-standard', 'tableGigabytes');
  const recovery = bill.resource.get('point_in_time_recovery');
  if (recovery !== undefined && recovery !== null)
    bill.used('point-in-time recovery', 'dynamodb', 'pitr-backup', 'tableGigabytes');
};

/** aws_lambda_function: https://aws.amazon.com/lambda/pricing/ */
export const lambdaFunction: Pricer = (bill) => {
  const { context, resource } = bill;
  const calls = context.share(resource, 'functionRequests');
  const time = context.usage(resource, 'functionMilliseconds');
  const gibibytes = Number(text(resource, 'memory_size') ?? 128) / 1024;
  const arm =
    String(text(resource, 'architectures') ?? '').includes('arm64') || hasArm(bill.resource.get('architectures'));
  bill.charge(
    'calls',
    'lambda',
    'requests',
    mapRange(calls.range, (value) => value / 1e6),
    calls.note,
  );
  bill.charge(
    'duration',
    'lambda',
    arm ? 'duration-arm64' : 'duration-x86',
    {
      low: (calls.range.low * time.low * gibibytes) / 1000,
      expected: (calls.range.expected * time.expected * gibibytes) / 1000,
      high: (calls.range.high * time.high * gibibytes) / 1000,
    },
    `${time.expected} ms each, ${gibibytes * 1024} MiB`,
  );
};

function hasArm(value: unknown): boolean {
  return Array.isArray(value) && value.includes('arm64');
}

/** aws_sqs_queue */
export const queue: Pricer = (bill) =>
  bill.used(
    'requests',
    'sqs',
    isTrue(bill.resource, 'fifo_queue') ? 'fifo-requests' : 'standard-requests',
    'queueRequests',
    1e6,
  );

/** aws_sns_topic */
export const topic: Pricer = (bill) => bill.used('requests', 'sns', 'publish', 'topicRequests', 1e6);
