import type { Environment } from '../environments/environment';
import { type Cache, CacheAccess } from '../lib/cache';
import type { Cluster, ClusterWorkload } from '../lib/cluster';
import type { Database } from '../lib/database';
import type { Secret } from '../lib/security';
import type { Bucket } from '../lib/storage';

/** What a service can be given, by name. */
interface Resources {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly databases: ReadonlyMap<string, Database>;
  readonly caches: ReadonlyMap<string, Cache>;
}

type Uses = NonNullable<Environment['services']>[string];

/** A service: a workload of the cluster, with access to what it uses and to nothing else. */
export class Service {
  /** Its identity. */
  readonly workload: ClusterWorkload;

  /** @param namespace the Kubernetes namespace that it runs in */
  constructor(
    cluster: Cluster,
    private readonly name: string,
    namespace: string,
    resources: Resources,
    { buckets = [], secrets = [], databases = [], caches = [] }: Uses,
  ) {
    this.workload = cluster.addWorkload(name, { namespace });
    for (const bucket of buckets) resources.buckets.get(bucket)?.grantReadWrite(this.workload);
    for (const secret of secrets) resources.secrets.get(secret)?.grantRead(this.workload);
    for (const database of databases) this.use(resources.databases.get(database));
    for (const cache of caches) this.keepIn(resources.caches.get(cache));
  }

  private use(database: Database | undefined): void {
    database?.allowFrom(this.workload, `Services of the cluster`);
    database?.grantConnect(this.workload, this.name.replaceAll('-', '_'));
  }

  private keepIn(cache: Cache | undefined): void {
    cache?.allowFrom(this.workload, `Services of the cluster`);
    cache?.grantConnect(this.workload, cache.addUser(this.name, CacheAccess.readWrite(`${this.name}:*`)));
  }
}

/** The namespace of a service: that of the deployment, workload or job of its name, else one of its own. */
export function namespaceOf(environment: Environment, name: string): string {
  if (environment.stage === 'sandbox') return name;
  const { deployments = {}, workloads = {}, jobs = {} } = environment;
  return (deployments[name] ?? workloads[name] ?? jobs[name])?.namespace ?? name;
}
