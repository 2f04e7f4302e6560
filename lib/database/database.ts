import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { Construct } from 'constructs';
import { type Grantee, physicalName, Size, type Stage, stageOf, tagsOf } from '../core';
import { type Connectable, Port, SecurityGroup, type Subnets } from '../network';
import { type IKey, Key, SecretRef } from '../security';
import { type DatabaseAlarms, subscribeToEvents, watchInstance } from './alarms';
import type { Capacity } from './capacity';
import { grantConnect, grantReadManagedSecret } from './connect';
import { maxConnections } from './connections';
import type { CredentialsKind } from './credentials';
import { type DatabaseProps, validateDatabase } from './database-props';
import type { Engine, InstanceEngine } from './engine';
import { createSubnetGroup, DEFAULT_CERTIFICATE_AUTHORITY, DEFAULT_MASTER_USERNAME } from './foundation';
import { beginningArguments, guardArguments, storageArguments } from './instance-arguments';
import { MasterPassword } from './master-password';
import {
  createLogGroups,
  createMonitoringRole,
  DEFAULT_LOG_EXPORTS,
  DEFAULT_MONITORING_INTERVAL,
  insightsArguments,
  supportsInsights,
} from './monitoring';
import { createParameterGroup, type Parameters } from './parameters';
import { DatabaseProxy, type DatabaseProxyOptions } from './proxy';
import { ReadReplica, type ReadReplicaOptions } from './read-replica';
import { Storage } from './storage';

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
  /** The instance class and how it is paid for. */
  readonly capacity: Capacity;
  /** Where it stands. */
  readonly subnets: Subnets<'data'>;
  /** What the data is stored on. */
  readonly storage: Storage;
  /** The settings that were given. */
  readonly parameters: Parameters<E> | undefined;
  /** The parameter group's name, as a reference. */
  readonly parameterGroupName: string;
  /** Whether changes that need a restart are made on a copy. */
  readonly blueGreenUpdates: boolean;
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
    this.capacity = props.capacity;
    this.subnets = props.subnets;
    this.storage = props.storage ?? Storage.gp3({ size: Size.gibibytes(20) });
    this.parameters = props.parameters;
    this.parameterGroupName = createParameterGroup(this, props.engine, props.parameters).name;
    this.blueGreenUpdates = props.blueGreenUpdates ?? false;
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    const { vpc } = props.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', { vpc, description: `Database ${this.node.path}` });
    this.masterPassword = this.createMasterPassword(stage, props);
    this.resource = this.createInstance(stage, props);
    this.finishCredentials(props);
    if (props.alarms) this.watch(props.alarms);
  }

  /** The host name that clients connect to, as a reference. */
  get address(): string {
    return this.resource.address;
  }

  /** What a proxy in front of it is told. */
  get proxyTarget(): { readonly dbInstanceIdentifier: string } {
    return { dbInstanceIdentifier: this.resource.identifier };
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
    if (this.masterPassword) this.masterPassword.secret.grantRead(grantee);
    else grantReadManagedSecret(this, this.masterSecret.secretArn, this.key, grantee);
  }

  /**
   * Adds a read replica in the same region. It does not compile with managed credentials: RDS makes no replica of a database
   * whose master password it manages. For another region make a {@link ReadReplica} in a stack of that region.
   *
   * @throws ValidationError when the database has blue/green updates, or the class is not sold for the engine
   */
  addReadReplica(this: Database<E, 'rotated'>, id: string, options: ReadReplicaOptions = {}): ReadReplica<E> {
    return new ReadReplica(this, id, { ...options, source: this });
  }

  /**
   * Puts an RDS Proxy in front of the database. Services are then granted and let in there.
   *
   * @throws ValidationError when an option is out of range
   */
  addProxy(id: string, options: DatabaseProxyOptions): DatabaseProxy {
    return new DatabaseProxy(this, id, { ...options, target: this });
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
      parameterGroupName: this.parameterGroupName,
      ...this.placement(props),
      ...storageArguments(this.storage, this.key),
      ...this.login(props),
      ...beginningArguments(props.restore, props.databaseName),
      ...guardArguments(stage, this.identifier, props),
      ...this.observation(stage, props),
      blueGreenUpdate: this.blueGreenUpdates ? { enabled: true } : undefined,
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

  private watch(alarms: DatabaseAlarms): void {
    const { identifier, storage, engine } = this;
    const { instanceClass } = this.capacity;
    const set = Number((this.parameters as Parameters<'mysql'> | undefined)?.max_connections);
    const most = set > 0 ? set : maxConnections(engine.name, instanceClass);
    watchInstance(this, { identifier, instanceClass, maxConnections: most, storage: storage.size }, alarms);
    subscribeToEvents(this, 'db-instance', identifier, alarms);
  }
}
