import { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import { DataAwsElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/data-aws-elasticache-replication-group';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import type { PlatformStack } from './platform';

type Uses = NonNullable<Environment['services']>[string];

/**
 * Where the databases, caches and buckets of an environment are, as variables for those who use them. They are looked up by
 * their names, which are known at synth: no other stack's state is read.
 */
export class Addresses extends Construct {
  constructor(
    scope: Construct,
    private readonly platform: PlatformStack,
  ) {
    super(scope, 'addresses');
  }

  /** The variables of a service: `DATABASE_ORDERS_HOST`, `CACHE_SESSIONS_HOST`, `BUCKET_ASSETS`, `SECRET_PAYMENT_GATEWAY_FILE`. */
  of(service: string, { databases = [], caches = [], buckets = [], secrets = [] }: Uses): Record<string, string> {
    return Object.assign(
      {},
      ...databases.map((name) => this.ofDatabase(name, service)),
      ...caches.map((name) => this.ofCache(name, service)),
      ...buckets.map((name) => ({ [variable('BUCKET', name)]: this.platform.buckets.get(name)?.resource.bucketInput })),
      ...secrets.map((name) => ({ [variable('SECRET', name, 'FILE')]: `/secrets/${name}/value` })),
    );
  }

  private ofDatabase(name: string, service: string): Record<string, string> {
    const database = this.platform.databases.get(name);
    const identifier = database?.resource.identifierInput ?? '';
    const found = this.once(
      `database-${name}`,
      (id) => new DataAwsDbInstance(this, id, { dbInstanceIdentifier: identifier }),
    );
    return {
      [variable('DATABASE', name, 'HOST')]: found.address,
      [variable('DATABASE', name, 'PORT')]: String(database?.port),
      [variable('DATABASE', name, 'NAME')]: name.replaceAll('-', '_'),
      [variable('DATABASE', name, 'USER')]: service.replaceAll('-', '_'),
    };
  }

  private ofCache(name: string, service: string): Record<string, string> {
    const cache = this.platform.caches.get(name);
    const replicationGroupId = cache?.resource.replicationGroupIdInput ?? '';
    const found = this.once(
      `cache-${name}`,
      (id) => new DataAwsElasticacheReplicationGroup(this, id, { replicationGroupId }),
    );
    return {
      [variable('CACHE', name, 'HOST')]: found.primaryEndpointAddress,
      [variable('CACHE', name, 'PORT')]: String(cache?.port),
      [variable('CACHE', name, 'USER')]: service,
    };
  }

  /** One look-up a thing, however many services use it. */
  private once<T extends Construct>(id: string, create: (id: string) => T): T {
    return (this.node.tryFindChild(id) as T | undefined) ?? create(id);
  }
}

const variable = (...words: string[]): string => words.join('_').replaceAll('-', '_').toUpperCase();
