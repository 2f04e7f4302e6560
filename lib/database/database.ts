import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { type Grantee, physicalName, regionOf, Size, type Stage, stageOf, tagsOf } from '../core';
import { type Connectable, Port, SecurityGroup } from '../network';
import { type IKey, Key, SecretRef } from '../security';
import { grantConnect } from './connect';
import type { CredentialsKind } from './credentials';
import { type DatabaseProps, type LowerStageDatabaseProps, validateDatabase } from './database-props';
import type { Engine, InstanceEngine } from './engine';
import {
  backupRetentionDays,
  createSubnetGroup,
  DEFAULT_CERTIFICATE_AUTHORITY,
  DEFAULT_MASTER_USERNAME,
} from './foundation';
import { MasterPassword } from './master-password';
import {
  createLogGroups,
  createMonitoringRole,
  DEFAULT_LOG_EXPORTS,
  DEFAULT_MONITORING_INTERVAL,
  insightsArguments,
  supportsInsights,
} from './monitoring';
import { createParameterGroup } from './parameters';
import { Storage } from './storage';
import { DEFAULT_WINDOWS } from './windows';

/**
 * An RDS database for production without options: in data subnets, which have no way out, behind a security group of its own
 * that lets nobody in until `allowFrom`; data, backups, insights, logs and master secret encrypted with a key; connections
 * without TLS refused; the master password in no plan and no state; services log in by IAM (`grantConnect`). Backups, windows,
 * monitoring and log exports are there. In prod it has a standby in another zone, a final snapshot, and neither RDS nor
 * Terraform delete it.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.Security.html; AWS FSBP RDS.2 to RDS.40.
 *
 * @throws ValidationError with every fault of the props, or when the stage is not the stack's
 */
export class Database<E extends InstanceEngine = InstanceEngine, C extends CredentialsKind = 'managed'>
  extends Construct
  implements Connectable
{
  /** The `aws_db_instance`. */
  readonly resource: DbInstance;
  /** The group of the database: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts everything. */
  readonly key: IKey;
  /** The engine and its version. */
  readonly engine: Engine<E>;
  /** Who makes the master password. */
  readonly credentialsKind: C;
  /** RDS's name of the instance, known at synth. */
  readonly identifier: string;
  /** The user that RDS made: for migrations, not for services. */
  readonly masterUsername: string;
  /** The TCP port. */
  readonly port: number;
  private readonly masterPassword: MasterPassword | undefined;

  constructor(scope: Construct, id: string, props: DatabaseProps<E, C>) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validateDatabase(this, stage, props);
    this.engine = props.engine;
    this.credentialsKind = (props.credentials?.kind ?? 'managed') as C;
    this.identifier = physicalName(this, 'rds-identifier');
    this.masterUsername = props.masterUsername ?? DEFAULT_MASTER_USERNAME;
    this.port = props.port ?? props.engine.defaultPort;
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    const { vpc } = props.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', { vpc, description: `Database ${this.node.path}` });
    this.masterPassword = this.createMasterPassword(stage, props);
    this.resource = this.createInstance(stage, props);
    this.finishCredentials(props);
  }

  /** Where the master user's password is: pass it to a migration. Services log in by `grantConnect`. */
  get masterSecret(): SecretRef {
    return this.masterPassword?.secret.ref ?? new SecretRef(this.resource.masterUserSecret.get(0).secretArn);
  }

  /**
   * Lets somebody open connections to the database: a workload, another construct with a security group, or the group.
   *
   * @param reason why, as the rules' description
   * @throws ValidationError when the reason holds characters that EC2 refuses
   */
  allowFrom(peer: Connectable, reason = `Connections to ${this.node.path}`): void {
    this.securityGroup.allowFrom(peer, Port.tcp(this.port), reason);
  }

  /**
   * Lets the grantee log in as one user, by IAM: adds `rds-db:connect` on this database and user only. The user must exist,
   * with `GRANT rds_iam` in PostgreSQL or `AWSAuthenticationPlugin` in MySQL and MariaDB.
   *
   * @throws ValidationError when the user is the master user or no name of one
   */
  grantConnect(grantee: Grantee, user: string): void {
    const { masterUsername } = this;
    grantConnect(this, { resourceId: this.resource.resourceId, masterUsername }, grantee, user);
  }

  /**
   * Lets the grantee read the master user's password, for a migration: adds `secretsmanager:DescribeSecret` and
   * `secretsmanager:GetSecretValue` on the master secret, and `kms:Decrypt` through Secrets Manager.
   */
  grantReadMasterSecret(grantee: Grantee): void {
    if (this.masterPassword) {
      this.masterPassword.secret.grantRead(grantee);
      return;
    }
    grantee.allow({
      actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      resources: [this.masterSecret.secretArn],
    });
    this.key.grantDecrypt(grantee, { viaService: `secretsmanager.${regionOf(this)}.amazonaws.com` });
  }

  private createMasterPassword(stage: Stage, { credentials }: DatabaseProps<E, C>): MasterPassword | undefined {
    if (credentials?.kind !== 'rotated') return undefined;
    return new MasterPassword(this, 'master', credentials, { stage, key: this.key });
  }

  private createInstance(stage: Stage, props: DatabaseProps<E, C>): DbInstance {
    return new DbInstance(this, 'instance', {
      identifier: this.identifier,
      engine: props.engine.name,
      engineVersion: props.engine.version,
      allowMajorVersionUpgrade: props.upgradeFrom === undefined ? undefined : true,
      autoMinorVersionUpgrade: true,
      parameterGroupName: createParameterGroup(this, props.engine, props.parameters).name,
      ...this.placement(props),
      ...storageArguments(props.storage ?? Storage.gp3({ size: Size.gibibytes(20) }), this.key),
      ...this.login(props),
      ...this.beginning(props),
      ...this.guards(stage, props),
      ...this.observation(stage, props),
      blueGreenUpdate: props.blueGreenUpdates ? { enabled: true } : undefined,
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private placement(props: DatabaseProps<E, C>): Partial<DbInstanceConfig> & { instanceClass: string } {
    return {
      instanceClass: props.capacity.instanceClass,
      dbSubnetGroupName: createSubnetGroup(this, props.subnets).name,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      publiclyAccessible: false,
      port: this.port,
      caCertIdentifier: props.certificateAuthority ?? DEFAULT_CERTIFICATE_AUTHORITY,
    };
  }

  private login({ restore }: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    const password = this.masterPassword
      ? { passwordWo: this.masterPassword.value, passwordWoVersion: this.masterPassword.version }
      : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: this.key.arn };
    // A restored database keeps the user that it was made with.
    const username = restore === undefined ? this.masterUsername : undefined;
    return { username, iamDatabaseAuthenticationEnabled: true, ...password };
  }

  private beginning({ restore, databaseName }: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    if (restore?.source === undefined) return { dbName: databaseName, snapshotIdentifier: restore?.snapshot };
    const { source: sourceDbInstanceIdentifier, time: restoreTime } = restore;
    const when = restoreTime === undefined ? { useLatestRestorableTime: true } : { restoreTime };
    return { restoreToPointInTime: { sourceDbInstanceIdentifier, ...when } };
  }

  private guards(stage: Stage, props: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    const { deletionProtection, finalSnapshot } = props as LowerStageDatabaseProps;
    const snapshot = finalSnapshot ?? stage !== 'sandbox';
    return {
      multiAz: (props.availability ?? (stage === 'prod' ? 'multi-az' : 'single-az')) === 'multi-az',
      deletionProtection: deletionProtection ?? stage !== 'sandbox',
      skipFinalSnapshot: !snapshot,
      finalSnapshotIdentifier: snapshot ? `${this.identifier}-final` : undefined,
      deleteAutomatedBackups: stage === 'sandbox',
      backupRetentionPeriod: backupRetentionDays(stage, props.backupRetention),
      backupWindow: props.backupWindow ?? DEFAULT_WINDOWS.backup,
      maintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
      copyTagsToSnapshot: true,
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    };
  }

  private observation(stage: Stage, props: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    const logs: readonly string[] = props.logExports ?? DEFAULT_LOG_EXPORTS[props.engine.name];
    const role = createMonitoringRole(this, this.identifier);
    const supported = supportsInsights(props.engine.name, props.capacity.instanceClass);
    return {
      ...insightsArguments(props.insights ?? (supported ? 'standard' : undefined), this.key),
      monitoringInterval: (props.monitoringInterval ?? DEFAULT_MONITORING_INTERVAL).toSeconds(),
      monitoringRoleArn: role.roleArn,
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: [
        ...createLogGroups(this, stage, this.key, `/aws/rds/instance/${this.identifier}`, logs),
        ...(role.policyResource ? [role.policyResource] : []),
      ],
    };
  }

  private finishCredentials({ credentials, databaseName }: DatabaseProps<E, C>): void {
    if (!this.masterPassword || !credentials?.rotationFunction) return;
    const { address: host } = this.resource;
    const { port, masterUsername: username } = this;
    this.masterPassword.store({ engine: this.engine.name, host, port, username, dbname: databaseName });
    this.allowFrom(credentials.rotationFunction.securityGroup, `Rotation of the master password`);
  }
}

function storageArguments(storage: Storage, key: IKey): Partial<DbInstanceConfig> {
  const { type, size, maxSize, throughputMebibytes: throughput } = storage;
  return {
    storageType: type,
    allocatedStorage: size.toGibibytes(),
    maxAllocatedStorage: maxSize.toGibibytes(),
    // RDS takes the throughput only together with the IOPS.
    iops: storage.iops ?? (throughput === undefined ? undefined : 12_000),
    storageThroughput: throughput,
    storageEncrypted: true,
    kmsKeyId: key.arn,
  };
}
