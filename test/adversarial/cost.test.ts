/** What is paid for and not needed, and what breaks a stage's way of buying, by every way. */
import { type ClassRow, describeRoutes } from './generic-routes';
import { tags } from './support';

const sandbox = { stage: 'sandbox' };
const row = (name: string, rule: string, type: string, good: object, bad: object, more: object = {}): ClassRow => ({
  name,
  rule,
  type,
  good: { ...good } as ClassRow['good'],
  bad: Object.fromEntries(Object.entries({ ...good, ...bad }).filter(([, value]) => value !== undefined)),
  ...more,
});

const machine = {
  instance_type: 'm7g.large',
  metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
  root_block_device: { encrypted: true, volume_type: 'gp3' },
  tags,
};
const database = { instance_class: 'db.t4g.micro', db_subnet_group_name: 'data', storage_encrypted: true, tags };

describeRoutes([
  row(
    'a volume of an old kind',
    'COST-VOLUME',
    'aws_ebs_volume',
    { availability_zone: 'eu-west-1a', type: 'gp3', encrypted: true, tags },
    { type: 'gp2' },
  ),
  row('an instance of an old generation', 'COST-GENERATION', 'aws_instance', machine, { instance_type: 'm4.large' }),
  row(
    'a large database below prod',
    'COST-SIZE',
    'aws_db_instance',
    database,
    { instance_class: 'db.r7g.4xlarge' },
    { notes: sandbox },
  ),
  row(
    'a volume on a Spot machine',
    'COST-SPOT-STATE',
    'aws_instance',
    machine,
    { instance_market_options: { market_type: 'spot' } },
    {
      beside: {
        aws_volume_attachment: {
          data: { device_name: '/dev/sdf', instance_id: '${aws_instance.x.id}', volume_id: 'vol-1' },
        },
      },
    },
  ),
  row(
    'logs for ever below prod',
    'COST-LOG-RETENTION',
    'aws_cloudwatch_log_group',
    { name: 'api', retention_in_days: 30, tags },
    { retention_in_days: 0 },
    { notes: sandbox },
  ),
  row(
    'copies for ever',
    'COST-SNAPSHOT',
    'aws_backup_plan',
    { name: 'daily', rule: [{ rule_name: 'daily', target_vault_name: 'main', lifecycle: { delete_after: 35 } }], tags },
    { rule: [{ rule_name: 'daily', target_vault_name: 'main' }] },
    { notes: sandbox },
  ),
  row(
    'an address that nothing uses',
    'COST-ADDRESS',
    'aws_eip',
    { instance: 'i-0123456789abcdef0', domain: 'vpc', tags },
    { instance: undefined },
    { notes: sandbox },
  ),
  row(
    'a database that no schedule stops',
    'COST-OFF-HOURS',
    'aws_db_instance',
    { ...database, identifier: 'orders' },
    { identifier: 'orders-copy' },
    {
      notes: { ...sandbox, purchasing: 'by-stage' },
      beside: {
        aws_scheduler_schedule: {
          stop: {
            schedule_expression: 'cron(0 19 * * ? *)',
            flexible_time_window: { mode: 'OFF' },
            target: {
              arn: 'arn:aws:scheduler:::aws-sdk:rds:stopDBInstance',
              role_arn: 'arn:aws:iam::123456789012:role/off-hours',
              input: '{"DbInstanceIdentifier":"orders"}',
            },
          },
        },
      },
    },
  ),
]);
