import { Duration, Size, type Stage } from '../../lib/core';
import { Engine, onDemand, Restore, Storage } from '../../lib/database';
import { SecurityGroup } from '../../lib/network';
import { Key } from '../../lib/security';
import { Template } from '../support/template';
import { databaseIn, databaseTemplate, type LooseProps, roleIn, vpcIn } from './fixtures';

type Json = Record<string, unknown>;
const instance = (props: LooseProps = {}, stage: Stage = 'staging'): Json =>
  databaseTemplate(props, stage).resource('aws_db_instance');
const named = (resources: Record<string, Json>, start: string): Json => {
  const [, found] = Object.entries(resources).find(([name]) => name.startsWith(start)) ?? [];
  if (!found) throw new Error(`nothing begins with ${start}: ${Object.keys(resources)}`);
  return found;
};

describe('a database without options', () => {
  it('stands in the data subnets of the VPC, in a group of its own that has no rule', () => {
    const template = databaseTemplate();
    const { subnet_ids: ids } = template.resource('aws_db_subnet_group');
    expect(ids).toEqual([expect.stringMatching(/vpc_data-eu-west-1a/), expect.stringMatching(/vpc_data-eu-west-1b/)]);
    const { vpc_security_group_ids: groups } = template.resource('aws_db_instance');
    expect(groups).toEqual([expect.stringMatching(/^\$\{aws_security_group\.orders_security-group_\w+\.id\}$/)]);
    expect(template.resources('aws_vpc_security_group_ingress_rule')).toEqual({});
    expect(template.resources('aws_vpc_security_group_egress_rule')).toEqual({});
  });

  it('encrypts data, insights, master secret and logs with one key, which CloudWatch Logs may use', () => {
    const template = databaseTemplate();
    const database = template.resource('aws_db_instance');
    const key = expect.stringMatching(/^\$\{aws_kms_key\.orders_key_\w+\.arn\}$/);
    expect(database).toMatchObject({
      storage_encrypted: true,
      kms_key_id: key,
      performance_insights_kms_key_id: key,
      master_user_secret_kms_key_id: key,
    });
    const logs = named(template.resources('aws_cloudwatch_log_group'), 'orders_');
    expect(logs).toMatchObject({ kms_key_id: key, retention_in_days: 90 });
    const policy = String(named(template.resources('aws_kms_key'), 'orders_key').policy);
    expect(policy).toContain('logs.eu-west-1.amazonaws.com');
  });

  it('makes the log groups before RDS makes them without a key and without an end', () => {
    const template = databaseTemplate();
    const names = Object.values(template.resources('aws_cloudwatch_log_group')).map(({ name }) => String(name));
    const { identifier, depends_on: after } = template.resource('aws_db_instance');
    expect(names).toEqual(
      expect.arrayContaining([`/aws/rds/instance/${identifier}/postgresql`, `/aws/rds/instance/${identifier}/upgrade`]),
    );
    expect(after).toEqual(expect.arrayContaining([expect.stringMatching(/log-postgresql/)]));
  });

  it('is measured by a role that only RDS may assume, for this database, and that may write OS metrics only', () => {
    const template = databaseTemplate();
    const { identifier } = template.resource('aws_db_instance');
    const role = named(template.resources('aws_iam_role'), 'orders_monitoring-role');
    expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Condition: {
          ArnLike: { 'aws:SourceArn': `arn:aws:rds:eu-west-1:123456789012:db:${identifier}` },
          StringEquals: { 'aws:SourceAccount': '123456789012' },
        },
      },
    ]);
    const policy = named(template.resources('aws_iam_role_policy'), 'orders_monitoring-role').policy;
    const resources = JSON.parse(String(policy)).Statement.flatMap(({ Resource }: Json) => Resource);
    expect(resources.every((arn: string) => arn.includes(':log-group:RDSOSMetrics'))).toBe(true);
  });

  it('takes an identifier that RDS takes, and the same again', () => {
    const { identifier } = instance();
    expect(identifier).toMatch(/^[a-z](-?[a-z0-9])*$/);
    expect(instance().identifier).toBe(identifier);
  });

  it('takes the key it is given', () => {
    const template = Template.of((stack) => void databaseIn(stack, { key: new Key(stack, 'data-key') }));
    expect(template.resource('aws_db_instance').kms_key_id).toMatch(/aws_kms_key\.data-key_/);
  });

  it('cannot be destroyed in prod, by Terraform or by RDS', () => {
    expect(instance({}, 'prod')).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      delete_automated_backups: false,
      multi_az: true,
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe('who gets in', () => {
  it('is let in by its security group, on the database’s port only, on both sides', () => {
    const template = Template.of((stack) => {
      const vpc = vpcIn(stack);
      const api = new SecurityGroup(stack, 'api', { vpc, description: 'API' });
      databaseIn(stack).allowFrom(api);
    });
    const rules = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
    for (const type of rules) {
      expect(template.resource(type)).toMatchObject({ ip_protocol: 'tcp', from_port: 5433, to_port: 5433 });
    }
    expect(template.resource('aws_vpc_security_group_ingress_rule')).toMatchObject({
      security_group_id: expect.stringContaining('orders_security-group'),
      referenced_security_group_id: expect.stringContaining('.api_group_'),
    });
  });

  it('logs in as one user of one database by IAM', () => {
    const template = Template.of((stack) => databaseIn(stack).grantConnect(roleIn(stack), 'api_user'));
    const policy = JSON.parse(String(named(template.resources('aws_iam_role_policy'), 'api_').policy));
    expect(policy.Statement).toEqual([
      {
        Action: 'rds-db:connect',
        Effect: 'Allow',
        Resource: expect.stringMatching(
          /^arn:aws:rds-db:eu-west-1:123456789012:dbuser:\$\{aws_db_instance\.orders_instance_\w+\.resource_id\}\/api_user$/,
        ),
      },
    ]);
  });

  it.each(['*', 'api*', '', 'dbowner', 'a/b', '${var.user}'])('is never the user %j', (user) => {
    expect(() => Template.of((stack) => databaseIn(stack).grantConnect(roleIn(stack), user))).toThrow(
      /stack\/orders: `user` must be /,
    );
  });

  it('reads the master password only where it is granted, through Secrets Manager', () => {
    const template = Template.of((stack) => databaseIn(stack).grantReadMasterSecret(roleIn(stack, 'migration')));
    const policy = String(named(template.resources('aws_iam_role_policy'), 'migration_').policy);
    expect(policy).toContain('master_user_secret[0].secret_arn');
    expect(policy).toContain('"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"');
    expect(policy).not.toContain('*');
  });
});

describe('what it can be told', () => {
  it('gives each parameter the apply method that RDS takes', () => {
    const template = databaseTemplate({ parameters: { work_mem: 65_536, max_connections: 300 } });
    expect(template.resource('aws_db_parameter_group').parameter).toEqual([
      { name: 'rds.force_ssl', value: '1', apply_method: 'immediate' },
      { name: 'max_connections', value: '300', apply_method: 'pending-reboot' },
      { name: 'work_mem', value: '65536', apply_method: 'immediate' },
    ]);
  });

  it('writes MySQL’s slow queries to the log that is exported', () => {
    const template = databaseTemplate({ engine: Engine.mysql('8.4') });
    expect(template.resource('aws_db_parameter_group').parameter).toEqual(
      expect.arrayContaining([{ name: 'log_output', value: 'FILE', apply_method: 'immediate' }]),
    );
    expect(template.resource('aws_db_instance').enabled_cloudwatch_logs_exports).toEqual(['error', 'slowquery']);
  });

  it('keeps the parameter group of the old version until the new one is in use', () => {
    const [old, next] = [Engine.postgres('16'), Engine.postgres('17')].map((engine) =>
      databaseTemplate({ engine }).resource('aws_db_parameter_group'),
    );
    expect(next?.name).not.toBe(old?.name);
    expect(next?.lifecycle).toEqual({ create_before_destroy: true });
  });

  it('upgrades to a later major version only when it is told from which', () => {
    expect(instance({ engine: Engine.postgres('17') }).allow_major_version_upgrade).toBeUndefined();
    const upgrade = { engine: Engine.postgres('17'), upgradeFrom: Engine.postgres('16') };
    expect(instance(upgrade).allow_major_version_upgrade).toBe(true);
    const mariadb = { engine: Engine.mariadb('11.4'), upgradeFrom: Engine.mariadb('10.11') };
    expect(instance(mariadb).allow_major_version_upgrade).toBe(true);
  });

  it('has no insights where the class has none, and 15 months of them in the advanced mode', () => {
    const small = { engine: Engine.mysql('8.4'), capacity: onDemand('db.t4g.small') };
    expect(instance(small).performance_insights_enabled).toBeUndefined();
    expect(instance({ insights: 'advanced' })).toMatchObject({
      database_insights_mode: 'advanced',
      performance_insights_retention_period: 465,
    });
  });

  it('takes storage with its own I/O', () => {
    const storage = Storage.gp3({ size: Size.gibibytes(400), throughputMebibytes: 750 });
    expect(instance({ storage })).toMatchObject({ iops: 12_000, storage_throughput: 750, max_allocated_storage: 800 });
    const fast = Storage.io2({ size: Size.gibibytes(100), iops: 5000 });
    expect(instance({ storage: fast })).toMatchObject({ storage_type: 'io2', iops: 5000 });
  });

  it('begins with a snapshot or with another database at a time, and keeps the user of those', () => {
    const restored = instance({ restore: Restore.fromSnapshot('orders-2026-11-20') });
    expect(restored).toMatchObject({ snapshot_identifier: 'orders-2026-11-20' });
    expect(restored.username).toBeUndefined();
    const pointInTime = instance({ restore: Restore.toPointInTime('orders', '2026-11-20T10:00:00Z') });
    expect(pointInTime.restore_to_point_in_time).toEqual({
      source_db_instance_identifier: 'orders',
      restore_time: '2026-11-20T10:00:00Z',
    });
    expect(instance({ restore: Restore.toPointInTime('orders') }).restore_to_point_in_time).toEqual({
      source_db_instance_identifier: 'orders',
      use_latest_restorable_time: true,
    });
  });

  it('may be loosened below prod only', () => {
    const loose = { availability: 'single-az', deletionProtection: false, finalSnapshot: false };
    expect(instance({ stage: 'staging', ...loose })).toMatchObject({
      multi_az: false,
      deletion_protection: false,
      skip_final_snapshot: true,
    });
    expect(() => instance(loose, 'prod')).toThrow(
      /`deletionProtection` must.*`finalSnapshot` must.*`availability` must be left out/s,
    );
  });

  it('keeps backups as long as it is told', () => {
    expect(instance({ backupRetention: Duration.days(35) }).backup_retention_period).toBe(35);
  });
});
