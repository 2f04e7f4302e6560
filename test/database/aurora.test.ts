import { Duration, type Stage } from '../../lib/core';
import { AuroraCapacity, Credentials, Engine, onDemand, Restore } from '../../lib/database';
import { ENGINE_VERSIONS } from '../../lib/database/data/engine-versions';
import { SecurityGroup } from '../../lib/network';
import { Secret } from '../../lib/security';
import { Template } from '../support/template';
import {
  buildCluster,
  CLUSTER_ENGINES,
  CLUSTER_MATRIX,
  clusterIn,
  clusterName,
  clusterTemplate,
  type LooseProps,
} from './aurora-fixtures';
import { FUNCTION_ARN, roleIn, vpcIn } from './fixtures';

type Json = Record<string, unknown>;

const cluster = (props: LooseProps = {}, stage: Stage = 'staging'): Json =>
  clusterTemplate(props, stage).resource('aws_rds_cluster');
const instances = (props: LooseProps = {}, stage: Stage = 'staging'): Json[] =>
  Object.values(clusterTemplate(props, stage).resources('aws_rds_cluster_instance'));
const named = (resources: Record<string, Json>, start: string): Json => {
  const [, found] = Object.entries(resources).find(([name]) => name.startsWith(start)) ?? [];
  if (!found) throw new Error(`nothing begins with ${start}: ${Object.keys(resources)}`);
  return found;
};

describe('every engine × version × stage × capacity', () => {
  it('covers each version that the data lists', () => {
    const listed = ENGINE_VERSIONS.filter(({ engine }) => engine.startsWith('aurora'));
    expect(CLUSTER_ENGINES.map(([engine]) => `${engine.name} ${engine.version}`)).toEqual(
      listed.map(({ engine, version }) => `${engine} ${version}`),
    );
  });

  it.each(CLUSTER_MATRIX.map((combination) => [clusterName(combination), combination] as const))(
    '%s',
    (_name, combination) => {
      const { engine, family, stage, kind } = combination;
      const template = Template.of((stack) => buildCluster(stack, combination), { stage });
      const isPostgres = engine.name === 'aurora-postgresql';
      expect(template.resource('aws_rds_cluster_parameter_group')).toMatchObject({
        family,
        parameter: [
          isPostgres
            ? { name: 'rds.force_ssl', value: '1', apply_method: 'immediate' }
            : { name: 'require_secure_transport', value: 'ON', apply_method: 'immediate' },
        ],
      });
      expect(template.resource('aws_db_parameter_group')).toMatchObject({ family });
      const resource = template.resource('aws_rds_cluster');
      expect(resource).toMatchObject({
        engine: engine.name,
        engine_version: engine.version,
        storage_encrypted: true,
        deletion_protection: stage !== 'sandbox',
        skip_final_snapshot: stage === 'sandbox',
        delete_automated_backups: stage === 'sandbox',
        iam_database_authentication_enabled: true,
        manage_master_user_password: true,
      });
      expect(resource.lifecycle).toEqual(stage === 'prod' ? { prevent_destroy: true } : undefined);
      const members = Object.values(template.resources('aws_rds_cluster_instance'));
      expect(members).toHaveLength(stage === 'prod' ? 2 : 1);
      for (const member of members) {
        expect(member).toMatchObject({
          instance_class: kind === 'provisioned' ? 'db.r7g.large' : 'db.serverless',
          publicly_accessible: false,
        });
      }
      expect(resource.serverlessv2_scaling_configuration).toEqual(
        {
          provisioned: undefined,
          serverless: { min_capacity: 0.5, max_capacity: 16 },
          pausing: { min_capacity: 0, max_capacity: 4, seconds_until_auto_pause: 300 },
        }[kind],
      );
    },
  );
});

describe('a cluster', () => {
  it('spreads its instances over the zones, and says who takes over first', () => {
    const placed = instances({}, 'prod').map(({ availability_zone: zone, promotion_tier: tier }) => [zone, tier]);
    expect(placed).toEqual([
      ['eu-west-1a', 0],
      ['eu-west-1b', 1],
    ]);
  });

  it('lets no instance of another size take over, unless it is told', () => {
    const small = AuroraCapacity.provisioned(onDemand('db.t4g.medium'));
    const of = (props: Json) => instances({ instances: [{ zone: 'a' }, { zone: 'b', ...props }] })[1]?.promotion_tier;
    expect(of({ capacity: small })).toBe(15);
    expect(of({ capacity: small, promotionTier: 2 })).toBe(2);
  });

  it('keeps the addresses of its instances whatever their order, and when one is added', () => {
    const addresses = (list: object[]) => clusterTemplate({ instances: list }).addresses();
    const [a, b] = [{ zone: 'a' }, { zone: 'b' }];
    expect(addresses([b, a])).toEqual(addresses([a, b]));
    expect(addresses([a, b, { zone: 'a', name: 'reporting' }])).toEqual(expect.arrayContaining(addresses([a, b])));
  });

  it('stands in data subnets, in a group of its own that has no rule until somebody is let in', () => {
    const template = clusterTemplate();
    expect(template.resource('aws_db_subnet_group').subnet_ids).toEqual([
      expect.stringContaining('vpc_data-'),
      expect.stringContaining('vpc_data-'),
    ]);
    expect(template.resources('aws_vpc_security_group_ingress_rule')).toEqual({});
    const opened = Template.of((stack) => {
      const api = new SecurityGroup(stack, 'api', { vpc: vpcIn(stack), description: 'API' });
      clusterIn(stack).allowFrom(api);
    });
    expect(opened.resource('aws_vpc_security_group_ingress_rule')).toMatchObject({ from_port: 5433, to_port: 5433 });
  });

  it('lets a role log in as one user of this cluster', () => {
    const template = Template.of((stack) => clusterIn(stack).grantConnect(roleIn(stack), 'api_user'));
    const policy = JSON.parse(String(named(template.resources('aws_iam_role_policy'), 'api_').policy));
    expect(policy.Statement).toEqual([
      {
        Action: 'rds-db:connect',
        Effect: 'Allow',
        Resource: expect.stringMatching(
          /^arn:aws:rds-db:eu-west-1:123456789012:dbuser:\$\{aws_rds_cluster\.orders_cluster_\w+\.cluster_resource_id\}\/api_user$/,
        ),
      },
    ]);
  });

  it('puts instance settings and cluster settings into the group that each belongs to', () => {
    const template = clusterTemplate({
      parameters: { work_mem: 1024 },
      clusterParameters: { 'rds.logical_replication': 1 },
    });
    expect(template.resource('aws_db_parameter_group').parameter).toEqual([
      { name: 'work_mem', value: '1024', apply_method: 'immediate' },
    ]);
    expect(template.resource('aws_rds_cluster_parameter_group').parameter).toContainEqual({
      name: 'rds.logical_replication',
      value: '1',
      apply_method: 'pending-reboot',
    });
  });

  it('takes a password that a function rotates, by write-only arguments', () => {
    const template = Template.of((stack) => {
      const securityGroup = new SecurityGroup(stack, 'rotation', { vpc: vpcIn(stack), description: 'Rotation' });
      const role = roleIn(stack);
      clusterIn(stack, { credentials: Credentials.rotated({ functionArn: FUNCTION_ARN, role, securityGroup }) });
    });
    const resource = template.resource('aws_rds_cluster');
    expect(resource.master_password_wo).toMatch(/^\$\{ephemeral\./);
    expect(resource).not.toHaveProperty('manage_master_user_password');
    const { secret_string_wo: stored } = template.resource('aws_secretsmanager_secret_version');
    expect(stored).toMatch(/"engine" = "postgres", "host" = aws_rds_cluster\.\S+\.endpoint/);
  });

  it('scales its readers after there is an instance', () => {
    const template = clusterTemplate({ readerScaling: { min: 1, max: 3 } });
    expect(template.resource('aws_appautoscaling_target')).toMatchObject({
      service_namespace: 'rds',
      min_capacity: 1,
      max_capacity: 3,
      depends_on: [expect.stringMatching(/^aws_rds_cluster_instance\./)],
    });
    expect(template.resource('aws_appautoscaling_policy')).toMatchObject({
      target_tracking_scaling_policy_configuration: { target_value: 60 },
    });
  });

  it('takes I/O-Optimized storage, backtrack, snapshots and points in time', () => {
    expect(cluster({ storage: 'io-optimized' }).storage_type).toBe('aurora-iopt1');
    const mysql = { engine: Engine.auroraMysql('8.0'), backtrack: Duration.hours(2) };
    expect(cluster(mysql).backtrack_window).toBe(7200);
    const restored = cluster({ restore: Restore.fromSnapshot('orders-1') });
    expect(restored).toMatchObject({ snapshot_identifier: 'orders-1' });
    expect(restored).not.toHaveProperty('master_username');
    expect(cluster({ restore: Restore.toPointInTime('orders') }).restore_to_point_in_time).toEqual({
      source_cluster_identifier: 'orders',
      use_latest_restorable_time: true,
    });
  });

  it('has a proxy in front', () => {
    const template = Template.of((stack) => void clusterIn(stack).addProxy('p', { users: [new Secret(stack, 'u')] }));
    expect(template.resource('aws_db_proxy_target').db_cluster_identifier).toMatch(/aws_rds_cluster\./);
  });

  it.each<[string, AuroraCapacity, Engine, Json]>([
    [
      'provisioned',
      AuroraCapacity.provisioned(onDemand('db.r7g.large')),
      Engine.auroraPostgres('17'),
      { CPUUtilization: 80, FreeableMemory: 858_993_459, DatabaseConnections: 1441, AuroraReplicaLag: 60_000 },
    ],
    [
      'serverless, which may go down to half a unit',
      AuroraCapacity.serverless({ maxUnits: 64 }),
      Engine.auroraPostgres('17'),
      { CPUUtilization: 80, ACUUtilization: 90, DatabaseConnections: 1600, AuroraReplicaLag: 60_000 },
    ],
    [
      'Aurora MySQL',
      AuroraCapacity.provisioned(onDemand('db.r7g.large')),
      Engine.auroraMysql('8.0'),
      { CPUUtilization: 80, FreeableMemory: 858_993_459, DatabaseConnections: 855, AuroraReplicaLag: 60_000 },
    ],
  ])('is watched at each instance: %s', (_name, capacity, engine, expected) => {
    const alarms = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
    const template = clusterTemplate({ alarms, capacity, engine });
    const found = Object.values(template.resources('aws_cloudwatch_metric_alarm'));
    expect(Object.fromEntries(found.map((alarm) => [alarm.metric_name, alarm.threshold]))).toEqual(expected);
    expect(template.resource('aws_db_event_subscription')).toMatchObject({ source_type: 'db-cluster' });
  });
});

describe('a cluster that RDS would refuse, or that is too weak, is refused', () => {
  const pausing = AuroraCapacity.pausing({ maxUnits: 4 });
  const serverless = AuroraCapacity.serverless({ maxUnits: 4 });
  it.each<[string, LooseProps, string, Stage?]>([
    ['one that pauses in prod', { capacity: pausing }, '`capacity` must be provisioned or serverless in prod', 'prod'],
    [
      'one zone in prod',
      { instances: [{ zone: 'a' }, { zone: 'a', name: 'x' }] },
      '`instances` must be in two',
      'prod',
    ],
    ['no guard in prod', { deletionProtection: false }, '`deletionProtection` must be left out', 'prod'],
    ['no snapshot in prod', { finalSnapshot: false }, '`finalSnapshot` must be left out', 'prod'],
    ['a zone without a subnet', { instances: [{ zone: 'c' }] }, '`instances.c.zone` must be one of the subnets’ zones'],
    ['two instances of one name', { instances: [{ zone: 'a' }, { zone: 'a' }] }, '`instances` must be up to 16'],
    ['a name with a blank', { instances: [{ zone: 'a', name: 'A b' }] }, '`instances.A b.name` must be'],
    ['a tier of 16', { instances: [{ zone: 'a', promotionTier: 16 }] }, '`instances.a.promotionTier` must be 0 to 15'],
    [
      'a class that Aurora does not have',
      { capacity: AuroraCapacity.provisioned(onDemand('db.m7g.large')) },
      '`capacity` must be a class that Aurora has',
    ],
    [
      'two sets of units',
      { capacity: serverless, instances: [{ zone: 'a' }, { zone: 'b', capacity: pausing }] },
      '`instances` must be with one set of capacity units',
    ],
    [
      'units of a third',
      { capacity: AuroraCapacity.serverless({ minUnits: 0.3, maxUnits: 4 }) },
      '`capacity.minUnits` must be half units',
    ],
    [
      'more units than there are',
      { capacity: AuroraCapacity.serverless({ maxUnits: 257 }) },
      '`capacity.maxUnits` must be half units',
    ],
    [
      'a pause after a minute',
      { capacity: AuroraCapacity.pausing({ maxUnits: 4, after: Duration.minutes(1) }) },
      '`capacity.after` must be 5 minutes to a day',
    ],
    ['backtrack of PostgreSQL', { backtrack: Duration.hours(1) }, '`backtrack` must be left out'],
    [
      'backtrack of four days',
      { engine: Engine.auroraMysql('8.0'), backtrack: Duration.days(4) },
      '`backtrack` must be up to 72 hours',
    ],
    ['scaling the wrong way', { readerScaling: { min: 3, max: 2 } }, '`readerScaling` must be whole numbers'],
    ['TLS turned off', { clusterParameters: { 'rds.force_ssl': 0 } }, '`clusterParameters.rds.force_ssl` must'],
    ['a cluster setting for instances', { parameters: { 'rds.logical_replication': 1 } }, '`parameters.rds.logical'],
    ['windows that overlap', { maintenanceWindow: 'sun:02:30-sun:03:30' }, '`maintenanceWindow` must be apart from'],
    [
      'insights of a burstable Aurora MySQL',
      {
        engine: Engine.auroraMysql('8.0'),
        insights: 'standard',
        capacity: AuroraCapacity.provisioned(onDemand('db.t4g.medium')),
      },
      '`insights` must be left out for db.t4g.medium',
    ],
  ])('%s', (_name, props, message, stage = 'staging') => {
    expect(() => clusterTemplate(props, stage)).toThrow(`stack/orders: ${message}`);
  });

  it('public subnets', () => {
    const build = () => Template.of((stack) => void clusterIn(stack, { subnets: vpcIn(stack).subnets.public }));
    expect(build).toThrow('`subnets` must be data subnets, which have no route out, got public subnets');
  });
});
