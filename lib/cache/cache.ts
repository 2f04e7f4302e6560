import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group';
import type { TerraformResourceLifecycle } from 'cdktf';
import type { Construct } from 'constructs';
import { finalSnapshotName, physicalName, recordPurchase, tagsOf } from '../core';
import { SecurityGroup } from '../network';
import { type IKey, Key } from '../security';
import { createAlarms } from './alarms';
import { type CachePlan, type CacheProps, planCache } from './cache-props';
import { isTiered } from './capacity';
import { CacheFront } from './front';
import { GlobalDatastore } from './global-datastore';
import { createLogs } from './logs';
import { createParameterGroup } from './parameters';
import { CacheUsers } from './users';

/**
 * A cache of Valkey or Redis OSS on nodes: an ElastiCache replication group in data subnets, reached over TLS only, its
 * keys, values and snapshots encrypted with a KMS key, its slow and engine logs in encrypted log groups. Users log in with
 * IAM, there is no password and nobody named `default` gets in; the security group lets nobody in until `allowFrom`. In prod
 * each shard has a replica in another zone that takes over, a last snapshot is made before a deletion, and Terraform
 * refuses to destroy it.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/encryption.html; AWS FSBP ElastiCache.1 to ElastiCache.7.
 *
 * @throws ValidationError with every fault of the props; at synthesis when it has no user
 */
export class Cache extends CacheFront {
  /** The `aws_elasticache_replication_group`. */
  readonly resource: ElasticacheReplicationGroup;
  /** The group that lets nobody in until `allowFrom`. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts keys and values, snapshots and logs. */
  readonly key: IKey;
  private readonly name: string;
  /** Who may log in. */
  protected readonly users: CacheUsers;
  private readonly plan: CachePlan;
  private datastore: GlobalDatastore | undefined;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    const plan = planCache(this, props);
    this.plan = plan;
    this.name = physicalName(this, 'cache-identifier');
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      vpc: props.subnets.vpc,
      description: 'Cache: lets in whom allowFrom names',
    });
    this.users = new CacheUsers(this, plan.engine);
    this.resource = this.createReplicationGroup(plan);
    recordPurchase(this.resource, props.capacity.purchase);
    plan.topology.scaling?.attach(this, this.resource.id, this.scaledFrom(plan));
    if (props.alarms) createAlarms(this, this.name, plan.topology, plan.nodeType, props.alarms);
  }

  /** The cache's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** The host that clients write to, as a reference: the configuration endpoint in cluster mode, else the primary's. */
  get endpoint(): string {
    return this.plan.topology.clusterMode
      ? this.resource.configurationEndpointAddress
      : this.resource.primaryEndpointAddress;
  }

  /** The host that spreads reads over the replicas, as a reference; in cluster mode clients find replicas by `endpoint`. */
  get readerEndpoint(): string {
    return this.plan.topology.clusterMode
      ? this.resource.configurationEndpointAddress
      : this.resource.readerEndpointAddress;
  }

  /**
   * Makes the cache the primary of a global datastore, which copies it to other regions: see {@link SecondaryCache}. From then
   * on node type, shards and version belong to the datastore, which gets them from this cache's props all the same.
   *
   * @throws ValidationError when ElastiCache copies no such cache: without a replica, with scaling, or on burstable nodes
   */
  toGlobalDatastore(): GlobalDatastore {
    this.datastore ??= new GlobalDatastore(this, this.name, this.plan, this.resource);
    return this.datastore;
  }

  private createReplicationGroup(plan: CachePlan): ElasticacheReplicationGroup {
    const { stage, engine, topology, nodeType, props } = plan;
    const failover = topology.availability === 'failover';
    const parameters = createParameterGroup(this, this.name, engine, topology.clusterMode, props.parameters ?? {});
    return new ElasticacheReplicationGroup(this, 'cache', {
      replicationGroupId: this.name,
      description: this.node.path,
      engine: engine.name,
      engineVersion: engine.version,
      autoMinorVersionUpgrade: 'true',
      parameterGroupName: parameters.name,
      nodeType,
      ...(isTiered(nodeType) && { dataTieringEnabled: true }),
      ...(topology.clusterMode
        ? { clusterMode: 'enabled', numNodeGroups: topology.shards, replicasPerNodeGroup: topology.replicasPerShard }
        : { numCacheClusters: topology.replicasPerShard + 1 }),
      // A cluster resizes and upgrades only with automatic failover, also without replicas.
      automaticFailoverEnabled: failover || topology.clusterMode,
      multiAzEnabled: failover,
      subnetGroupName: this.createSubnetGroup(props).name,
      securityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      atRestEncryptionEnabled: 'true',
      kmsKeyId: this.key.arn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      userGroupIds: [this.users.groupId],
      snapshotRetentionLimit: plan.snapshotDays,
      snapshotName: props.restoreFrom,
      snapshotWindow: plan.snapshotWindow,
      maintenanceWindow: plan.maintenanceWindow,
      finalSnapshotIdentifier: stage === 'prod' ? this.finalSnapshot(plan) : undefined,
      logDeliveryConfiguration: createLogs(this, stage, this.name, this.key),
      tags: tagsOf(this),
      lifecycle: lifecycleOf(plan),
    });
  }

  /** ElastiCache takes 50 characters: the name of the cache, and what tells one life from the next. */
  private finalSnapshot({ engine, topology, props }: CachePlan): string {
    const { restoreFrom, subnets } = props;
    const clusterMode = String(topology.clusterMode);
    const { vpcId } = subnets.vpc;
    const replacedBy = { keyArn: this.key.arn, engine: engine.name, clusterMode, vpcId, restoreFrom };
    return finalSnapshotName(this, this.name, replacedBy);
  }

  private createSubnetGroup({ subnets }: CacheProps): ElasticacheSubnetGroup {
    return new ElasticacheSubnetGroup(this, 'subnets', {
      name: this.name,
      description: this.node.path,
      subnetIds: subnets.ids,
      tags: tagsOf(this),
    });
  }

  /** The fewest shards, or replicas a shard, that scaling goes down to. */
  private scaledFrom({ topology }: CachePlan): number {
    return topology.scaling?.dimension === 'NodeGroups' ? topology.shards : topology.replicasPerShard;
  }
}

/** Kept in prod, and without the number that scaling changes. */
function lifecycleOf({ stage, topology: { scaling } }: CachePlan): TerraformResourceLifecycle | undefined {
  const preventDestroy = stage === 'prod' || undefined;
  const ignoreChanges = scaling && [scaling.scaledArgument];
  return preventDestroy || ignoreChanges ? { preventDestroy, ignoreChanges } : undefined;
}
