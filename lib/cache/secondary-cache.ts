import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import type { Construct } from 'constructs';
import { Faults, ON_DEMAND, physicalName, recordPurchase, type Stage, stageOf, tagsOf } from '../core';
import { checkDataPlace, SecurityGroup, type Subnets } from '../network';
import { type IKey, Key } from '../security';
import { type CacheAlarms, checkAlarms, createAlarms } from './alarms';
import { type CacheCapacity, checkNodePurchase } from './capacity';
import { CacheFront } from './front';
import type { GlobalDatastore } from './global-datastore';
import { createLogs } from './logs';
import { type CacheReplicas, CacheTopology } from './topology';
import { CacheUsers } from './users';
import { type CacheMaintenanceWindow, checkMaintenanceWindow, DEFAULT_CACHE_WINDOWS } from './windows';

/** What a {@link SecondaryCache} is made of. Engine, nodes, shards and TLS come from the datastore. */
export interface SecondaryCacheProps {
  /** The datastore that it joins: `cache.toGlobalDatastore()` of another region. */
  readonly datastore: GlobalDatastore;
  /** Where the nodes are: data subnets of two zones or more. */
  readonly subnets: Subnets<'data'>;
  /** How many copies each shard has here besides its first. @default 1 */
  readonly replicas?: CacheReplicas;
  /** How its nodes are paid for: reservations hold in one region. @default by the hour */
  readonly purchase?: CacheCapacity['purchase'];
  /** The key of this region that encrypts keys, values and logs. It cannot be changed later. @default a key of its own */
  readonly key?: IKey;
  /** When ElastiCache may change the nodes. @default 'sun:03:30-sun:04:30' */
  readonly maintenanceWindow?: CacheMaintenanceWindow;
  /** Who is told of evictions, full memory, lag, a busy engine and connections running out. @default nobody */
  readonly alarms?: CacheAlarms;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

/**
 * A cache that is a copy of one in another region: clients here read it, and it can be promoted when the other region is lost.
 * It has users, a security group and a key of its own, and is as closed as a {@link Cache}. Its stack has the provider of its
 * region; the datastore's stack is deployed first.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 *
 * @throws ValidationError with every fault of the props; at synthesis when it has no user
 */
export class SecondaryCache extends CacheFront {
  /** The `aws_elasticache_replication_group`. */
  readonly resource: ElasticacheReplicationGroup;
  /** The group that lets nobody in until `allowFrom`. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts keys, values and logs. */
  readonly key: IKey;
  private readonly name: string;
  /** Who may log in. */
  protected readonly users: CacheUsers;
  private readonly clusterMode: boolean;

  constructor(scope: Construct, id: string, props: SecondaryCacheProps) {
    super(scope, id);
    const stage = validate(this, props);
    const { datastore, alarms, replicas = 1 } = props;
    this.name = physicalName(this, 'cache-identifier');
    this.clusterMode = datastore.topology.clusterMode;
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      vpc: props.subnets.vpc,
      description: 'Cache: lets in whom allowFrom names',
    });
    this.users = new CacheUsers(this, datastore.engine);
    this.resource = this.createReplicationGroup(stage, replicas, props);
    recordPurchase(this.resource, props.purchase ?? ON_DEMAND);
    if (alarms) createAlarms(this, this.name, layoutOf(datastore, replicas), datastore.nodeType, alarms);
  }

  /** The cache's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** The host that clients read from, as a reference. */
  get readerEndpoint(): string {
    return this.clusterMode ? this.resource.configurationEndpointAddress : this.resource.readerEndpointAddress;
  }

  private createReplicationGroup(
    stage: Stage,
    replicas: CacheReplicas,
    { datastore, subnets, maintenanceWindow = DEFAULT_CACHE_WINDOWS.maintenance }: SecondaryCacheProps,
  ): ElasticacheReplicationGroup {
    const subnetGroup = new ElasticacheSubnetGroup(this, 'subnets', {
      name: this.name,
      description: this.node.path,
      subnetIds: subnets.ids,
      tags: tagsOf(this),
    });
    return new ElasticacheReplicationGroup(this, 'cache', {
      replicationGroupId: this.name,
      description: this.node.path,
      globalReplicationGroupId: datastore.id,
      autoMinorVersionUpgrade: 'true',
      ...(this.clusterMode ? { replicasPerNodeGroup: replicas } : { numCacheClusters: replicas + 1 }),
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      kmsKeyId: this.key.arn,
      userGroupIds: [this.users.groupId],
      maintenanceWindow,
      logDeliveryConfiguration: createLogs(this, stage, this.name, this.key),
      tags: tagsOf(this),
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }
}

/** The datastore's shards with this region's replicas: what alarms look at. */
function layoutOf({ topology }: GlobalDatastore, replicas: CacheReplicas): CacheTopology {
  if (!topology.clusterMode) return CacheTopology.replicated({ replicas });
  return CacheTopology.cluster({ shards: topology.shards, replicasPerShard: replicas });
}

function validate(scope: Construct, props: SecondaryCacheProps): Stage {
  const { subnets, alarms, maintenanceWindow = DEFAULT_CACHE_WINDOWS.maintenance } = props;
  const faults = new Faults(scope);
  const stage = faults.attempt('stage', () => stageOf(scope, props.stage)) ?? 'prod';
  checkDataPlace(faults, scope, subnets, 'ElastiCache');
  faults.check(new Set(subnets.availabilityZones).size >= 2, {
    prop: 'subnets',
    expected: 'in two zones or more: a replica in the same zone is lost with its primary',
    got: subnets.availabilityZones,
    fix: 'Add a zone to the VPC: nothing that exists moves.',
  });
  const { nodeType, engine } = props.datastore;
  checkNodePurchase(faults, { nodeType, purchase: props.purchase ?? ON_DEMAND }, engine);
  faults.attempt('replicas', () => layoutOf(props.datastore, props.replicas ?? 1));
  checkMaintenanceWindow(faults, maintenanceWindow);
  if (alarms) checkAlarms(faults, alarms);
  faults.throwIfAny();
  return stage;
}
