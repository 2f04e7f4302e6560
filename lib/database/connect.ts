import type { Construct } from 'constructs';
import { arnOf, Faults, type Grantee, regionOf } from '../core';
import type { IKey } from '../security';

/** Whose user it is, and what names it in IAM. */
export interface ConnectTarget {
  /** The id in IAM's ARN: `db-ABC…` of an instance, `cluster-ABC…` of a cluster, `prx-abc…` of a proxy. */
  readonly resourceId: string;
  /** The master user, whom no service may be. @default unknown */
  readonly masterUsername?: string;
}

/**
 * Lets the grantee log in as one user of one database, by a token instead of a password: `rds-db:connect` on
 * `dbuser:<resource id>/<user>`. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *
 * @throws ValidationError when the user is the master user or no name of one
 */
export function grantConnect(scope: Construct, target: ConnectTarget, grantee: Grantee, user: string): void {
  const faults = new Faults(scope);
  faults.check(/^[A-Za-z_][\w.@-]{0,62}$/.test(user), {
    prop: 'user',
    expected: 'the exact name of a database user: 1 to 63 letters, digits or _.@-',
    got: user,
    fix: 'Name one user; a wildcard would let the grantee be any of them.',
  });
  faults.check(user !== target.masterUsername, {
    prop: 'user',
    expected: 'another than the master user',
    got: user,
    fix: 'Make a user with the privileges that the service needs, and give it rds_iam (PostgreSQL) or AWSAuthenticationPlugin (MySQL, MariaDB).',
  });
  faults.throwIfAny();
  grantee.allow({
    actions: ['rds-db:connect'],
    resources: [arnOf(scope, 'rds-db', `dbuser:${target.resourceId}/${user}`)],
  });
}

/**
 * Lets the grantee read the master secret that RDS manages: `secretsmanager:DescribeSecret` and
 * `secretsmanager:GetSecretValue` on it, and `kms:Decrypt` through Secrets Manager.
 */
export function grantReadManagedSecret(scope: Construct, secretArn: string, key: IKey, grantee: Grantee): void {
  grantee.allow({
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    resources: [secretArn],
  });
  key.grantDecrypt(grantee, { viaService: `secretsmanager.${regionOf(scope)}.amazonaws.com` });
}
