import { DbProxy } from '@cdktf/provider-aws/lib/db-proxy';
import { DbProxyDefaultTargetGroup } from '@cdktf/provider-aws/lib/db-proxy-default-target-group';
import { DbProxyTarget } from '@cdktf/provider-aws/lib/db-proxy-target';
import { Fn, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { Duration, Faults, formerPath, physicalName, regionOf, stageOf, tagsOf } from '../core';
import { type Connectable, SecurityGroup, type Subnets } from '../network';
import { type IKey, Principal, Role, type Secret } from '../security';
import type { ConnectTarget } from './connect';
import { DatabaseEndpoint } from './endpoint';
import type { Engine } from './engine';
import { createLogGroup } from './monitoring';

/** What a proxy stands in front of: a {@link Database} or an {@link AuroraCluster}. */
export interface ProxyTarget extends Construct {
  /** The engine. */
  readonly engine: Engine;
  /** Where it stands. */
  readonly subnets: Subnets<'data'>;
  /** The key that encrypts it, and the proxy's logs. */
  readonly key: IKey;
  /** RDS's name of it. */
  readonly proxyTarget: { readonly dbInstanceIdentifier: string } | { readonly dbClusterIdentifier: string };
  /** Lets the proxy in. */
  allowFrom(peer: Connectable, reason?: string): void;
}

/** What a proxy is told, beside its target. */
export interface DatabaseProxyOptions {
  /**
   * The users that services connect as, each in a secret of `{"username": …, "password": …}`: the proxy logs in to the
   * database with these, and reads no other secret.
   */
  readonly users: readonly [Secret, ...Secret[]];
  /** How many of the database's connections the proxy may hold, 1 to 100 percent. @default 90 */
  readonly maxConnectionsPercent?: number;
  /** When an idle client is cut off, 1 second to 8 hours. @default Duration.minutes(30) */
  readonly idleClientTimeout?: Duration;
  /** How long a client waits for a connection, up to 5 minutes. @default Duration.seconds(30) */
  readonly borrowTimeout?: Duration;
}

/** What a {@link DatabaseProxy} is made of. */
export interface DatabaseProxyProps extends DatabaseProxyOptions {
  /** What it stands in front of. */
  readonly target: ProxyTarget;
}

/**
 * An RDS Proxy: it shares few database connections among many clients and holds them through a failover. Clients log in
 * by IAM and over TLS only; its role reads the secrets of the named users and nothing else; it stands in the data subnets, in
 * a group of its own, and is the one that the database lets in.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 *
 * @throws ValidationError when a prop is out of range
 */
export class DatabaseProxy extends DatabaseEndpoint {
  /** The `aws_db_proxy`. */
  readonly resource: DbProxy;
  /** The group of the proxy: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** The role by which it reads the secrets. */
  readonly role: Role;
  /** The TCP port: a proxy listens on the engine's own. */
  readonly port: number;

  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    validate(this, props);
    const { target, users } = props;
    this.port = target.engine.protocol === 'POSTGRESQL' ? 5432 : 3306;
    const { vpc } = target.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', { vpc, description: `Proxy ${formerPath(this)}` });
    this.role = this.createRole(users);
    this.resource = this.createProxy(props);
    this.connect(props);
    target.allowFrom(this, `Proxy ${this.node.path}`);
  }

  /** The proxy's users: those of its secrets. */
  protected get connectTarget(): ConnectTarget {
    // IAM knows a proxy by the id that only its ARN holds: arn:aws:rds:region:account:db-proxy:prx-0123456789abcdef0.
    return { resourceId: Token.asString(Fn.element(Fn.split(':', this.resource.arn), 6)) };
  }

  private createRole(users: readonly Secret[]): Role {
    const role = new Role(this, 'role', {
      description: `Reads the users' secrets of the proxy ${this.node.path}`,
      assumedBy: Principal.service('rds.amazonaws.com'),
    });
    for (const user of users) {
      role.allow({ actions: ['secretsmanager:GetSecretValue'], resources: [user.arn] });
      user.key.grantDecrypt(role, { viaService: `secretsmanager.${regionOf(this)}.amazonaws.com` });
    }
    return role;
  }

  private createProxy({ target, users, idleClientTimeout = Duration.minutes(30) }: DatabaseProxyProps): DbProxy {
    const name = physicalName(this, 'rds-identifier');
    const logs = createLogGroup(this, 'logs', stageOf(this), target.key, `/aws/rds/proxy/${name}`);
    return new DbProxy(this, 'proxy', {
      name,
      engineFamily: target.engine.protocol,
      roleArn: this.role.roleArn,
      vpcSubnetIds: target.subnets.ids,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      requireTls: true,
      // Debug logs hold the text of every statement.
      debugLogging: false,
      idleClientTimeout: idleClientTimeout.toSeconds(),
      auth: users.map(({ arn, node }) => ({
        authScheme: 'SECRETS',
        iamAuth: 'REQUIRED',
        secretArn: arn,
        description: node.path,
      })),
      tags: tagsOf(this),
      dependsOn: [logs, ...(this.role.policyResource ? [this.role.policyResource] : [])],
    });
  }

  private connect(props: DatabaseProxyProps): void {
    const { maxConnectionsPercent = 90, borrowTimeout = Duration.seconds(30) } = props;
    const dbProxyName = this.resource.name;
    const group = new DbProxyDefaultTargetGroup(this, 'pool', {
      dbProxyName,
      connectionPoolConfig: {
        maxConnectionsPercent,
        maxIdleConnectionsPercent: Math.floor(maxConnectionsPercent / 2),
        connectionBorrowTimeout: borrowTimeout.toSeconds(),
      },
    });
    new DbProxyTarget(this, 'target', { dbProxyName, targetGroupName: group.name, ...props.target.proxyTarget });
  }
}

function validate(scope: Construct, props: DatabaseProxyProps): void {
  const { maxConnectionsPercent: percent = 90, idleClientTimeout, borrowTimeout, users } = props;
  const faults = new Faults(scope);
  faults.check(Number.isInteger(percent) && percent >= 1 && percent <= 100, {
    prop: 'maxConnectionsPercent',
    expected: '1 to 100 whole percent',
    got: percent,
    fix: 'Leave it out for 90.',
  });
  const idle = idleClientTimeout?.toSeconds() ?? 1800;
  faults.check(Number.isInteger(idle) && idle >= 1 && idle <= 28_800, {
    prop: 'idleClientTimeout',
    expected: '1 second to 8 hours',
    got: idleClientTimeout?.toString(),
    fix: 'Leave it out for half an hour.',
  });
  const borrow = borrowTimeout?.toSeconds() ?? 30;
  faults.check(Number.isInteger(borrow) && borrow >= 0 && borrow <= 300, {
    prop: 'borrowTimeout',
    expected: 'up to 5 minutes',
    got: borrowTimeout?.toString(),
    fix: 'Leave it out for 30 seconds.',
  });
  faults.check(users.length > 0 && new Set(users).size === users.length, {
    prop: 'users',
    expected: 'one secret or more, each once',
    got: users.map(({ node }) => node.path),
    fix: 'Pass a Secret for each database user.',
  });
  faults.throwIfAny();
}
