import { TerraformOutput } from 'cdktf';
import { CacheAccess } from '../../lib/cache';
import { Duration, Size, STAGES, type Stage } from '../../lib/core';
import { SecurityGroup } from '../../lib/network';
import { Principal, Role } from '../../lib/security';
import { Template, testStack } from '../support/template';
import { type Loose, serverlessIn, serverlessTemplate, vpcIn } from './fixtures';
import { buildStage, ENGINES } from './table';

type Json = Record<string, unknown>;
const TYPE = 'aws_elasticache_serverless_cache';
const templates = new Map(STAGES.map((stage) => [stage, Template.of((stack) => buildStage(stack, stage), { stage })]));

describe('a serverless cache', () => {
  it('is encrypted, bounded and closed', () => {
    const cache = serverlessTemplate().resource(TYPE);
    expect(cache).toMatchObject({
      engine: 'valkey',
      major_engine_version: '8',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.sessions_key_\w+\.arn}$/),
      cache_usage_limits: [{ data_storage: [{ maximum: 10, unit: 'GB' }], ecpu_per_second: [{ maximum: 5000 }] }],
      daily_snapshot_time: '02:00',
      snapshot_retention_limit: 3,
      user_group_id: expect.stringContaining('aws_elasticache_user_group.'),
      security_group_ids: [expect.stringContaining('aws_security_group.sessions_security-group')],
    });
    expect(cache.subnet_ids).toHaveLength(2);
  });

  it('is kept in prod', () => {
    expect(serverlessTemplate('prod').resource(TYPE)).toMatchObject({
      snapshot_retention_limit: 14,
      lifecycle: { prevent_destroy: true },
    });
    expect(serverlessTemplate('staging').resource(TYPE)).not.toHaveProperty('lifecycle');
  });

  it('asks for no time of a snapshot that is not made', () => {
    const cache = serverlessTemplate('sandbox', { snapshotRetention: Duration.days(0) }).resource(TYPE);
    expect(cache).toMatchObject({ snapshot_retention_limit: 0 });
    expect(cache).not.toHaveProperty('daily_snapshot_time');
  });

  it.each(STAGES.flatMap((stage) => ENGINES.map(([name, engine]) => [stage, name, engine] as const)))(
    'is made in %s of %s',
    (stage, name, engine) => {
      const template = templates.get(stage) as Template;
      const [, cache] =
        Object.entries(template.resources(TYPE)).find(([id]) => id.startsWith(`${stage}-${name}-`)) ?? [];
      expect(cache).toMatchObject({ engine: engine.name, major_engine_version: engine.version.split('.')[0] });
    },
  );

  it('lets a role in as one user, by both ports', () => {
    const template = Template.of((stack) => {
      const api = new Role(stack, 'api', { assumedBy: Principal.service('pods.eks.amazonaws.com') });
      const pods = new SecurityGroup(stack, 'pods', { vpc: vpcIn(stack, ['a', 'b'], 'other'), description: 'Pods' });
      const cache = serverlessIn(stack, 'staging');
      cache.grantConnect(api, cache.addUser('worker', CacheAccess.readOnly('*')));
      cache.allowFrom(pods, 'keeps sessions');
      new TerraformOutput(stack, 'hosts', { value: [cache.endpoint, cache.readerEndpoint] });
    });
    const [, policy] =
      Object.entries(template.resources('aws_iam_role_policy')).find(([id]) => id.startsWith('api')) ?? [];
    expect(JSON.parse((policy as Json).policy as string).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'elasticache:Connect',
        Resource: [
          expect.stringMatching(/^\$\{aws_elasticache_serverless_cache\.sessions_cache_\w+\.arn}$/),
          expect.stringMatching(/^\$\{aws_elasticache_user\.sessions_user-worker_user_\w+\.arn}$/),
        ],
      },
    ]);
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']) {
      expect(template.resource(type)).toMatchObject({ from_port: 6379, to_port: 6380 });
    }
    const { hosts } = template.json.output as { hosts: { value: string[] } };
    expect(hosts.value).toEqual([
      expect.stringMatching(/\.endpoint\[0]\.address}$/),
      expect.stringMatching(/\.reader_endpoint\[0]\.address}$/),
    ]);
  });

  const limits = { storage: Size.gibibytes(10), ecpuPerSecond: 5000 };
  it.each<[string, Stage, Loose<Parameters<typeof serverlessIn>[2]>, string]>([
    ['one zone', 'staging', { subnets: vpcIn(testStack(), ['a']).subnets.data }, 'in two or three zones'],
    ['four zones', 'staging', { subnets: vpcIn(testStack(), ['a', 'b', 'c', 'd']).subnets.data }, 'two or three zones'],
    ['private subnets', 'staging', { subnets: vpcIn(testStack()).subnets.private }, 'must be data subnets'],
    [
      'no storage',
      'staging',
      { limits: { ...limits, storage: Size.gibibytes(0) } },
      '`limits.storage` must be 1 to 5000',
    ],
    ['half a GiB', 'staging', { limits: { ...limits, storage: Size.gibibytes(1.5) } }, '`limits.storage`'],
    [
      'a minimum above the maximum',
      'staging',
      { limits: { ...limits, minimumStorage: Size.gibibytes(11) } },
      '`limits.minimumStorage` must be 1 to 10 whole GiB, got 11',
    ],
    ['too few ECPUs', 'staging', { limits: { ...limits, ecpuPerSecond: 999 } }, '`limits.ecpuPerSecond`'],
    [
      'a minimum of ECPUs above the maximum',
      'staging',
      { limits: { ...limits, minimumEcpuPerSecond: 6000 } },
      '`limits.minimumEcpuPerSecond` must be 1000 to 5000',
    ],
    ['a snapshot by its name', 'staging', { restoreFrom: 'sessions' }, '`restoreFrom` must be the ARN of a snapshot'],
    ['a time that there is not', 'staging', { snapshotTime: '24:00' }, '`snapshotTime`'],
    ['snapshots kept too short in prod', 'prod', { snapshotRetention: Duration.days(1) }, '7 to 35 whole days in prod'],
    [
      'an alarm beyond the limit',
      'staging',
      { alarms: { topicArn: 'arn:x', limitPercent: 120 } },
      '`alarms.limitPercent`',
    ],
    ['another stage than the stack has', 'prod', { stage: 'sandbox' }, '`stage` must be the stage of its stack, prod'],
  ])('refuses %s', (_, stage, props, message) => {
    expect(() => serverlessIn(testStack({ stage }), stage, props)).toThrow(message);
  });
});
