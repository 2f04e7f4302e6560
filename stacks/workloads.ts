import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { statelessPods } from '../lib/cluster';
import { Faults } from '../lib/core';
import { keepStateIn, type StateLocation } from '../lib/delivery';
import {
  type AdmissionPoliciesProps,
  admissionPolicies,
  ConfigMap,
  CronJob,
  connectToCluster,
  deployerManifests,
  Image,
  KubernetesGroup,
  Manifests,
  MountedSecret,
  NAME_LABEL,
  Namespace,
  NetworkPeer,
  type PodIdentity,
  type PodProps,
  ServiceAccount,
  Workload,
} from '../lib/kubernetes';
import { Addresses } from './addresses';
import { DEPLOYERS } from './cluster';
import { type Run, setUp } from './deployment';
import type { PlatformStack } from './platform';

/** An environment that has a cluster. */
export type ClusterEnvironment = Exclude<Environment, { readonly stage: 'sandbox' }>;

type ServiceUses = NonNullable<Environment['services']>[string];
type PodData = Pick<
  NonNullable<ClusterEnvironment['jobs']>[string],
  'namespace' | 'image' | 'cpu' | 'memory' | 'environment'
>;

/** What a {@link WorkloadsStack} stands on. */
export interface WorkloadsContext {
  /** The stack of the cluster, and of what its services use. */
  readonly platform: PlatformStack;
  /** The account whose registry has the images. */
  readonly account: AccountEnvironment;
  readonly state: StateLocation;
  readonly run: Run;
}

/**
 * Agents of AWS and Argo CD itself: their images come from registries of their own, and the agents read the node. Nobody else
 * may make anything in these.
 */
const AGENT_NAMESPACES = ['amazon-cloudwatch', 'amazon-guardduty', 'argocd'];

const HTTPS = 443;

/**
 * What runs inside the cluster of one environment: its namespaces, services and jobs. Everything that it takes from the
 * platform is known at synth (names, address blocks), so that it reads no other stack's state.
 */
export class WorkloadsStack extends TerraformStack {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly jobs: ReadonlyMap<string, CronJob>;
  /**
   * What Argo CD applies, from kubernetes/generated/<stage>: `cluster` before this stack is deployed for the first time, and
   * `workloads`, which is in namespaces of this stack.
   */
  readonly manifests = { cluster: new Manifests(), workloads: new Manifests() };
  private readonly platform: PlatformStack;
  private readonly account: AccountEnvironment;
  private readonly addresses: Addresses;

  constructor(
    scope: Construct,
    private readonly environment: ClusterEnvironment,
    { platform, account, state, run }: WorkloadsContext,
  ) {
    super(scope, `${environment.stage}-workloads`);
    this.platform = platform;
    this.account = account;
    setUp(this, environment, run);
    keepStateIn(this, state);
    this.addDependency(platform);
    this.connect();
    this.addresses = new Addresses(this, platform);
    this.namespaces = this.createNamespaces();
    this.createAccounts();
    this.workloads = this.createWorkloads();
    this.jobs = this.createJobs();
    this.connectWorkloads();
    this.addManifests();
  }

  private connect(): void {
    const { cluster } = this.platform;
    const faults = new Faults(`environments/${this.environment.stage}.ts`);
    const { repositories = [] } = this.account;
    for (const [name, { image }] of Object.entries({ ...this.environment.workloads, ...this.environment.jobs })) {
      faults.check(repositories.includes(image.repository), {
        prop: `${name}.image.repository`,
        expected: `one of environments/account.ts: ${repositories.join(', ')}`,
        got: image.repository,
        fix: 'Add it to `repositories` there, and push the image.',
      });
    }
    faults.check(cluster !== undefined, {
      prop: 'cluster',
      expected: 'there where `namespaces` are',
      got: cluster,
      fix: 'Declare the cluster that they are in.',
    });
    faults.throwIfAny();
    connectToCluster(this, { clusterName: cluster?.clusterName ?? '' });
  }

  private createNamespaces(): Map<string, Namespace> {
    const { namespaces = {} } = this.environment;
    // Below scopes of their own: a namespace may be called as a part of the stack is, such as `backend`.
    const scope = new Construct(this, 'namespaces');
    return new Map(Object.entries(namespaces).map(([name, quota]) => [name, new Namespace(scope, name, { quota })]));
  }

  /** What Argo CD deploys has its service account, its identity and its addresses from here. */
  private createAccounts(): void {
    const scope = new Construct(this, 'deployments');
    for (const [name, { namespace: namespaceName }] of Object.entries(this.environment.deployments ?? {})) {
      const namespace = this.namespaceOf(namespaceName);
      new ServiceAccount(scope, name, { namespace, identity: this.identityOf(name, namespaceName) });
      const data = this.addresses.of(name, this.usesOf(name) ?? {});
      if (Object.keys(data).length > 0) new ConfigMap(scope, `${name}-connections`, { namespace, data });
    }
  }

  private createWorkloads(): Map<string, Workload> {
    const { environment } = this;
    const scope = new Construct(this, 'workloads');
    const made = new Map<string, Workload>();
    if (environment.stage === 'prod') {
      for (const [name, { port, replicas, ...pod }] of Object.entries(environment.workloads ?? {}))
        made.set(name, new Workload(scope, name, { ...this.podProps(name, pod), port, replicas }));
    } else {
      const { stage } = environment;
      for (const [name, { port, replicas, ...pod }] of Object.entries(environment.workloads ?? {}))
        made.set(name, new Workload(scope, name, { ...this.podProps(name, pod), stage, port, replicas }));
    }
    return made;
  }

  private createJobs(): Map<string, CronJob> {
    const { jobs = {} } = this.environment;
    const scope = new Construct(this, 'jobs');
    return new Map(
      Object.entries(jobs).map(([name, { schedule, ...pod }]) => [
        name,
        new CronJob(scope, name, { ...this.podProps(name, pod), schedule }),
      ]),
    );
  }

  private podProps(name: string, { namespace, image, cpu, memory, environment }: PodData): PodProps {
    const { accountId, region } = this.account;
    return {
      namespace: this.namespaceOf(namespace),
      image: Image.ecr({ accountId, region, ...image }),
      resources: { cpu, memory },
      environment: { ...this.addresses.of(name, this.usesOf(name) ?? {}), ...environment },
      identity: this.identityOf(name, namespace),
      secrets: this.secretsOf(name),
      // What is deployed here keeps its state elsewhere: it may go with a node.
      nodes: statelessPods(this.environment.cluster?.nodePools ?? []),
    };
  }

  private usesOf(name: string): ServiceUses | undefined {
    return this.environment.services?.[name];
  }

  /** The service of the same name is a role that the platform made for this service account. */
  private identityOf(name: string, namespace: string): PodIdentity | undefined {
    return (
      this.usesOf(name) && { namespace, serviceAccount: name, identity: 'podIdentity', serviceAccountAnnotations: {} }
    );
  }

  private secretsOf(name: string): MountedSecret[] {
    return (this.usesOf(name)?.secrets ?? []).map((secret) => {
      const secretName = this.platform.secrets.get(secret)?.resource.nameInput ?? '';
      return new MountedSecret(secret, { secretName });
    });
  }

  /** Custom resources and admission policies, which Terraform could plan only against a cluster that is there. */
  private addManifests(): void {
    const { deployments, workloads, jobs, region } = this.environment;
    const groups = { apply: new KubernetesGroup(DEPLOYERS.apply), plan: new KubernetesGroup(DEPLOYERS.plan) };
    this.manifests.cluster.add(...deployerManifests(groups));
    for (const policy of admissionPolicies(this.admission())) this.manifests.cluster.add(...policy.manifests);
    for (const [name, { namespace }] of Object.entries({ ...deployments, ...workloads, ...jobs })) {
      for (const secret of this.secretsOf(name)) this.manifests.workloads.add(secret.manifest(name, namespace, region));
    }
  }

  private admission(): AdmissionPoliciesProps {
    const registry = ({ accountId, region }: { accountId: string; region: string }): string =>
      `${accountId}.dkr.ecr.${region}.amazonaws.com/`;
    return { registries: [registry(this.account), registry(this.environment)], exceptNamespaces: AGENT_NAMESPACES };
  }

  private namespaceOf(name: string): Namespace {
    const namespace = this.namespaces.get(name);
    if (!namespace)
      throw new Error(`the environment's schema let namespace ${name} through, which it does not declare`);
    return namespace;
  }

  /** Who reaches whom: what the environment says between workloads, and what a service's uses need outside of the cluster. */
  private connectWorkloads(): void {
    const pods = new Map<string, Workload | CronJob>([...this.workloads, ...this.jobs]);
    for (const [name, { allowFrom = [] }] of Object.entries(this.environment.workloads ?? {})) {
      for (const other of allowFrom) {
        const elsewhere = this.environment.deployments?.[other];
        const peer = elsewhere ? NetworkPeer.pods(elsewhere.namespace, { [NAME_LABEL]: other }) : pods.get(other);
        if (peer) this.workloads.get(name)?.allowFrom(peer);
      }
    }
    for (const [name, group] of pods) this.connectOut(group, this.usesOf(name) ?? {});
  }

  private connectOut(group: Workload | CronJob, uses: ServiceUses): void {
    const { databases = [], caches = [], buckets = [] } = uses;
    const data = this.platform.vpc.subnets.data.blocks.ipv4.map((block) => NetworkPeer.cidr(block));
    const ports = [
      ...databases.map((name) => this.platform.databases.get(name)?.port),
      ...caches.map((name) => this.platform.caches.get(name)?.port),
    ].filter((port) => port !== undefined);
    for (const port of new Set(ports)) for (const peer of data) group.allowTo(peer, port);
    // S3 keeps its public addresses behind the VPC's gateway endpoint too.
    if (buckets.length > 0) group.allowTo(NetworkPeer.internet(), HTTPS);
  }
}
