import { RdsCluster, type RdsClusterConfig } from '@cdktf/provider-aws/lib/rds-cluster';
import { Construct } from 'constructs';
import { type Grantee, physicalName, type Stage, stageOf, tagsOf } from '../core';
import { type Connectable, Port, SecurityGroup, type Subnets } from '../network';
import { type IKey, Key, SecretRef } from '../security';
import { type DatabaseAlarms, subscribeToEvents } from './alarms';
import { createInstances } from './aurora-instances';
import { type AuroraClusterProps, validateAuroraCluster } from './aurora-props';
import { grantConnect, grantReadManagedSecret } from './connect';
import type { ClusterEngine, Engine } from './engine';
import { backupRetentionDays, createSubnetGroup, DEFAULT_MASTER_USERNAME } from './foundation';
import { MasterPassword } from './master-password';
import { createLogGroups, DEFAULT_LOG_EXPORTS, insightsArguments, supportsInsights } from './monitoring';
import { createClusterParameterGroup } from './parameters';
import { DatabaseProxy, type DatabaseProxyOptions } from './proxy';
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
export class AuroraCluster<E extends ClusterEngine = ClusterEngine> extends Construct implements Connectable {
  /** The `aws_rds_cluster`. */
  readonly resource: RdsCluster;
  /** The group of the cluster: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts everything. */
  readonly key: IKey;
  /** The engine and its version. */
  readonly engine: Engine<E>;
  /** Where it stands. */
  readonly subnets: Subnets<'data'>;
  /** RDS's name of the cluster, known at synth. */
  readonly identifier: string;
  /** The user that RDS made: for migrations, not for services. */
  readonly masterUsername: string;
  /** The TCP port. */
  readonly port: number;
  private readonly masterPassword: MasterPassword | undefined;

  constructor(scope: Construct, id: string, props: AuroraClusterProps<E>) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validateAuroraCluster(this, stage, props);
    this.engine = props.engine;
    this.subnets = props.subnets;
    this.identifier = physicalName(this, 'rds-identifier');
    this.masterUsername = props.masterUsername ?? DEFAULT_MASTER_USERNAME;
    this.port = props.port ?? props.engine.defaultPort;
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    const { vpc } = props.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', { vpc, description: `Cluster ${this.node.path}` });
    this.masterPassword = this.createMasterPassword(stage, props);
    this.resource = this.createCluster(stage, props);
    const instances = createInstances(this, this.resource, stage, { ...props, key: this.key });
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

  /** Where the master user's password is: pass it to a migration. Services log in by `grantConnect`. */
  get masterSecret(): SecretRef {
    return this.masterPassword?.secret.ref ?? new SecretRef(this.resource.masterUserSecret.get(0).secretArn);
  }

  /**
   * Lets somebody open connections to the cluster: a workload, another construct with a security group, or the group.
   *
   * @param reason why, as the rules' description
   * @throws ValidationError when the reason holds characters that EC2 refuses
   */
  allowFrom(peer: Connectable, reason = `Connections to ${this.node.path}`): void {
    this.securityGroup.allowFrom(peer, Port.tcp(this.port), reason);
  }

  /**
   * Lets the grantee log in as one user, by IAM: adds `rds-db:connect` on this cluster and user only. The user must exist,
   * with `GRANT rds_iam` in PostgreSQL or `AWSAuthenticationPlugin` in MySQL.
   *
   * @throws ValidationError when the user is the master user or no name of one
   */
  grantConnect(grantee: Grantee, user: string): void {
    const { masterUsername } = this;
    grantConnect(this, { resourceId: this.resource.clusterResourceId, masterUsername }, grantee, user);
  }

  /**
   * Lets the grantee read the master user's password, for a migration: adds `secretsmanager:DescribeSecret` and
   * `secretsmanager:GetSecretValue` on the master secret, and `kms:Decrypt` through Secrets Manager.
   */
  grantReadMasterSecret(grantee: Grantee): void {
    if (this.masterPassword) this.masterPassword.secret.grantRead(grantee);
    else grantReadManagedSecret(this, this.masterSecret.secretArn, this.key, grantee);
  }

  /**
   * Puts an RDS Proxy in front of the cluster. Services are then granted and let in there.
   *
   * @throws ValidationError when an option is out of range
   */
  addProxy(id: string, options: DatabaseProxyOptions): DatabaseProxy {
    return new DatabaseProxy(this, id, { ...options, target: this });
  }

  private createMasterPassword(stage: Stage, { credentials }: AuroraClusterProps<E>): MasterPassword | undefined {
    if (credentials?.kind !== 'rotated') return undefined;
    return new MasterPassword(this, 'master', credentials, { stage, key: this.key });
  }

  private createCluster(stage: Stage, props: AuroraClusterProps<E>): RdsCluster {
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
      ...scalingArguments(stage, props),
      ...this.login(props),
      ...beginningArguments(props),
      ...guardArguments(stage, this.identifier, props),
      ...this.observation(stage, props),
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private login({ restore }: AuroraClusterProps<E>): Partial<RdsClusterConfig> {
    const password = this.masterPassword
      ? { masterPasswordWo: this.masterPassword.value, masterPasswordWoVersion: this.masterPassword.version }
      : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: this.key.arn };
    // A restored cluster keeps the user that it was made with.
    const masterUsername = restore === undefined ? this.masterUsername : undefined;
    return { masterUsername, iamDatabaseAuthenticationEnabled: true, ...password };
  }

  private observation(stage: Stage, props: AuroraClusterProps<E>): Partial<RdsClusterConfig> {
    const { name } = props.engine;
    const logs: readonly string[] = props.logExports ?? DEFAULT_LOG_EXPORTS[name];
    const supported = supportsInsights(name, props.capacity.instanceClass);
    return {
      ...insightsArguments(props.insights ?? (supported ? 'standard' : undefined), this.key),
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: createLogGroups(this, stage, this.key, `/aws/rds/cluster/${this.identifier}`, logs),
    };
  }

  private finishCredentials({ credentials, databaseName }: AuroraClusterProps<E>): void {
    if (!this.masterPassword || !credentials?.rotationFunction) return;
    const { port, masterUsername: username, endpoint: host } = this;
    const engine = this.engine.protocol === 'POSTGRESQL' ? 'postgres' : 'mysql';
    this.masterPassword.store({ engine, host, port, username, dbname: databaseName });
    this.allowFrom(credentials.rotationFunction.securityGroup, 'Rotation of the master password');
  }

  private watch(alarms: DatabaseAlarms): void {
    subscribeToEvents(this, 'db-cluster', this.identifier, alarms);
  }
}

/** The bounds of Serverless v2, which belong to the cluster although instances use them. */
function scalingArguments<E extends ClusterEngine>(
  stage: Stage,
  props: AuroraClusterProps<E>,
): Partial<RdsClusterConfig> {
  const all = [props.capacity, ...(props.instances ?? []).flatMap(({ capacity }) => capacity ?? [])];
  const serverless = all.find(({ units }) => units !== undefined);
  if (serverless?.units === undefined) return {};
  const { minUnits: minCapacity, maxUnits: maxCapacity } = serverless.units;
  const pause = stage === 'prod' ? undefined : serverless.pausesAfter?.toSeconds();
  return { serverlessv2ScalingConfiguration: { minCapacity, maxCapacity, secondsUntilAutoPause: pause } };
}

function beginningArguments<E extends ClusterEngine>({
  restore,
  databaseName,
}: AuroraClusterProps<E>): Partial<RdsClusterConfig> {
  if (restore?.source === undefined) return { databaseName, snapshotIdentifier: restore?.snapshot };
  const { source: sourceClusterIdentifier, time: restoreToTime } = restore;
  const when = restoreToTime === undefined ? { useLatestRestorableTime: true } : { restoreToTime };
  return { restoreToPointInTime: { sourceClusterIdentifier, ...when } };
}

/** What keeps the data: backups, snapshots, and guards against deletion. */
function guardArguments<E extends ClusterEngine>(
  stage: Stage,
  identifier: string,
  props: AuroraClusterProps<E>,
): Partial<RdsClusterConfig> {
  const { deletionProtection, finalSnapshot } = props;
  const snapshot = finalSnapshot ?? stage !== 'sandbox';
  return {
    deletionProtection: deletionProtection ?? stage !== 'sandbox',
    skipFinalSnapshot: !snapshot,
    finalSnapshotIdentifier: snapshot ? `${identifier}-final` : undefined,
    deleteAutomatedBackups: stage === 'sandbox',
    backupRetentionPeriod: backupRetentionDays(stage, props.backupRetention),
    preferredBackupWindow: props.backupWindow ?? DEFAULT_WINDOWS.backup,
    preferredMaintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
    copyTagsToSnapshot: true,
    lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
  };
}
