import { ElasticacheUser, type ElasticacheUserConfig } from '@cdktf/provider-aws/lib/elasticache-user';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group';
import { Construct } from 'constructs';
import { Faults, type Grantee, physicalName, tagsOf } from '../core';
import type { CacheAccess } from './access';
import type { CacheEngine } from './engine';

const IAM = { authenticationMode: { type: 'iam' } } as const;

/** A user of one cache, who logs in with a token of IAM instead of a password. Made by `cache.addUser`. */
export class CacheUser {
  /** What clients give as the user's name, and the id at once: ElastiCache wants both the same of an IAM user. */
  readonly userName: string;
  /** The user's ARN. */
  readonly arn: string;

  constructor(
    /** The `aws_elasticache_user`. */
    readonly resource: ElasticacheUser,
    /** The path of the cache that the user belongs to. */
    readonly cachePath: string,
  ) {
    this.userName = resource.userIdInput ?? '';
    this.arn = resource.arn;
  }
}

/**
 * The users of one cache and their group. Nobody gets in without IAM: a group of Valkey needs no user named `default`, one
 * of Redis OSS does, and gets one that is switched off and may do nothing.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class CacheUsers {
  /** The `aws_elasticache_user_group`. */
  readonly group: ElasticacheUserGroup;
  private readonly ids: string[] = [];
  private readonly names = new Set<string>();

  constructor(
    private readonly cache: Construct,
    private readonly engine: CacheEngine,
  ) {
    this.group = new ElasticacheUserGroup(cache, 'users', {
      engine: engine.name,
      userGroupId: physicalName(cache, 'cache-user-group'),
      userIds: this.ids,
      tags: tagsOf(cache),
    });
    if (engine.name === 'redis') this.disableDefaultUser();
    cache.node.addValidation({ validate: () => this.validate() });
  }

  /** The id of the group, once it is there. */
  get groupId(): string {
    return this.group.userGroupId;
  }

  /** Adds a user. */
  add(name: string, access: CacheAccess): CacheUser {
    this.checkName(name);
    this.names.add(name);
    const scope = new Construct(this.cache, `user-${name}`);
    const id = physicalName(scope, 'cache-user');
    const resource = this.create(scope, { userId: id, userName: id, accessString: access.accessString }, IAM);
    return new CacheUser(resource, this.cache.node.path);
  }

  /**
   * Adds to the grantee: `elasticache:Connect` on the cache and the user, of which both are needed.
   *
   * @throws ValidationError when the user is another cache's
   */
  grantConnect(grantee: Grantee, cacheArn: string, user: CacheUser): void {
    const faults = new Faults(this.cache);
    faults.check(user.cachePath === this.cache.node.path, {
      prop: 'user',
      expected: 'one that this cache made',
      got: `${user.userName} of ${user.cachePath}`,
      fix: "Make one: cache.addUser('api', CacheAccess.readWrite('session:*')).",
    });
    faults.throwIfAny();
    grantee.allow({ actions: ['elasticache:Connect'], resources: [cacheArn, user.arn] });
  }

  private disableDefaultUser(): void {
    const scope = new Construct(this.cache, 'default-user');
    const user = { userId: physicalName(scope, 'cache-user'), userName: 'default', accessString: 'off -@all' };
    // Switched off, so that it is no matter how it would log in; a password would have to stand in Terraform's state. As a
    // block of `authentication_mode` the same would differ in each plan: ElastiCache gives its type another name back.
    this.create(scope, user, { noPasswordRequired: true });
  }

  private create(
    scope: Construct,
    user: { readonly userId: string; readonly userName: string; readonly accessString: string },
    login: Pick<ElasticacheUserConfig, 'authenticationMode' | 'noPasswordRequired'>,
  ): ElasticacheUser {
    const resource = new ElasticacheUser(scope, 'user', {
      ...user,
      engine: this.engine.name,
      ...login,
      tags: tagsOf(scope),
      // A user who is removed must leave the group before it can be deleted.
      lifecycle: { createBeforeDestroy: true },
    });
    this.ids.push(resource.userId);
    this.group.userIds = this.ids;
    return resource;
  }

  private checkName(name: string): void {
    const faults = new Faults(this.cache);
    faults.check(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name !== 'default', {
      prop: 'user',
      expected: 'a name in lower case: a letter, then letters, digits and single hyphens, and not default',
      got: name,
      fix: 'Name the service that it is for: api.',
    });
    faults.check(!this.names.has(name), {
      prop: 'user',
      expected: 'a name that no other user of the cache has',
      got: name,
      fix: 'Pass the user that is there, or name each after its service.',
    });
    faults.throwIfAny();
  }

  private validate(): string[] {
    if (this.names.size > 0) return [];
    return [
      '`users` must be at least one, got none: nobody could connect, and ElastiCache makes no empty group. ' +
        "Call cache.addUser('api', CacheAccess.readWrite('session:*')).",
    ];
  }
}
