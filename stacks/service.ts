import { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { type Cache, CacheAccess } from '../lib/cache';
import type { Database } from '../lib/database';
import { SecurityGroup, type Vpc } from '../lib/network';
import { Principal, Role, type Secret } from '../lib/security';
import type { Bucket } from '../lib/storage';

/** What a service can be given, by name. */
interface Resources {
  readonly vpc: Vpc;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly databases: ReadonlyMap<string, Database>;
  readonly caches: ReadonlyMap<string, Cache>;
}

type Uses = NonNullable<Environment['services']>[string];

/** A service of the cluster: a role that its pods get, a security group that they stand in, and access to what it uses. */
export class Service extends Construct {
  readonly role: Role;
  readonly securityGroup: SecurityGroup;

  constructor(
    scope: Construct,
    private readonly serviceName: string,
    resources: Resources,
    { buckets = [], secrets = [], databases = [], caches = [] }: Uses,
  ) {
    super(scope, `${serviceName}-service`);
    this.role = new Role(this, 'role', {
      description: `What the service ${serviceName} may do, as a pod of the cluster`,
      assumedBy: Principal.service('pods.eks.amazonaws.com'),
    });
    this.securityGroup = new SecurityGroup(this, 'pods', { vpc: resources.vpc, description: `Pods of ${serviceName}` });
    for (const name of buckets) resources.buckets.get(name)?.grantReadWrite(this.role);
    for (const name of secrets) resources.secrets.get(name)?.grantRead(this.role);
    for (const name of databases) this.use(resources.databases.get(name));
    for (const name of caches) this.keepIn(resources.caches.get(name));
  }

  private use(database: Database | undefined): void {
    database?.allowFrom(this, `Service ${this.serviceName}`);
    database?.grantConnect(this.role, this.serviceName.replaceAll('-', '_'));
  }

  private keepIn(cache: Cache | undefined): void {
    cache?.allowFrom(this, `Service ${this.serviceName}`);
    cache?.grantConnect(this.role, cache.addUser(this.serviceName, CacheAccess.readWrite(`${this.serviceName}:*`)));
  }
}
