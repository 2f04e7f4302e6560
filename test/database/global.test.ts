import type { TerraformStack } from 'cdktf';
import type { Stage } from '../../lib/core';
import { Duration } from '../../lib/core';
import {
  AuroraCapacity,
  type ClusterEngine,
  Engine,
  onDemand,
  SecondaryAuroraCluster,
  type SecondaryAuroraClusterProps,
} from '../../lib/database';
import { Template, testStack } from '../support/template';
import {
  buildGlobal,
  clusterIn,
  clusterName,
  GLOBAL_MATRIX,
  type LooseProps,
  rotatedClusterIn,
} from './aurora-fixtures';
import { roleIn, vpcIn } from './fixtures';

const CAPACITY = AuroraCapacity.provisioned(onDemand('db.r7g.large'));
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:alarms';

type Loose = Partial<Record<keyof SecondaryAuroraClusterProps, unknown>>;

/** A primary in eu-west-1 and its copy in eu-central-1. */
function globalIn(stage: Stage, primary: LooseProps = {}, secondary: Loose = {}, region = 'eu-central-1') {
  const home = testStack({ stage }, 'home');
  const away = testStack({ stage, region }, 'away');
  const global = rotatedClusterIn(home, primary).toGlobalDatabase();
  const props = { global, subnets: vpcIn(away).subnets.data, capacity: CAPACITY, ...secondary };
  const copy = new SecondaryAuroraCluster(away, 'copy', props as SecondaryAuroraClusterProps<ClusterEngine>);
  return { home, away, global, copy };
}

const template = (stack: TerraformStack): Template => Template.fromStack(stack);

describe('a global database', () => {
  it('begins with a cluster that is there, and is kept in prod', () => {
    const { home } = globalIn('prod');
    expect(template(home).resource('aws_rds_global_cluster')).toMatchObject({
      global_cluster_identifier: expect.stringMatching(/^home-orders-[0-9a-f]{8}$/),
      source_db_cluster_identifier: expect.stringMatching(/^\$\{aws_rds_cluster\..*\.arn}$/),
      deletion_protection: true,
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(template(home).resource('aws_rds_cluster').lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ['global_cluster_identifier'],
    });
  });

  it('can be deleted in the sandbox', () => {
    const global = template(globalIn('sandbox').home).resource('aws_rds_global_cluster');
    expect(global).toMatchObject({ deletion_protection: false, force_destroy: true });
    expect(global).not.toHaveProperty('lifecycle');
  });

  it('is made once', () => {
    const cluster = rotatedClusterIn(testStack());
    expect(cluster.toGlobalDatabase()).toBe(cluster.toGlobalDatabase());
  });

  it.each<[string, LooseProps, string]>([
    ['managed credentials', { credentials: undefined }, '`credentials` must be rotated'],
    [
      'burstable instances',
      { capacity: AuroraCapacity.provisioned(onDemand('db.t4g.large')) },
      '`capacity` must be a class of db.r',
    ],
    [
      'instances that pause',
      { capacity: AuroraCapacity.pausing({ maxUnits: 4 }) },
      '`capacity` must be a class of db.r',
    ],
    [
      'a burstable reader',
      { instances: [{ zone: 'a' }, { zone: 'b', capacity: AuroraCapacity.provisioned(onDemand('db.t4g.large')) }] },
      '`capacity` must be a class of db.r',
    ],
    ['backtrack', { engine: Engine.auroraMysql('8.0'), backtrack: Duration.hours(1) }, '`backtrack` must be left out'],
    ['a major upgrade', { upgradeFrom: Engine.auroraPostgres('16') }, '`upgradeFrom` must be left out'],
  ])('takes no cluster with %s', (_name, props, message) => {
    expect(() => rotatedClusterIn(testStack(), props).toGlobalDatabase()).toThrow(message);
  });
});

describe('a copy in another region', () => {
  it('is as guarded as its primary, in prod as below', () => {
    const copy = template(globalIn('prod').away);
    expect(copy.resource('aws_rds_cluster')).toMatchObject({
      engine: 'aurora-postgresql',
      storage_encrypted: true,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
      iam_database_authentication_enabled: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      delete_automated_backups: false,
      copy_tags_to_snapshot: true,
      backup_retention_period: 14,
      port: 5433,
      source_region: 'eu-west-1',
      enable_global_write_forwarding: false,
      enabled_cloudwatch_logs_exports: ['postgresql'],
      lifecycle: { prevent_destroy: true, ignore_changes: ['replication_source_identifier'] },
    });
    expect(copy.resource('aws_rds_cluster_parameter_group')).toMatchObject({
      family: 'aurora-postgresql17',
      parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' }],
    });
    expect(Object.values(copy.resources('aws_rds_cluster_instance'))).toHaveLength(2);
    expect(copy.resources('aws_vpc_security_group_ingress_rule')).toEqual({});
  });

  it('has no user and no password of its own', () => {
    const cluster = template(globalIn('staging').away).resource('aws_rds_cluster');
    for (const absent of [
      'master_username',
      'master_password',
      'master_password_wo',
      'manage_master_user_password',
      'database_name',
    ]) {
      expect(cluster).not.toHaveProperty(absent);
    }
  });

  it('lets the primary’s users in by its own id', () => {
    const { away, copy } = globalIn('staging');
    const role = roleIn(away, 'api');
    copy.grantConnect(role, 'api_user');
    expect(JSON.stringify(template(away).resources('aws_iam_role_policy'))).toContain('dbuser:${aws_rds_cluster.');
    expect(() => copy.grantConnect(role, 'dbowner')).toThrow('`user` must be another than the master user');
  });

  it('tells when it lags behind', () => {
    const alarms = { topicArn: TOPIC, replicaLag: Duration.seconds(30) };
    const { away } = globalIn('staging', {}, { alarms });
    expect(Object.values(template(away).resources('aws_cloudwatch_metric_alarm'))).toContainEqual(
      expect.objectContaining({
        metric_name: 'AuroraGlobalDBReplicationLag',
        threshold: 30_000,
        alarm_actions: [TOPIC],
      }),
    );
    expect(template(away).resource('aws_db_event_subscription')).toMatchObject({ source_type: 'db-cluster' });
  });

  it('may forward what is written to the primary', () => {
    const { away } = globalIn('staging', {}, { writeForwarding: true });
    expect(template(away).resource('aws_rds_cluster').enable_global_write_forwarding).toBe(true);
  });

  it('is not in the primary’s region', () => {
    expect(() => globalIn('staging', {}, {}, 'eu-west-1')).toThrow(
      '`global` must be a global database whose primary is in another region than this stack, got home/orders in eu-west-1',
    );
  });

  it.each(['public', 'private'] as const)('is not in a %s subnet', (tier) => {
    const away = testStack({ region: 'eu-central-1' }, 'away');
    expect(() => globalIn('staging', {}, { subnets: vpcIn(away).subnets[tier] })).toThrow(
      '`subnets` must be data subnets, which have no route out',
    );
  });

  it('does not pause', () => {
    expect(() => globalIn('staging', {}, { capacity: AuroraCapacity.pausing({ maxUnits: 4 }) })).toThrow(
      '`capacity` must be a class of db.r or serverless units that do not pause',
    );
  });

  it.each(GLOBAL_MATRIX.map((combination) => [clusterName(combination), combination] as const))(
    '%s',
    (_name, combination) => {
      const home = testStack({ stage: combination.stage }, 'home');
      const away = testStack({ stage: combination.stage, region: 'eu-central-1' }, 'away');
      buildGlobal(home, away, combination);
      expect(template(away).resource('aws_rds_cluster_parameter_group').family).toBe(combination.family);
      expect(template(away).resource('aws_rds_cluster').global_cluster_identifier).toMatch(
        /^\$\{data\.terraform_remote_state\./,
      );
    },
  );
});

it('a cluster alone keeps its managed credentials', () => {
  const cluster = clusterIn(testStack());
  expect(cluster.credentialsKind).toBe('managed');
});
