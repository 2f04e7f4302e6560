import { TerraformOutput } from 'cdktf';
import { Cache, CacheAccess, CacheEngine, CacheTopology, onDemandNodes } from '../../lib/cache';
import { Duration, STAGES } from '../../lib/core';
import { SecurityGroup } from '../../lib/network';
import { Key, Principal, Role } from '../../lib/security';
import { Template, testStack } from '../support/template';
import { cacheIn, cacheTemplate, vpcIn } from './fixtures';
import { buildStage, ROWS } from './table';

type Json = Record<string, unknown>;
const GROUP = 'aws_elasticache_replication_group';

describe('a cache', () => {
  it('is made of these resources besides its VPC', () => {
    const addresses = cacheTemplate().addresses();
    expect(
      addresses.filter((address) => /\.sessions_/.test(address)).map((address) => address.replace(/_[0-9A-F]{8}$/, '')),
    ).toEqual([
      'aws_cloudwatch_log_group.sessions_engine-log',
      'aws_cloudwatch_log_group.sessions_slow-log',
      'aws_elasticache_parameter_group.sessions_parameters',
      'aws_elasticache_replication_group.sessions_cache',
      'aws_elasticache_subnet_group.sessions_subnets',
      'aws_elasticache_user.sessions_user-api_user',
      'aws_elasticache_user_group.sessions_users',
      'aws_kms_alias.sessions_key_alias',
      'aws_kms_key.sessions_key',
      'aws_security_group.sessions_security-group',
    ]);
  });

  it.each(STAGES)('speaks TLS only, is encrypted and logged in %s', (stage) => {
    const template = cacheTemplate(stage);
    const cache = template.resource(GROUP);
    const key = expect.stringMatching(/^\$\{aws_kms_key\.sessions_key_\w+\.arn}$/);
    expect(cache).toMatchObject({
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
      at_rest_encryption_enabled: 'true',
      kms_key_id: key,
      port: 6379,
    });
    expect(cache).not.toHaveProperty('auth_token');
    const logs = cache.log_delivery_configuration as Json[];
    expect(logs.map(({ log_type, log_format }) => [log_type, log_format])).toEqual([
      ['slow-log', 'json'],
      ['engine-log', 'json'],
    ]);
    const groups = Object.values(template.resources('aws_cloudwatch_log_group')).filter(({ name }) =>
      String(name).startsWith('/aws/vendedlogs/elasticache/'),
    );
    expect(groups).toHaveLength(2);
    for (const group of groups) expect(group).toMatchObject({ kms_key_id: key });
  });

  it('begins with a snapshot where one is named', () => {
    const restoreFrom = 'automatic.sessions-2026-11-21-02-00';
    expect(cacheTemplate('staging', { restoreFrom }).resource(GROUP).snapshot_name).toBe(restoreFrom);
    expect(() => cacheTemplate('staging', { restoreFrom: 'arn:aws:elasticache:eu-west-1:1:snapshot:s' })).toThrow(
      '`restoreFrom` must be the name of a snapshot, not its ARN',
    );
  });

  it('survives in prod what it need not below', () => {
    expect(cacheTemplate('prod').resource(GROUP)).toMatchObject({
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      snapshot_retention_limit: 14,
      final_snapshot_identifier: expect.stringMatching(/^stack-sessions-[0-9a-f]{8}-\$\{substr\(terraform_data\./),
      lifecycle: { prevent_destroy: true },
    });
    const staging = cacheTemplate('staging').resource(GROUP);
    expect(staging).toMatchObject({ num_cache_clusters: 1, multi_az_enabled: false, snapshot_retention_limit: 3 });
    expect(staging).not.toHaveProperty('final_snapshot_identifier');
    expect(staging).not.toHaveProperty('lifecycle');
  });

  it('logs under a key of its own where the cache has an imported one, which cannot be told of CloudWatch Logs', () => {
    const arn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const template = cacheTemplate('staging', { key: Key.fromArn(arn) });
    expect(template.resource(GROUP)).toMatchObject({ kms_key_id: arn });
    const [logKey] = Object.entries(template.resources('aws_kms_key')).filter(([name]) => name.includes('log-key'));
    expect(logKey?.[1].policy).toContain('logs.eu-west-1.amazonaws.com');
  });

  it('tells its nodes of data tiering where they have it, and only there', () => {
    const tiered = cacheTemplate('staging', { capacity: onDemandNodes('cache.r6gd.xlarge') }).resource(GROUP);
    expect(tiered).toMatchObject({ data_tiering_enabled: true });
    expect(cacheTemplate().resource(GROUP)).not.toHaveProperty('data_tiering_enabled');
  });

  it('writes the parameters that it is given into the group of its family', () => {
    const parameters = {
      evictionPolicy: 'allkeys-lfu',
      idleTimeout: Duration.minutes(5),
      slowLogThreshold: Duration.seconds(0.002),
      keyspaceEvents: 'Ex',
      reservedMemoryPercent: 30,
    };
    const topology = CacheTopology.cluster({ shards: 2, replicasPerShard: 1 });
    const group = cacheTemplate('staging', { parameters, topology }).resource('aws_elasticache_parameter_group');
    expect(group.parameter).toEqual([
      { name: 'cluster-enabled', value: 'yes' },
      { name: 'maxmemory-policy', value: 'allkeys-lfu' },
      { name: 'notify-keyspace-events', value: 'Ex' },
      { name: 'reserved-memory-percent', value: '30' },
      { name: 'slowlog-log-slower-than', value: '2000' },
      { name: 'timeout', value: '300' },
    ]);
  });

  it('gives clients the host that fits its layout', () => {
    const template = Template.of((stack) => {
      const subnets = vpcIn(stack).subnets.data;
      const capacity = onDemandNodes('cache.m7g.large');
      const one = new Cache(stack, 'one', { stage: 'staging', subnets, capacity });
      const topology = CacheTopology.cluster({ shards: 2, replicasPerShard: 1 });
      const many = new Cache(stack, 'many', { subnets, capacity, topology });
      for (const cache of [one, many]) cache.addUser('api', CacheAccess.readOnly('*'));
      const hosts = [one.endpoint, one.readerEndpoint, many.endpoint, many.readerEndpoint];
      new TerraformOutput(stack, 'hosts', { value: hosts });
    });
    const { hosts } = template.json.output as { hosts: { value: string[] } };
    expect(hosts.value.map((text) => text.replace(/_[0-9A-F]{8}/, ''))).toEqual([
      '${aws_elasticache_replication_group.one_cache.primary_endpoint_address}',
      '${aws_elasticache_replication_group.one_cache.reader_endpoint_address}',
      '${aws_elasticache_replication_group.many_cache.configuration_endpoint_address}',
      '${aws_elasticache_replication_group.many_cache.configuration_endpoint_address}',
    ]);
  });

  it('has names that fit ElastiCache, however long its path is', () => {
    const template = Template.of((stack) => {
      const subnets = vpcIn(stack).subnets.data;
      const id = 'a-Very_Long.Name-of-a-cache--that-nobody-would-write';
      const cache = new Cache(stack, id, { subnets, capacity: onDemandNodes('cache.m7g.large') });
      cache.addUser('a-service-with-quite-a-long-name', CacheAccess.readOnly('*'));
    });
    const names = [
      template.resource(GROUP).replication_group_id,
      template.resource('aws_elasticache_user').user_id,
      template.resource('aws_elasticache_user_group').user_group_id,
    ];
    for (const name of names) expect(name).toMatch(/^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/);
  });
});

describe('every engine, version, stage and topology', () => {
  const templates = new Map(
    STAGES.map((stage) => [stage, Template.of((stack) => buildStage(stack, stage), { stage })]),
  );

  it.each(ROWS.map((row) => [row.id, row] as const))('%s', (id, { stage, engine, family, topology }) => {
    const template = templates.get(stage) as Template;
    const of = (type: string): Json => {
      const found = Object.entries(template.resources(type)).filter(([name]) => name.startsWith(`${id}_`));
      expect(found).toHaveLength(1);
      return found[0]?.[1] as Json;
    };
    const cache = of(GROUP);
    const { clusterMode, shards, replicasPerShard, scaling } = topology;
    expect(cache).toMatchObject({
      engine: engine.name,
      engine_version: engine.version,
      automatic_failover_enabled: clusterMode || replicasPerShard > 0,
      multi_az_enabled: replicasPerShard > 0,
      transit_encryption_mode: 'required',
      ...(clusterMode
        ? { cluster_mode: 'enabled', num_node_groups: shards, replicas_per_node_group: replicasPerShard }
        : { num_cache_clusters: replicasPerShard + 1 }),
    });
    const isCopied = topology.availability === 'failover' && !scaling;
    const elsewhere = ['node_type', ...(clusterMode ? ['num_node_groups'] : [])];
    expect(cache.lifecycle ?? {}).toEqual({
      ...(stage === 'prod' && { prevent_destroy: true }),
      ...(scaling && { ignore_changes: [scaling.scaledArgument] }),
      ...(isCopied && { ignore_changes: elsewhere }),
    });
    const parameters = of('aws_elasticache_parameter_group');
    expect(parameters).toMatchObject({
      family,
      name: expect.stringMatching(new RegExp(`-${family}${clusterMode ? '-cluster' : ''}$`)),
    });
    const isClustered = (parameters.parameter as Json[]).some(({ name }) => name === 'cluster-enabled');
    expect(isClustered).toBe(clusterMode);
  });
});

describe('who gets into a cache', () => {
  const statementsOf = (template: Template, role: string): Json[] => {
    const [, policy] =
      Object.entries(template.resources('aws_iam_role_policy')).find(([name]) => name.startsWith(role)) ?? [];
    return JSON.parse((policy as Json).policy as string).Statement;
  };

  it.each([CacheEngine.valkey('8.2'), CacheEngine.redis('7.1')])('is nobody without IAM ($name)', (engine) => {
    const template = cacheTemplate('prod', { engine });
    const users = Object.values(template.resources('aws_elasticache_user'));
    const [byIam, others] = [true, false].map((iam) =>
      users.filter(({ authentication_mode: mode }) => ((mode as Json | undefined)?.type === 'iam') === iam),
    );
    expect(byIam).toHaveLength(1);
    for (const user of byIam ?? []) expect(user.user_name).toBe(user.user_id);
    expect(others).toHaveLength(engine.name === 'redis' ? 1 : 0);
    for (const user of others ?? []) expect(user).toMatchObject({ user_name: 'default', access_string: 'off -@all' });
    const group = template.resource('aws_elasticache_user_group');
    expect(group).toMatchObject({ engine: engine.name });
    expect(group.user_ids).toHaveLength(users.length);
    expect(template.resource(GROUP).user_group_ids).toEqual([expect.stringContaining('aws_elasticache_user_group.')]);
    for (const user of users) expect(user).not.toHaveProperty('passwords');
  });

  it('is a role as one user of one cache', () => {
    const template = Template.of((stack) => {
      const api = new Role(stack, 'api', { assumedBy: Principal.service('pods.eks.amazonaws.com') });
      const cache = cacheIn(stack, 'staging');
      cache.grantConnect(api, cache.addUser('worker', CacheAccess.readOnly('*')));
    });
    expect(statementsOf(template, 'api')).toEqual([
      {
        Effect: 'Allow',
        Action: 'elasticache:Connect',
        Resource: [
          expect.stringMatching(/^\$\{aws_elasticache_replication_group\.sessions_cache_\w+\.arn}$/),
          expect.stringMatching(/^\$\{aws_elasticache_user\.sessions_user-worker_user_\w+\.arn}$/),
        ],
      },
    ]);
  });

  it('is nobody through the security group until allowFrom', () => {
    const rules = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
    for (const type of rules) {
      const closed = Object.keys(cacheTemplate().resources(type)).filter((name) => name.includes('sessions'));
      expect(closed).toEqual([]);
    }
    const template = Template.of((stack) => {
      const cache = cacheIn(stack, 'staging');
      const pods = new SecurityGroup(stack, 'pods', { vpc: vpcIn(stack, ['a'], 'other'), description: 'Pods' });
      cache.allowFrom(pods, 'keeps sessions');
    });
    for (const type of rules) {
      expect(template.resource(type)).toMatchObject({ from_port: 6379, to_port: 6379, description: 'keeps sessions' });
    }
  });

  it('is nobody at all without a user, which is refused at synthesis', () => {
    const stack = testStack();
    const cache = new Cache(stack, 'empty', {
      subnets: vpcIn(stack).subnets.data,
      capacity: onDemandNodes('cache.m7g.large'),
    });
    expect(() => Template.fromStack(stack)).toThrow('[stack/empty] `users` must be at least one, got none');
    cache.addUser('api', CacheAccess.readOnly('*'));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  it.each([
    [
      'a user of another cache',
      'one that this cache made',
      (one: Cache, two: Cache, role: Role) => one.grantConnect(role, two.addUser('other', CacheAccess.readOnly('*'))),
    ],
    [
      'a second user of the same name',
      'a name that no other user of the cache has',
      (one: Cache) => void one.addUser('api', CacheAccess.readOnly('*')),
    ],
    ['the default user', 'and not default', (one: Cache) => void one.addUser('default', CacheAccess.readOnly('*'))],
    [
      'a name in upper case',
      'a name in lower case',
      (one: Cache) => void one.addUser('API', CacheAccess.readOnly('*')),
    ],
  ])('is never %s', (_, message, act) => {
    const stack = testStack();
    const one = cacheIn(stack, 'staging');
    const two = new Cache(stack, 'two', {
      subnets: vpcIn(testStack()).subnets.data,
      capacity: onDemandNodes('cache.m7g.large'),
    });
    const role = new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') });
    expect(() => act(one, two, role)).toThrow(message);
  });
});
