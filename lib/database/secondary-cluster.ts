import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { RdsCluster, type RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Construct } from 'constructs';
import { Duration, formerPath, physicalName, type Stage, stageOf, tagsOf } from '../core';
import { SecurityGroup } from '../network';
import { type IKey, Key } from '../security';
import { type DatabaseAlarms, subscribeToEvents } from './alarms';
import { scalingArguments } from './aurora-cluster';
import { createInstances } from './aurora-instances';
import type { ConnectTarget } from './connect';
import { DatabaseEndpoint } from './endpoint';
import type { ClusterEngine } from './engine';
import { createSubnetGroup, keepingArguments } from './foundation';
import type { GlobalDatabase } from './global-database';
import { createLogGroups, DEFAULT_LOG_EXPORTS, insightsArguments, supportsInsights } from './monitoring';
import { createClusterParameterGroup } from './parameters';
import { type SecondaryAuroraClusterProps, validateSecondaryCluster } from './secondary-props';
import { DEFAULT_WINDOWS } from './windows';

/**
 * An Aurora cluster that is a copy of one in another region: clients here read it, and it can be promoted when the other region is
 * lost. It has a key, a security group and instances of its own, and is as guarded as an {@link AuroraCluster}. Its stack has the
 * provider of its region; the primary's stack is deployed first.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attaching.html
 *
 * @throws ValidationError with every fault of the props, or when its stack is in the primary's region
 */
export class SecondaryAuroraCluster<E extends ClusterEngine = ClusterEngine> extends DatabaseEndpoint {
  /** The `aws_rds_cluster`. */
  readonly resource: RdsCluster;
  /** The group of the cluster: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** The key of this region that encrypts everything here. */
  readonly key: IKey;
  /** RDS's name of the cluster, known at synth. */
  readonly identifier: string;
  /** The TCP port: the primary's. */
  readonly port: number;
  private readonly global: GlobalDatabase<E>;

  constructor(scope: Construct, id: string, props: SecondaryAuroraClusterProps<E>) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validateSecondaryCluster(this, stage, props);
    this.global = props.global;
    const { engine, port } = this.global.primary;
    const { parameters } = this.global.settings;
    this.port = port;
    this.identifier = physicalName(this, 'rds-identifier');
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    const { vpc } = props.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      vpc,
      description: `Database ${formerPath(this)}`,
    });
    this.resource = this.createCluster(stage, props);
    createInstances(this, this.resource, stage, { ...props, engine, parameters, key: this.key });
    if (props.alarms) this.watch(props.alarms);
  }

  /** The host name that leads to one of the instances, as a reference. */
  get readerEndpoint(): string {
    return this.resource.readerEndpoint;
  }

  /** Whose users they are: those of the primary, by the copy's own id. */
  protected get connectTarget(): ConnectTarget {
    return { resourceId: this.resource.clusterResourceId, masterUsername: this.global.primary.masterUsername };
  }

  private createCluster(stage: Stage, props: SecondaryAuroraClusterProps<E>): RdsCluster {
    const { engine } = this.global.primary;
    const { clusterParameters, storage } = this.global.settings;
    const keeping = keepingArguments(this, stage, this.identifier, props, { keyArn: this.key.arn });
    return new RdsCluster(this, 'cluster', {
      clusterIdentifier: this.identifier,
      globalClusterIdentifier: this.global.id,
      sourceRegion: this.global.region,
      enableGlobalWriteForwarding: props.writeForwarding ?? false,
      engine: engine.name,
      engineVersion: engine.version,
      dbClusterParameterGroupName: createClusterParameterGroup(this, engine, clusterParameters).name,
      dbSubnetGroupName: createSubnetGroup(this, props.subnets).name,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      storageEncrypted: true,
      kmsKeyId: this.key.arn,
      storageType: storage === 'io-optimized' ? 'aurora-iopt1' : undefined,
      iamDatabaseAuthenticationEnabled: true,
      ...scalingArguments(stage, props),
      ...keeping,
      // Aurora sets it when the cluster joins.
      lifecycle: { ...keeping.lifecycle, ignoreChanges: ['replication_source_identifier'] },
      preferredMaintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
      ...this.observation(stage, props),
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private observation(stage: Stage, { capacity, insights }: SecondaryAuroraClusterProps<E>): Partial<RdsClusterConfig> {
    const { name } = this.global.primary.engine;
    const logs: readonly string[] = this.global.settings.logExports ?? DEFAULT_LOG_EXPORTS[name];
    const supported = supportsInsights(name, capacity.instanceClass);
    return {
      ...insightsArguments(insights ?? (supported ? 'standard' : undefined), this.key),
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: createLogGroups(this, stage, this.key, `/aws/rds/cluster/${this.identifier}`, logs),
    };
  }

  private watch(alarms: DatabaseAlarms): void {
    subscribeToEvents(this, 'db-cluster', this.identifier, alarms);
    const limit = alarms.replicaLag ?? Duration.minutes(1);
    new CloudwatchMetricAlarm(this, 'alarm-global-lag', {
      alarmName: `${this.identifier}-global-lag`,
      alarmDescription: `${this.node.path}: more than ${limit} behind the primary region`,
      namespace: 'AWS/RDS',
      metricName: 'AuroraGlobalDBReplicationLag',
      dimensions: { DBClusterIdentifier: this.identifier },
      statistic: 'Average',
      comparisonOperator: 'GreaterThanThreshold',
      // In milliseconds.
      threshold: limit.toSeconds() * 1000,
      period: Duration.minutes(5).toSeconds(),
      evaluationPeriods: 3,
      alarmActions: [alarms.topicArn],
      okActions: [alarms.topicArn],
      tags: tagsOf(this),
    });
  }
}
