import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { recordPurchase, Size, tagsOf } from '../core';
import { type DatabaseAlarms, subscribeToEvents, watchInstance } from './alarms';
import { createAuditGroup } from './audit';
import type { Capacity } from './capacity';
import { maxConnections } from './connections';
import type { CredentialsKind } from './credentials';
import { type DatabaseProps, validateDatabase } from './database-props';
import type { InstanceEngine } from './engine';
import { createSubnetGroup, DEFAULT_CERTIFICATE_AUTHORITY, keepingArguments } from './foundation';
import { beginningArguments, storageArguments } from './instance-arguments';
import {
  createLogGroups,
  createMonitoringRole,
  DEFAULT_LOG_EXPORTS,
  DEFAULT_MONITORING_INTERVAL,
  insightsArguments,
  supportsInsights,
} from './monitoring';
import { createParameterGroup, type Parameters } from './parameters';
import { PrimaryDatabase } from './primary';
import { ReadReplica, type ReadReplicaOptions } from './read-replica';
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
export class Database<
  E extends InstanceEngine = InstanceEngine,
  C extends CredentialsKind = 'managed',
> extends PrimaryDatabase<E> {
  /** The `aws_db_instance`. */
  readonly resource: DbInstance;
  /** Who makes the master password. */
  readonly credentialsKind: C;
  /** The instance class and how it is paid for. */
  readonly capacity: Capacity;
  /** What the data is stored on. */
  readonly storage: Storage;
  /** The settings that were given. */
  readonly parameters: Parameters<E> | undefined;
  /** The parameter group's name, as a reference. */
  readonly parameterGroupName: string;
  /** Whether changes that need a restart are made on a copy. */
  readonly blueGreenUpdates: boolean;

  constructor(scope: Construct, id: string, props: DatabaseProps<E, C>) {
    super(scope, id, props, (self, stage) => validateDatabase(self, stage, props));
    this.credentialsKind = (props.credentials?.kind ?? 'managed') as C;
    this.capacity = props.capacity;
    this.storage = props.storage ?? Storage.gp3({ size: Size.gibibytes(20) });
    this.parameters = props.parameters;
    this.parameterGroupName = createParameterGroup(this, props.engine, props.parameters).name;
    this.blueGreenUpdates = props.blueGreenUpdates ?? false;
    this.resource = this.createInstance(props);
    recordPurchase(this.resource, props.capacity.purchase);
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

  /** The id that IAM knows it by. */
  protected get resourceId(): string {
    return this.resource.resourceId;
  }

  /** The host that writes. */
  protected get host(): string {
    return this.address;
  }

  /** The secret that RDS makes for the master user. */
  protected get managedSecretArn(): string {
    return this.resource.masterUserSecret.get(0).secretArn;
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

  private createInstance(props: DatabaseProps<E, C>): DbInstance {
    const { availability = this.stage === 'prod' ? 'multi-az' : 'single-az' } = props;
    return new DbInstance(this, 'instance', {
      identifier: this.identifier,
      engine: props.engine.name,
      engineVersion: props.engine.version,
      allowMajorVersionUpgrade: props.upgradeFrom === undefined ? undefined : true,
      autoMinorVersionUpgrade: true,
      parameterGroupName: this.parameterGroupName,
      optionGroupName: props.audit && createAuditGroup(this, this.stage, props.engine, props.audit).name,
      ...this.placement(props),
      multiAz: availability === 'multi-az',
      ...storageArguments(this.storage, this.key),
      ...this.login(props),
      ...beginningArguments(props.restore, props.databaseName),
      ...this.keeping(props),
      backupWindow: props.backupWindow ?? DEFAULT_WINDOWS.backup,
      maintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
      ...this.observation(props),
      blueGreenUpdate: this.blueGreenUpdates ? { enabled: true } : undefined,
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private keeping(props: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    return keepingArguments(this, this.stage, this.identifier, props, this.replacedBy(props));
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

  private observation(props: DatabaseProps<E, C>): Partial<DbInstanceConfig> {
    const exported: readonly string[] = props.logExports ?? DEFAULT_LOG_EXPORTS[props.engine.name];
    const logs = props.audit ? ['audit', ...exported] : exported;
    const role = createMonitoringRole(this, this.identifier);
    const supported = supportsInsights(props.engine.name, props.capacity.instanceClass);
    return {
      ...insightsArguments(props.insights ?? (supported ? 'standard' : undefined), this.key),
      monitoringInterval: (props.monitoringInterval ?? DEFAULT_MONITORING_INTERVAL).toSeconds(),
      monitoringRoleArn: role.roleArn,
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: [
        ...createLogGroups(this, this.stage, this.key, `/aws/rds/instance/${this.identifier}`, logs),
        ...(role.policyResource ? [role.policyResource] : []),
      ],
    };
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
