import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { Cache, CacheTopology } from '../lib/cache';
import type { Cluster } from '../lib/cluster';
import { addTags, Size } from '../lib/core';
import { recordCommitments, recordUsage } from '../lib/cost';
import { Database, Engine, Storage } from '../lib/database';
import { keepStateIn, type StateLocation } from '../lib/delivery';
import { FlowLogs, Nat, Vpc } from '../lib/network';
import { Key, Secret } from '../lib/security';
import { Bucket } from '../lib/storage';
import { AlarmTopic } from './alarm-topic';
import { addBudget } from './budget';
import { createCertificates } from './certificates';
import { createCluster } from './cluster';
import { keepStateHere, type Run, setUp } from './deployment';
import { addSchedule, tagExpiry } from './schedule';
import { namespaceOf, Service } from './service';

/** Who is told when something is in trouble. */
type Alarms = { readonly topicArn: string } | undefined;

/** One environment: network, data, secrets and the identities of its services. The stack is named after its stage. */
export class PlatformStack extends TerraformStack {
  readonly vpc: Vpc;
  readonly cluster: Cluster | undefined;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly databases: ReadonlyMap<string, Database>;
  readonly caches: ReadonlyMap<string, Cache>;

  constructor(scope: Construct, environment: Environment, state: StateLocation, run: Run) {
    super(scope, environment.stage);
    setUp(this, environment, run);
    if (environment.stage === 'sandbox' || run.emulated) keepStateHere(this);
    else keepStateIn(this, state);
    addTags(this, environment.tags ?? {});
    tagExpiry(this, environment);
    recordUsage(this, environment.usage ?? {});
    recordCommitments(this, environment.commitments ?? []);
    this.vpc = this.createNetwork(environment);
    // One key for what one team owns: a key a bucket would cost as much and tell nobody apart.
    const key = new Key(this, 'data-key', { description: 'Data of the services' });
    this.buckets = this.createBuckets(environment, key);
    this.secrets = this.createSecrets(environment);
    const alarms = this.createAlarms(environment);
    this.databases = this.createDatabases(environment, key, alarms);
    this.caches = this.createCaches(environment, key, alarms);
    this.cluster = createCluster(this, environment, this.vpc);
    this.addServices(environment);
    // Each looks its hosted zone up at plan, and the emulator has none.
    if (!run.emulated) createCertificates(this, environment, alarms);
    addSchedule(this, environment, this);
    addBudget(this, environment);
    this.writeOutputs();
  }

  private createNetwork({ stage, network }: Environment): Vpc {
    const { cidr, ipv6, interfaceEndpoints, podsCidr: pods, flowLogRetentionDays: retentionDays } = network;
    const flowLogs = FlowLogs.toCloudWatch({ retentionDays });
    const props = { cidr, ipv6, interfaceEndpoints, pods, flowLogs };
    if (stage === 'prod') {
      const { availabilityZones, nat } = network;
      return new Vpc(this, 'vpc', { ...props, availabilityZones, nat: nat === 'none' ? Nat.none() : Nat.perZone() });
    }
    const { availabilityZones, nat } = network;
    const gateways = { none: Nat.none(), single: Nat.single(availabilityZones[0]), perZone: Nat.perZone() };
    return new Vpc(this, 'vpc', { ...props, stage, availabilityZones, nat: gateways[nat] });
  }

  private createBuckets({ storage = {} }: Environment, key: Key): Map<string, Bucket> {
    return mapValues(storage, (name, props) => new Bucket(this, name, { ...props, key }));
  }

  private createSecrets({ secrets = [] }: Environment): Map<string, Secret> {
    const key = new Key(this, 'secrets-key', { description: 'Secrets of the services' });
    return new Map(secrets.map((name) => [name, new Secret(this, name, { key })]));
  }

  /** An alarm that nobody hears is noise in the console: without an address nothing is watched. */
  private createAlarms({ alarmEmails: emails = [] }: Environment): Alarms {
    return emails.length > 0 ? { topicArn: new AlarmTopic(this, 'alarms', emails).arn } : undefined;
  }

  private createDatabases({ stage, databases = {} }: Environment, key: Key, alarms: Alarms): Map<string, Database> {
    return mapValues(databases, (name, { postgres, capacity, storageGibibytes = 20, ...rest }) => {
      const size = Size.gibibytes(storageGibibytes);
      const props = {
        engine: Engine.postgres(postgres),
        subnets: this.vpc.subnets.data,
        capacity,
        storage: Storage.gp3({ size, maxSize: Size.gibibytes(storageGibibytes * 2) }),
        databaseName: name.replaceAll('-', '_'),
        alarms,
        key,
      };
      if (stage === 'prod') return new Database(this, name, props);
      const hasStandby = 'standby' in rest && rest.standby;
      return new Database(this, name, { ...props, stage, availability: hasStandby ? 'multi-az' : 'single-az' });
    });
  }

  private createCaches({ stage, caches = {} }: Environment, key: Key, alarms: Alarms): Map<string, Cache> {
    return mapValues(caches, (name, { capacity, replicas }) => {
      const props = { subnets: this.vpc.subnets.data, capacity, alarms, key };
      const topology = replicas ? CacheTopology.replicated({ replicas }) : undefined;
      return stage === 'prod'
        ? new Cache(this, name, { ...props, topology })
        : new Cache(this, name, { ...props, stage, topology });
    });
  }

  /** Each is a workload of the cluster, which the environment's schema asks for where there are services. */
  private addServices(environment: Environment): void {
    for (const [name, uses] of Object.entries(environment.services ?? {})) {
      if (this.cluster) new Service(this.cluster, name, namespaceOf(environment, name), this, uses);
    }
  }

  private writeOutputs(): void {
    const output = (id: string, value: unknown, description: string) =>
      new TerraformOutput(this, id, { value, description });
    const each = <T>(made: ReadonlyMap<string, T>, value: (of: T) => string) =>
      Object.fromEntries([...made].map(([name, construct]) => [name, value(construct)]));
    output('vpc_id', this.vpc.resource.id, 'The VPC');
    if (this.cluster)
      output('cluster_name', this.cluster.resource.name, 'The cluster: aws eks update-kubeconfig --name');
    output(
      'bucket_names',
      each(this.buckets, ({ resource }) => resource.id),
      'The buckets, by name',
    );
    output(
      'database_endpoints',
      each(this.databases, ({ resource }) => resource.endpoint),
      'The databases, by name',
    );
    output(
      'cache_endpoints',
      each(this.caches, ({ endpoint }) => endpoint),
      'The caches, by name',
    );
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, make: (name: string, value: T) => U): Map<string, U> {
  return new Map(Object.entries(record).map(([name, value]) => [name, make(name, value)]));
}
