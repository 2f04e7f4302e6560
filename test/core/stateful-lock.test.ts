import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { configureStack, renamed, type StackSettings, StatefulLock, type UnknownStateful } from '../../lib/core';
import { Database, Engine, onDemand } from '../../lib/database';
import { Nat, Vpc } from '../../lib/network';
import { Key } from '../../lib/security';

describe('StatefulLock', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rampart-lock-'));
    file = join(directory, 'stateful.lock.json');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const recorded = () => JSON.parse(readFileSync(file, 'utf8'));

  /** Synthesizes a stack, as a person's run unless told otherwise. */
  function synthesize(
    build: (stack: TerraformStack) => void,
    settings: Partial<StackSettings> = {},
    unknown: UnknownStateful = 'write',
  ): void {
    const app = new App({ outdir: join(directory, 'out') });
    StatefulLock.attach(app, { file, unknown });
    const stack = new TerraformStack(app, 'prod');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    configureStack(stack, { stage: 'prod', accountId: '123456789012', region: 'eu-west-1', ...settings });
    build(stack);
    app.synth();
  }

  const orders =
    (props: object = {}, id = 'orders') =>
    (stack: TerraformStack) => {
      const vpc = new Vpc(stack, 'vpc', { cidr: '10.20.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.none() });
      const { data: subnets } = vpc.subnets;
      new Database(stack, id, { engine: Engine.postgres('17'), subnets, capacity: onDemand('db.m7g.large'), ...props });
    };

  it('writes what would replace each stateful resource, and takes the same again', () => {
    synthesize(orders());
    const { resources, ...place } = recorded().prod;
    expect(place).toEqual({ account: '123456789012', region: 'eu-west-1' });
    const database = Object.keys(resources).find((address) => address.startsWith('aws_db_instance.'));
    expect(resources[String(database)]).toEqual({
      engine: 'postgres',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.orders_key_.*\.arn}$/),
      username: 'dbowner',
      storage_encrypted: true,
    });
    const text = readFileSync(file, 'utf8');
    synthesize(orders());
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each<[string, object, RegExp]>([
    [
      'another engine',
      { engine: Engine.mysql('8.4') },
      /aws_db_instance\.orders_instance_\w+\.engine` must be "postgres"/,
    ],
    [
      'another user',
      { masterUsername: 'ordersowner' },
      /\.username` must be "dbowner": another value replaces the resource/,
    ],
    ['a database in it', { databaseName: 'orders' }, /\.db_name` must be left out: another value/],
  ])('refuses %s, and names the safe way', (_name, props, message) => {
    synthesize(orders());
    expect(() => synthesize(orders(props))).toThrow(message);
    expect(() => synthesize(orders(props))).toThrow(
      'Make a second one that begins with a snapshot of it (Restore.fromSnapshot)',
    );
  });

  it('refuses another key', () => {
    synthesize(orders());
    const build = (stack: TerraformStack) => orders({ key: new Key(stack, 'other') })(stack);
    expect(() => synthesize(build)).toThrow(/\.kms_key_id` must be "\$\{aws_kms_key\.orders_key_\w+\.arn}"/);
  });

  it('refuses that one goes, and that one is renamed without a word', () => {
    synthesize(orders());
    expect(() => synthesize(() => {})).toThrow(
      /aws_db_instance\.orders_instance_\w+` must be there still: without it, its data goes/,
    );
    expect(() => synthesize(orders({}, 'purchases'))).toThrow('write renamed(scope, { from, to })');
  });

  it('takes a rename that is told, and whatever comes in addition or changes in place', () => {
    synthesize(orders());
    const before = recorded();
    synthesize((stack) => {
      renamed(stack, { from: 'orders', to: 'purchases' });
      orders({ engine: Engine.postgres('18'), upgradeFrom: Engine.postgres('17') }, 'purchases')(stack);
    });
    expect(recorded()).toEqual(before);
    synthesize((stack) => {
      orders()(stack);
      new Key(stack, 'more');
    });
    expect(Object.keys(recorded().prod.resources)).toHaveLength(Object.keys(before.prod.resources).length + 1);
  });

  it('lets Redis OSS become Valkey, which is done in place, and not go back', () => {
    const cache = (engine: string) => (stack: TerraformStack) =>
      void new ElasticacheReplicationGroup(stack, 'cache', {
        replicationGroupId: 'sessions',
        description: 'c',
        engine,
      });
    synthesize(cache('redis'));
    expect(() => synthesize(cache('valkey'))).not.toThrow();
    rmSync(file);
    synthesize(cache('valkey'));
    expect(() => synthesize(cache('redis'))).toThrow('.engine` must be "valkey"');
  });

  it('lets one go whose entry was taken out of the file', () => {
    synthesize(orders());
    writeFileSync(file, JSON.stringify({ prod: { ...recorded().prod, resources: {} } }));
    expect(() => synthesize(() => {})).not.toThrow();
  });

  it.each<[string, Partial<StackSettings>]>([
    ['the sandbox', { stage: 'sandbox' }],
    ['another account', { accountId: '999999999999' }],
    ['another region', { region: 'eu-central-1' }],
  ])('leaves %s alone', (_name, settings) => {
    synthesize(orders());
    expect(() => synthesize(() => {}, settings)).not.toThrow();
  });

  it('refuses in CI what it does not know yet, and writes nothing', () => {
    expect(() => synthesize(orders(), {}, 'refuse')).toThrow(
      /^.*stateful\.lock\.json: `prod\.aws_db_instance\.\w+` must be known to the file.*Run `npm start -- --record` and commit the file\./s,
    );
    expect(existsSync(file)).toBe(false);
  });

  it('neither writes nor refuses unless it is told', () => {
    synthesize(orders(), {}, 'ignore');
    expect(existsSync(file)).toBe(false);
  });

  it('says when the file is broken', () => {
    writeFileSync(file, '<<<<<<< HEAD');
    expect(() => synthesize(orders())).toThrow('`file` must be JSON as it was recorded');
  });

  it('says that it reads no HCL', () => {
    const app = new App({ outdir: join(directory, 'out'), hclOutput: true });
    StatefulLock.attach(app, { file });
    configureStack(new TerraformStack(app, 'prod'), { stage: 'prod' });
    expect(() => app.synth()).toThrow('`hclOutput` must be off');
  });
});
