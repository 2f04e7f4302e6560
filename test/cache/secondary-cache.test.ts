import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import {
  type Cache,
  CacheAccess,
  CacheEngine,
  type CacheReplicas,
  CacheScaling,
  CacheTopology,
  onDemandNodes,
  SecondaryCache,
  type SecondaryCacheProps,
} from '../../lib/cache';
import { configureStack, type Stage } from '../../lib/core';
import { Template, testStack } from '../support/template';
import { cacheIn, type Loose, vpcIn } from './fixtures';

type Json = Record<string, unknown>;
const cluster = CacheTopology.cluster({ shards: 3, replicasPerShard: 1 });
const replicated = CacheTopology.replicated({ replicas: 1 });

/** A stack of one region, in an app with another. */
function regionStack(app: App, region: string, stage: Stage): TerraformStack {
  const stack = new TerraformStack(app, `shop-${region}`);
  new AwsProvider(stack, 'aws', { region });
  configureStack(stack, { stage, accountId: '123456789012', region });
  return stack;
}

/** The JSON of two regions' stacks: the primary's and the copy's. */
function twoRegions(
  topology: CacheTopology,
  stage: Stage,
  props: Loose<SecondaryCacheProps> = {},
): [Template, Template] {
  const app = new App();
  const here = regionStack(app, 'eu-west-1', stage);
  const there = regionStack(app, 'eu-central-1', stage);
  const datastore = cacheIn(here, stage, { topology }).toGlobalDatastore();
  const all = { datastore, subnets: vpcIn(there).subnets.data, ...props };
  new SecondaryCache(there, 'copy', all as SecondaryCacheProps).addUser('api', CacheAccess.readOnly('*'));
  there.prepareStack();
  return [Template.fromStack(here), Template.fromStack(there)];
}

describe('a global datastore', () => {
  it('gets what its caches have in common from its primary', () => {
    const [here] = twoRegions(cluster, 'prod');
    const cache = here.resource('aws_elasticache_replication_group');
    expect(here.resource('aws_elasticache_global_replication_group')).toMatchObject({
      global_replication_group_id_suffix: cache.replication_group_id,
      primary_replication_group_id: expect.stringMatching(
        /^\$\{aws_elasticache_replication_group\.sessions_cache_\w+\.id}$/,
      ),
      automatic_failover_enabled: true,
      cache_node_type: cache.node_type,
      engine_version: cache.engine_version,
      parameter_group_name: here.resource('aws_elasticache_parameter_group').name,
      num_node_groups: 3,
      lifecycle: { prevent_destroy: true },
    });
    expect(cache.lifecycle).toEqual({ prevent_destroy: true, ignore_changes: ['node_type', 'num_node_groups'] });
  });

  it('is one, however often it is asked for', () => {
    const cache = cacheIn(testStack(), 'staging', { topology: replicated });
    expect(cache.toGlobalDatastore()).toBe(cache.toGlobalDatastore());
  });

  it.each<[string, Parameters<typeof cacheIn>[2], string]>([
    ['a cache without a replica', {}, '`topology` must be with a replica a shard in a global datastore'],
    [
      'a cache with scaling',
      {
        topology: CacheTopology.cluster({
          shards: 2,
          replicasPerShard: 1,
          scaling: CacheScaling.shards({ maximum: 4 }),
        }),
      },
      '`topology.scaling` must be left out in a global datastore',
    ],
    [
      'burstable nodes',
      { topology: replicated, capacity: onDemandNodes('cache.t4g.medium') },
      '`capacity.nodeType` must be a large node or larger in a global datastore, got cache.t4g.medium',
    ],
  ])('refuses %s', (_, props, message) => {
    const cache: Cache = cacheIn(testStack(), 'staging', props);
    expect(() => cache.toGlobalDatastore()).toThrow(message);
  });
});

describe('a secondary cache', () => {
  it.each([
    ['without cluster mode', replicated, { num_cache_clusters: 3 }],
    ['in cluster mode', cluster, { replicas_per_node_group: 2 }],
  ])('joins the datastore of another region %s', (_, topology, layout) => {
    const [, there] = twoRegions(topology, 'prod', { replicas: 2 });
    const copy = there.resource('aws_elasticache_replication_group');
    expect(copy).toMatchObject({
      global_replication_group_id: expect.stringContaining('data.terraform_remote_state.'),
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      kms_key_id: expect.stringContaining('aws_kms_key.copy_key'),
      user_group_ids: [expect.stringContaining('aws_elasticache_user_group.copy_users')],
      lifecycle: { prevent_destroy: true },
      ...layout,
    });
    // The provider refuses what the datastore decides.
    for (const argument of ['engine', 'engine_version', 'node_type', 'parameter_group_name', 'num_node_groups']) {
      expect(copy).not.toHaveProperty(argument);
    }
    for (const argument of ['transit_encryption_enabled', 'transit_encryption_mode', 'at_rest_encryption_enabled']) {
      expect(copy).not.toHaveProperty(argument);
    }
  });

  it('has users of its region, by IAM only', () => {
    const app = new App();
    const there = regionStack(app, 'eu-central-1', 'staging');
    const here = regionStack(app, 'eu-west-1', 'staging');
    const cache = cacheIn(here, 'staging', { topology: replicated, engine: CacheEngine.redis('7.1') });
    const copy = new SecondaryCache(there, 'copy', {
      datastore: cache.toGlobalDatastore(),
      subnets: vpcIn(there).subnets.data,
    });
    expect(() => copy.grantConnect({} as never, cache.addUser('other', CacheAccess.readOnly('*')))).toThrow(
      '`user` must be one that this cache made',
    );
    copy.addUser('api', CacheAccess.readOnly('*'));
    const users = Object.values(Template.fromStack(there).resources('aws_elasticache_user'));
    expect(
      users.map(({ access_string, authentication_mode: mode }) => [(mode as Json | undefined)?.type, access_string]),
    ).toEqual(
      expect.arrayContaining([
        [undefined, 'off -@all'],
        ['iam', expect.stringMatching(/^on ~\* -@all /)],
      ]),
    );
  });

  it.each<[string, Loose<SecondaryCacheProps>, string]>([
    ['one zone', { subnets: vpcIn(testStack(), ['a']).subnets.data }, '`subnets` must be in two zones or more'],
    ['public subnets', { subnets: vpcIn(testStack()).subnets.public }, '`subnets` must be data subnets'],
    ['six replicas', { replicas: 6 as CacheReplicas }, '`replicas` must be 0 to 5'],
    ['a window of minutes', { maintenanceWindow: 'sun:04:00-sun:04:10' }, '`maintenanceWindow`'],
    ['another stage than the stack has', { stage: 'prod' }, '`stage` must be the stage of its stack, staging'],
  ])('refuses %s', (_, props, message) => {
    expect(() => twoRegions(replicated, 'staging', props)).toThrow(message);
  });
});

it('says how the copy is paid for, in its own region, and refuses what is not sold', () => {
  const reserved = { option: 'reserved', term: '1y', payment: 'no-upfront' };
  const [here, there] = twoRegions(replicated, 'prod', { purchase: reserved });
  const path = '//.rampart.purchase';
  expect(there.resource('aws_elasticache_replication_group')).toHaveProperty(path, reserved);
  expect(here.resource('aws_elasticache_replication_group')).not.toHaveProperty(path);
  expect(() => twoRegions(replicated, 'prod', { purchase: { option: 'spot' } })).toThrow(/got spot/);
});
