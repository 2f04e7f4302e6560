import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import type { Construct } from 'constructs';
import { formerPath, type Grantee, physicalName, type Stage, stageOf } from '../core';
import { SecurityGroup, type Subnets } from '../network';
import { type IKey, Key, SecretRef } from '../security';
import type { ConnectTarget } from './connect';
import { grantReadManagedSecret } from './connect';
import { DatabaseEndpoint } from './endpoint';
import type { Engine, EngineName } from './engine';
import { DEFAULT_MASTER_USERNAME } from './foundation';
import { MasterPassword } from './master-password';
import { DatabaseProxy, type DatabaseProxyOptions, type ProxyTarget } from './proxy';
import type { SharedProps } from './shared-props';

/** What a database and a cluster have in common: a key, a closed security group, a master user, and access by IAM. */
export abstract class PrimaryDatabase<E extends EngineName> extends DatabaseEndpoint implements ProxyTarget {
  /** The group of the database: what `allowFrom` opens. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts everything. */
  readonly key: IKey;
  /** The engine and its version. */
  readonly engine: Engine<E>;
  /** RDS's name of it, known at synth. */
  readonly identifier: string;
  /** The user that RDS made: for migrations, not for services. */
  readonly masterUsername: string;
  /** The TCP port. */
  readonly port: number;
  /** Where it stands. */
  readonly subnets: Subnets<'data'>;
  /** The stack's stage. */
  protected readonly stage: Stage;
  /** The master password, where a function rotates it. */
  protected readonly masterPassword: MasterPassword | undefined;

  /** @param validate throws before anything is made */
  constructor(scope: Construct, id: string, props: SharedProps<E>, validate: (self: Construct, stage: Stage) => void) {
    super(scope, id);
    this.stage = stageOf(this, props.stage);
    validate(this, this.stage);
    this.engine = props.engine;
    this.subnets = props.subnets;
    this.identifier = physicalName(this, 'rds-identifier');
    this.masterUsername = props.masterUsername ?? DEFAULT_MASTER_USERNAME;
    this.port = props.port ?? props.engine.defaultPort;
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    const { vpc } = props.subnets;
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      vpc,
      description: `Database ${formerPath(this)}`,
    });
    this.masterPassword = this.createMasterPassword(props);
  }

  /** What a proxy in front of it is told. */
  abstract get proxyTarget(): ProxyTarget['proxyTarget'];
  /** The id that IAM knows it by. */
  protected abstract readonly resourceId: string;
  /** The host that writes. */
  protected abstract readonly host: string;
  /** The secret that RDS makes for the master user. */
  protected abstract readonly managedSecretArn: string;

  /** Where the master user's password is: pass it to a migration. Services log in by `grantConnect`. */
  get masterSecret(): SecretRef {
    return this.masterPassword?.secret.ref ?? new SecretRef(this.managedSecretArn);
  }

  /** What users are granted on. */
  protected get connectTarget(): ConnectTarget {
    return { resourceId: this.resourceId, masterUsername: this.masterUsername };
  }

  /**
   * Lets the grantee read the master user's password, for a migration: adds `secretsmanager:DescribeSecret` and
   * `secretsmanager:GetSecretValue` on the master secret, and `kms:Decrypt` through Secrets Manager.
   */
  grantReadMasterSecret(grantee: Grantee): void {
    if (this.masterPassword) this.masterPassword.secret.grantRead(grantee);
    else grantReadManagedSecret(this, this.masterSecret.secretArn, this.key, grantee);
  }

  /**
   * Puts an RDS Proxy in front. Services are then granted and let in there.
   *
   * @throws ValidationError when an option is out of range
   */
  addProxy(id: string, options: DatabaseProxyOptions): DatabaseProxy {
    return new DatabaseProxy(this, id, { ...options, target: this });
  }

  /** Puts the password and how to connect into the secret, once the database is there, and lets the function in. */
  protected finishCredentials({ credentials, databaseName }: SharedProps<E>): void {
    const days = credentials?.managedEveryDays;
    if (days !== undefined) {
      new SecretsmanagerSecretRotation(this, 'master-rotation', {
        secretId: this.managedSecretArn,
        rotationRules: { automaticallyAfterDays: days },
        // RDS has just made it.
        rotateImmediately: false,
      });
    }
    if (!this.masterPassword || !credentials?.rotationFunction) return;
    const { port, masterUsername: username, host } = this;
    // What AWS's rotation functions know: they have no names for Aurora.
    const engine = this.engine.name.replace('aurora-', '').replace('postgresql', 'postgres');
    this.masterPassword.store({ engine, host, port, username, dbname: databaseName });
    this.allowFrom(credentials.rotationFunction.securityGroup, 'Rotation of the master password');
  }

  /** What replaces it when it changes. */
  protected replacedBy({ databaseName, restore }: SharedProps<E>): Record<string, string | undefined> {
    const { engine, subnets, masterUsername } = this;
    const source = restore && (restore.snapshot ?? `${restore.source} ${restore.time ?? ''}`);
    const { vpcId } = subnets.vpc;
    return { engine: engine.name, keyArn: this.key.arn, vpcId, masterUsername, databaseName, source };
  }

  private createMasterPassword({ credentials }: SharedProps<E>): MasterPassword | undefined {
    if (credentials?.kind !== 'rotated') return undefined;
    return new MasterPassword(this, 'master', credentials, { stage: this.stage, key: this.key });
  }
}
