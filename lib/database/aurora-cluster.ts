import { RdsCluster, type RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import type { Construct } from 'constructs';
import { type Stage, tagsOf } from '../core';
import { type DatabaseAlarms, subscribeToEvents } from './alarms';
import { createInstances } from './aurora-instances';
import { type AuroraClusterProps, type InstanceSettings, validateAuroraCluster } from './aurora-props';
import type { CredentialsKind } from './credentials';
import type { ClusterEngine } from './engine';
import { createSubnetGroup, keepingArguments } from './foundation';
import { GlobalDatabase } from './global-database';
import { createLogGroups, DEFAULT_LOG_EXPORTS, insightsArguments, supportsInsights } from './monitoring';
import { createClusterParameterGroup } from './parameters';
import { PrimaryDatabase } from './primary';
import { scaleReaders } from './reader-scaling';
import { DEFAULT_WINDOWS } from './windows';

/**
 * An Aurora cluster, provisioned or Serverless v2, with the guards of a {@link Database}: data subnets, a security group that
 * lets nobody in until `allowFrom`, everything encrypted with a key, connections without TLS refused, login by IAM
 * (`grantConnect`), the master password in no plan and no state. Its instances are spread over zones; in prod there are two
 * at least, and neither RDS nor Terraform delete the cluster.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.BestPractices.Security.html; AWS FSBP RDS.2 to RDS.40.
 *
 * @throws ValidationError with every fault of the props, or when the stage is not the stack's
 */
export class AuroraCluster<
  E extends ClusterEngine = ClusterEngine,
  C extends CredentialsKind = 'managed',
> extends PrimaryDatabase<E> {
  /** The `aws_rds_cluster`. */
  readonly resource: RdsCluster;
  /** Who makes the master password. */
  readonly credentialsKind: C;
  private readonly props: AuroraClusterProps<E, C>;
  private globalDatabase: GlobalDatabase<E> | undefined;

  constructor(scope: Construct, id: string, props: AuroraClusterProps<E, C>) {
    super(scope, id, props, (self, stage) => validateAuroraCluster(self, stage, props));
    this.props = props;
    this.credentialsKind = (props.credentials?.kind ?? 'managed') as C;
    this.resource = this.createCluster(props);
    const instances = createInstances(this, this.resource, this.stage, { ...props, key: this.key });
    if (props.readerScaling) scaleReaders(this, this.resource.clusterIdentifier, props.readerScaling, instances);
    this.finishCredentials(props);
    if (props.alarms) this.watch(props.alarms);
  }

  /** The host name of the instance that writes, as a reference. */
  get endpoint(): string {
    return this.resource.endpoint;
  }

  /** The host name that leads to one of the readers, as a reference. */
  get readerEndpoint(): string {
    return this.resource.readerEndpoint;
  }

  /** What a proxy in front of it is told. */
  get proxyTarget(): { readonly dbClusterIdentifier: string } {
    return { dbClusterIdentifier: this.resource.clusterIdentifier };
  }

  /** The id that IAM knows it by. */
  protected get resourceId(): string {
    return this.resource.clusterResourceId;
  }

  /** The host that writes. */
  protected get host(): string {
    return this.endpoint;
  }

  /** The secret that RDS makes for the master user. */
  protected get managedSecretArn(): string {
    return this.resource.masterUserSecret.get(0).secretArn;
  }

  /**
   * Makes the cluster the primary of an Aurora global database, which copies it to other regions within a second as a rule: see
   * {@link SecondaryAuroraCluster}. It does not compile with managed credentials: RDS manages no master password of a member.
   *
   * @throws ValidationError when Aurora copies no such cluster: with managed credentials, on burstable or pausing instances, with
   * backtrack, or in the middle of a major upgrade
   */
  toGlobalDatabase(this: AuroraCluster<E, 'rotated'>): GlobalDatabase<E> {
    this.globalDatabase ??= new GlobalDatabase(this, this.props);
    return this.globalDatabase;
  }

  private createCluster(props: AuroraClusterProps<E, C>): RdsCluster {
    return new RdsCluster(this, 'cluster', {
      clusterIdentifier: this.identifier,
      engine: props.engine.name,
      engineVersion: props.engine.version,
      allowMajorVersionUpgrade: props.upgradeFrom === undefined ? undefined : true,
      dbClusterParameterGroupName: createClusterParameterGroup(this, props.engine, props.clusterParameters).name,
      dbSubnetGroupName: createSubnetGroup(this, props.subnets).name,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      port: this.port,
      storageEncrypted: true,
      kmsKeyId: this.key.arn,
      storageType: props.storage === 'io-optimized' ? 'aurora-iopt1' : undefined,
      backtrackWindow: props.backtrack?.toSeconds(),
      ...scalingArguments(this.stage, props),
      ...this.login(props),
      ...beginningArguments(props),
      ...this.keeping(props),
      preferredBackupWindow: props.backupWindow ?? DEFAULT_WINDOWS.backup,
      preferredMaintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
      ...this.observation(props),
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private keeping(props: AuroraClusterProps<E, C>): Partial<RdsClusterConfig> {
    return keepingArguments(this, this.stage, this.identifier, props, this.replacedBy(props));
  }

  private login({ restore }: AuroraClusterProps<E, C>): Partial<RdsClusterConfig> {
    const password = this.masterPassword
      ? { masterPasswordWo: this.masterPassword.value, masterPasswordWoVersion: this.masterPassword.version }
      : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: this.key.arn };
    // A restored cluster keeps the user that it was made with.
    const masterUsername = restore === undefined ? this.masterUsername : undefined;
    return { masterUsername, iamDatabaseAuthenticationEnabled: true, ...password };
  }

  private observation(props: AuroraClusterProps<E, C>): Partial<RdsClusterConfig> {
    const { name } = props.engine;
    const logs: readonly string[] = props.logExports ?? DEFAULT_LOG_EXPORTS[name];
    const supported = supportsInsights(name, props.capacity.instanceClass);
    return {
      ...insightsArguments(props.insights ?? (supported ? 'standard' : undefined), this.key),
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: createLogGroups(this, this.stage, this.key, `/aws/rds/cluster/${this.identifier}`, logs),
    };
  }

  private watch(alarms: DatabaseAlarms): void {
    subscribeToEvents(this, 'db-cluster', this.identifier, alarms);
  }
}

/** The bounds of Serverless v2, which belong to the cluster although instances use them. */
export function scalingArguments(
  stage: Stage,
  props: Pick<InstanceSettings, 'capacity' | 'instances'>,
): Partial<RdsClusterConfig> {
  const all = [props.capacity, ...(props.instances ?? []).flatMap(({ capacity }) => capacity ?? [])];
  const serverless = all.find(({ units }) => units !== undefined);
  if (serverless?.units === undefined) return {};
  const { minUnits: minCapacity, maxUnits: maxCapacity } = serverless.units;
  const pause = stage === 'prod' ? undefined : serverless.pausesAfter?.toSeconds();
  return { serverlessv2ScalingConfiguration: { minCapacity, maxCapacity, secondsUntilAutoPause: pause } };
}

function beginningArguments({
  restore,
  databaseName,
}: Pick<AuroraClusterProps, 'restore' | 'databaseName'>): Partial<RdsClusterConfig> {
  if (restore?.source === undefined) return { databaseName, snapshotIdentifier: restore?.snapshot };
  const { source: sourceClusterIdentifier, time: restoreToTime } = restore;
  const when = restoreToTime === undefined ? { useLatestRestorableTime: true } : { restoreToTime };
  return { restoreToPointInTime: { sourceClusterIdentifier, ...when } };
}
