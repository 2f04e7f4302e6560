import { Construct } from 'constructs';
import type { Grantee } from '../core';
import { type Connectable, Port, type SecurityGroup } from '../network';
import { type ConnectTarget, grantConnect } from './connect';

/** What clients connect to over TLS and log in to by IAM: an instance, a cluster, a copy of one, or a proxy. */
export abstract class DatabaseEndpoint extends Construct implements Connectable {
  /** The group in front of it, which lets nobody in until `allowFrom`. */
  abstract readonly securityGroup: SecurityGroup;
  /** The TCP port. */
  abstract readonly port: number;
  /** Whose users they are. */
  protected abstract readonly connectTarget: ConnectTarget;

  /**
   * Lets somebody open connections: a workload, another construct with a security group, or the group.
   *
   * @param reason why, as the rules' description
   * @throws ValidationError when the reason holds characters that EC2 refuses
   */
  allowFrom(peer: Connectable, reason = `Connections to ${this.node.path}`): void {
    this.securityGroup.allowFrom(peer, Port.tcp(this.port), reason);
  }

  /**
   * Lets the grantee log in as one user, by IAM: adds `rds-db:connect` on exactly this endpoint and user; a grant on a database
   * does not hold for its replicas and proxies. The user must exist, with `GRANT rds_iam` in PostgreSQL or
   * `AWSAuthenticationPlugin` in MySQL and MariaDB.
   *
   * @throws ValidationError when the user is the master user or no name of one
   */
  grantConnect(grantee: Grantee, user: string): void {
    grantConnect(this, this.connectTarget, grantee, user);
  }
}
