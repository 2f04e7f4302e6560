import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { Faults, formerPath, physicalName, recordPurchase, type Stage, settingsOf, stageOf, tagsOf } from '../core';
import { SecurityGroup, type Subnets } from '../network';
import type { IKey } from '../security';
import { checkAlarms, type DatabaseAlarms, subscribeToEvents, watchInstance } from './alarms';
import { type Capacity, classesFor, isOffered } from './capacity';
import type { ConnectTarget } from './connect';
import { maxConnections } from './connections';
import { DatabaseEndpoint } from './endpoint';
import type { Engine, InstanceEngine } from './engine';
import { createSubnetGroup, DEFAULT_CERTIFICATE_AUTHORITY } from './foundation';
import {
  createLogGroups,
  createMonitoringRole,
  DEFAULT_LOG_EXPORTS,
  DEFAULT_MONITORING_INTERVAL,
  insightsArguments,
  supportsInsights,
} from './monitoring';
import { createParameterGroup, type Parameters } from './parameters';
import { checkInstancePurchase } from './purchase';
import type { Storage } from './storage';

/** What a replica follows: a {@link Database} with rotated credentials. */
export interface ReplicaSource<E extends InstanceEngine = InstanceEngine> extends Construct {
  /** The `aws_db_instance`. */
  readonly resource: DbInstance;
  /** RDS makes no replica of a database whose master password it manages. */
  readonly credentialsKind: 'rotated';
  /** Terraform makes blue/green updates of databases without replicas only. */
  readonly blueGreenUpdates: boolean;
  /** The engine. */
  readonly engine: Engine<E>;
  /** The instance class and how it is paid for. */
  readonly capacity: Capacity;
  /** Where it stands. */
  readonly subnets: Subnets<'data'>;
  /** The key that encrypts it. */
  readonly key: IKey;
  /** What the data is stored on. */
  readonly storage: Storage;
  /** The settings that were given. @default the engine's */
  readonly parameters?: Parameters<E>;
  /** The parameter group's name, as a reference. */
  readonly parameterGroupName: string;
  /** The user that RDS made. */
  readonly masterUsername: string;
  /** The TCP port. */
  readonly port: number;
}

/** What a replica is told, beside its source. */
export interface ReadReplicaOptions {
  /** The instance class and how it is paid for. @default the source's */
  readonly capacity?: Capacity;
  /** Where it stands; needed in another region than the source's. @default the source's data subnets */
  readonly subnets?: Subnets<'data'>;
  /** The key that encrypts it, of its own region; needed in another region than the source's. @default the source's */
  readonly key?: IKey;
  /** Who is told when it is in trouble or lags behind. @default nobody */
  readonly alarms?: DatabaseAlarms;
}

/** What a {@link ReadReplica} is made of. */
export interface ReadReplicaProps<E extends InstanceEngine = InstanceEngine> extends ReadReplicaOptions {
  /** The database that it follows. */
  readonly source: ReplicaSource<E>;
}

/**
 * A copy of a database that follows it and can be read, in the same region (`database.addReadReplica`) or, in a stack of its
 * own, in another one. It is guarded like its source: data subnets, a security group of its own, encryption, TLS, IAM. It is
 * promoted by hand (`aws rds promote-read-replica`): a promoted replica is a database of its own, and belongs into a
 * `Database` that restores nothing and is imported.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
 *
 * @throws ValidationError when the source has managed credentials or blue/green updates, or subnets and key are missing in another region
 */
export class ReadReplica<E extends InstanceEngine = InstanceEngine> extends DatabaseEndpoint {
  /** The `aws_db_instance`. */
  readonly resource: DbInstance;
  /** The group of the replica: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** RDS's name of the replica, known at synth. */
  readonly identifier: string;
  /** The TCP port: the source's. */
  readonly port: number;
  private readonly source: ReplicaSource<E>;
  private readonly key: IKey;
  private readonly capacity: Capacity;

  constructor(scope: Construct, id: string, props: ReadReplicaProps<E>) {
    super(scope, id);
    const elsewhere = isElsewhere(this, props);
    validate(this, elsewhere, props);
    const { source, subnets = source.subnets } = props;
    this.source = source;
    this.key = props.key ?? source.key;
    this.capacity = props.capacity ?? source.capacity;
    this.identifier = physicalName(this, 'rds-identifier');
    this.port = source.port;
    const description = `Read replica ${formerPath(this)}`;
    this.securityGroup = new SecurityGroup(this, 'security-group', { vpc: subnets.vpc, description });
    this.resource = this.createInstance(stageOf(this), elsewhere ? subnets : undefined);
    recordPurchase(this.resource, this.capacity.purchase);
    if (props.alarms) this.watch(props.alarms);
  }

  /** Whose users they are: those of the source, by the replica's own id. */
  protected get connectTarget(): ConnectTarget {
    return { resourceId: this.resource.resourceId, masterUsername: this.source.masterUsername };
  }

  private createInstance(stage: Stage, foreignSubnets: Subnets<'data'> | undefined): DbInstance {
    const { instanceClass } = this.capacity;
    return new DbInstance(this, 'instance', {
      identifier: this.identifier,
      instanceClass,
      ...this.placement(foreignSubnets),
      storageEncrypted: true,
      maxAllocatedStorage: this.source.storage.maxSize.toGibibytes(),
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      publiclyAccessible: false,
      port: this.port,
      caCertIdentifier: DEFAULT_CERTIFICATE_AUTHORITY,
      iamDatabaseAuthenticationEnabled: true,
      autoMinorVersionUpgrade: true,
      deletionProtection: stage === 'prod',
      // RDS makes no final snapshot of a replica: its data is the source's.
      skipFinalSnapshot: true,
      copyTagsToSnapshot: true,
      ...this.observation(stage),
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private placement(foreignSubnets: Subnets<'data'> | undefined): Partial<DbInstanceConfig> {
    const { engine, parameters, resource, parameterGroupName } = this.source;
    if (foreignSubnets === undefined) {
      return { replicateSourceDb: resource.identifier, parameterGroupName };
    }
    return {
      replicateSourceDb: resource.arn,
      dbSubnetGroupName: createSubnetGroup(this, foreignSubnets).name,
      kmsKeyId: this.key.arn,
      parameterGroupName: createParameterGroup(this, engine, parameters).name,
    };
  }

  private observation(stage: Stage): Partial<DbInstanceConfig> {
    const { name } = this.source.engine;
    const logs: readonly string[] = DEFAULT_LOG_EXPORTS[name].filter((log) => log !== 'upgrade');
    const role = createMonitoringRole(this, this.identifier);
    return {
      ...insightsArguments(supportsInsights(name, this.capacity.instanceClass) ? 'standard' : undefined, this.key),
      monitoringInterval: DEFAULT_MONITORING_INTERVAL.toSeconds(),
      monitoringRoleArn: role.roleArn,
      enabledCloudwatchLogsExports: [...logs],
      dependsOn: [
        ...createLogGroups(this, stage, this.key, `/aws/rds/instance/${this.identifier}`, logs),
        ...(role.policyResource ? [role.policyResource] : []),
      ],
    };
  }

  private watch(alarms: DatabaseAlarms): void {
    const { identifier } = this;
    const { instanceClass } = this.capacity;
    const most = maxConnections(this.source.engine.name, instanceClass);
    const lag = { metricName: 'ReplicaLag', unitsPerSecond: 1 };
    watchInstance(this, { identifier, instanceClass, maxConnections: most, lag }, alarms);
    subscribeToEvents(this, 'db-instance', identifier, alarms);
  }
}

/** Two stacks that both look their region up at plan are taken for one region. */
function isElsewhere(scope: Construct, { source }: ReadReplicaProps): boolean {
  return settingsOf(scope).region !== settingsOf(source).region;
}

function validate(scope: Construct, elsewhere: boolean, props: ReadReplicaProps): void {
  const { source, capacity = source.capacity } = props;
  const faults = new Faults(scope);
  checkAlarms(faults, props.alarms);
  faults.check(source.credentialsKind === 'rotated', {
    prop: 'source',
    expected: 'a database with rotated credentials: RDS makes no replica of one whose master password it manages',
    got: `${source.node.path} with ${source.credentialsKind} credentials`,
    fix: 'Give the source Credentials.rotated({...}).',
  });
  faults.check(!source.blueGreenUpdates, {
    prop: 'source',
    expected: 'a database without blue/green updates, which Terraform makes of databases without replicas only',
    got: `${source.node.path} with blueGreenUpdates`,
    fix: 'Leave blueGreenUpdates out of the source.',
  });
  checkInstancePurchase(faults, 'capacity', capacity.instanceClass, capacity.purchase);
  faults.check(isOffered(capacity.instanceClass, source.engine), {
    prop: 'capacity',
    expected: `a class that RDS has for ${source.engine.name}`,
    got: capacity.instanceClass,
    fix: `Take one of ${classesFor(source.engine).slice(0, 12).join(', ')}, …`,
  });
  for (const prop of ['subnets', 'key'] as const) {
    faults.check(!elsewhere || props[prop] !== undefined, {
      prop,
      expected: `given in another region than the source’s, ${settingsOf(source).region}`,
      got: props[prop],
      fix: 'Subnets and keys belong to one region: pass those of this stack’s.',
    });
  }
  faults.throwIfAny();
}
