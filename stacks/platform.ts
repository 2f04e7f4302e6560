import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { addTags } from '../lib/core';
import { FlowLogs, Nat, Vpc } from '../lib/network';
import { Key, Principal, Role, Secret } from '../lib/security';
import { Bucket } from '../lib/storage';
import { keepStateHere, keepStateIn, type Run, type StateLocation, setUp } from './deployment';

/** One environment: network, storage, secrets and the identities of its services. The stack is named after its stage. */
export class PlatformStack extends TerraformStack {
  readonly vpc: Vpc;

  constructor(scope: Construct, environment: Environment, state: StateLocation, run: Run) {
    super(scope, environment.stage);
    setUp(this, environment, run);
    if (environment.stage === 'sandbox' || run.emulated) keepStateHere(this);
    else keepStateIn(this, state);
    addTags(this, environment.tags ?? {});
    this.vpc = this.createNetwork(environment);
    const buckets = this.createBuckets(environment);
    const secrets = this.createSecrets(environment);
    this.createServices(environment, buckets, secrets);
    this.writeOutputs(buckets);
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

  private createBuckets({ storage = {} }: Environment): Map<string, Bucket> {
    // One key for what one team owns: a key a bucket would cost as much and tell nobody apart.
    const key = new Key(this, 'data-key', { description: 'Data of the services' });
    return new Map(Object.entries(storage).map(([name, props]) => [name, new Bucket(this, name, { ...props, key })]));
  }

  private createSecrets({ secrets = [] }: Environment): Map<string, Secret> {
    const key = new Key(this, 'secrets-key', { description: 'Secrets of the services' });
    return new Map(secrets.map((name) => [name, new Secret(this, name, { key })]));
  }

  private createServices(
    { services = {} }: Environment,
    buckets: Map<string, Bucket>,
    secrets: Map<string, Secret>,
  ): void {
    for (const [name, { buckets: uses = [], secrets: reads = [] }] of Object.entries(services)) {
      const role = new Role(this, `${name}-service`, {
        description: `What the service ${name} may do, as a pod of the cluster`,
        assumedBy: Principal.service('pods.eks.amazonaws.com'),
      });
      for (const bucket of uses) buckets.get(bucket)?.grantReadWrite(role);
      for (const secret of reads) secrets.get(secret)?.grantRead(role);
    }
  }

  private writeOutputs(buckets: Map<string, Bucket>): void {
    new TerraformOutput(this, 'vpc_id', { value: this.vpc.resource.id, description: 'The VPC' });
    const names = Object.fromEntries([...buckets].map(([name, bucket]) => [name, bucket.resource.id]));
    new TerraformOutput(this, 'bucket_names', {
      value: names,
      description: 'The buckets, by their name in the environment',
    });
  }
}
