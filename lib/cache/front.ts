import { Construct } from 'constructs';
import type { Grantee } from '../core';
import { type Connectable, type Peer, Port, type SecurityGroup } from '../network';
import type { CacheAccess } from './access';
import type { CacheUser, CacheUsers } from './users';

/** What clients of every kind of cache see of it: a closed security group, a port, and users who log in with IAM. */
export abstract class CacheFront extends Construct implements Connectable {
  /** The group that lets nobody in until `allowFrom`. */
  abstract readonly securityGroup: SecurityGroup;
  /** The cache's ARN. */
  abstract readonly arn: string;
  /** Who may log in. */
  protected abstract readonly users: CacheUsers;

  /** The TCP port. */
  get port(): number {
    return 6379;
  }

  /** What `allowFrom` opens. */
  protected get ports() {
    return Port.tcp(this.port);
  }

  /**
   * Adds a user, who logs in with IAM: see `grantConnect`. Clients give `user.userName`.
   *
   * @param name the service that it is for, in lower case, such as `api`
   * @throws ValidationError when the name is malformed or taken
   */
  addUser(name: string, access: CacheAccess): CacheUser {
    return this.users.add(name, access);
  }

  /**
   * Lets the peer open TLS connections to the cache, with a security group rule on both sides.
   *
   * @param reason why, as the rules' description
   */
  allowFrom(peer: Connectable | Peer<'private'>, reason: string): void {
    if ('securityGroup' in peer) this.securityGroup.allowFrom(peer, this.ports, reason);
    else this.securityGroup.allowFrom(peer, this.ports, reason);
  }

  /**
   * Lets the grantee log in as this user of this cache: `elasticache:Connect` on both. The way in is `allowFrom`'s.
   *
   * @throws ValidationError when the user is another cache's
   */
  grantConnect(grantee: Grantee, user: CacheUser): void {
    this.users.grantConnect(grantee, this.arn, user);
  }
}
