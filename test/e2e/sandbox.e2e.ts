/**
 * The README's commands in a copy of this checkout, with the real AWS provider: deploy, interrupted and gone on with,
 * second plan empty, a change in place, one more zone, destroy. The tests build on each other, in this order.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorEnvironment } from '../../sandbox/environment';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { Checkout } from './support/checkout';
import { addresses, plan } from './support/plan';
import { run, start } from './support/run';
import { describeWithTools } from './support/tools';

const ZONES = "availabilityZones: ['a', 'b']";

/** The first change: the flow logs are kept longer. */
const RETENTION = {
  address: expect.stringMatching(/^aws_cloudwatch_log_group\./),
  actions: 'update',
  arguments: ['retention_in_days'],
};

describeWithTools('npm run sandbox', () => {
  let checkout: Checkout;
  let env: NodeJS.ProcessEnv;
  const npm = (...parameters: string[]) => run('npm', ['run', '-s', ...parameters], { cwd: checkout.directory });
  const synthesize = () => run('npx', ['cdktf', 'synth'], { cwd: checkout.directory, env });
  const planSandbox = () => plan(checkout.path('cdktf.out/stacks/sandbox'), env);
  const stateFile = () => checkout.path('.state/sandbox.tfstate');

  beforeAll(() => {
    checkout = new Checkout();
  });

  afterAll(async () => {
    await stopEmulator(checkout.path('.sandbox'));
    checkout.remove();
  });

  it('writes the state when it is interrupted', async () => {
    // A process group of its own: Ctrl-C reaches every process of a terminal's group.
    const deployment = start('npm', ['run', '-s', 'sandbox'], { cwd: checkout.directory, detached: true });
    await deployment.until('Creation complete');
    await sleep(5_000);
    process.kill(-(deployment.child.pid ?? 0), 'SIGINT');
    const { stderr } = await deployment.result;
    expect(stderr).toContain('npm run sandbox` goes on from here');
    expect(addresses(stateFile())).toContainEqual(expect.stringMatching(/^aws_vpc\./));
  });

  it('goes on from there, and the second plan is empty', async () => {
    const { stdout, stderr } = await npm('sandbox');
    expect(stderr).toContain('The second plan is empty');
    expect(stdout).toMatch(/\d+ resources:\n/);
    expect(stdout).toMatch(/vpc_id = "vpc-/);
    const emulator = await findEmulator(checkout.path('.sandbox'));
    env = emulatorEnvironment(emulator?.url ?? '', terraformEnvironment() as TerraformEnvironment);
  });

  it('diffs staging against the emulator', async () => {
    const { stdout } = await npm('sandbox', '--', 'diff', 'staging');
    expect(stdout).toMatch(/Plan:\S* \d{2,} to add, 0 to change, 0 to destroy/);
  });

  it('plans one changed setting as one update in place, and nothing else', async () => {
    checkout.edit('environments/sandbox.ts', ZONES, `${ZONES}, flowLogRetentionDays: 30`);
    await synthesize();
    expect(await planSandbox()).toEqual([RETENTION]);
  });

  it('plans another class of the database and of the cache in place', async () => {
    const classes = [
      ['db.t4g.micro', 'db.t4g.small'],
      ['cache.t4g.micro', 'cache.t4g.small'],
    ] as const;
    for (const [before, after] of classes) checkout.edit('environments/sandbox.ts', before, after);
    try {
      await synthesize();
      const update = (address: RegExp, ...changed: string[]) => ({
        address: expect.stringMatching(address),
        actions: 'update',
        arguments: changed,
      });
      expect(await planSandbox()).toEqual([
        RETENTION,
        // What counts as trouble is computed from the class.
        update(/^aws_cloudwatch_metric_alarm\.orders_alarm-connections_/, 'alarm_description', 'threshold'),
        update(/^aws_cloudwatch_metric_alarm\.orders_alarm-credits_/, 'threshold'),
        update(/^aws_cloudwatch_metric_alarm\.orders_alarm-memory_/, 'threshold'),
        update(/^aws_db_instance\./, 'instance_class'),
        update(/^aws_elasticache_replication_group\./, 'node_type'),
      ]);
    } finally {
      for (const [before, after] of classes) checkout.edit('environments/sandbox.ts', after, before);
    }
  });

  it('plans renamed constructs as moves: nothing is made anew, nothing goes', async () => {
    const file = checkout.path('stacks/platform.ts');
    const before = readFileSync(file, 'utf8');
    const renames = `for (const name of ['orders', 'sessions']) renamed(this, { from: name, to: \`\${name}-store\` });
    renamed(this, { from: 'vpc', to: 'network' });`;
    checkout.edit(
      'stacks/platform.ts',
      'this.vpc = this.createNetwork(',
      `${renames}\n    this.vpc = this.createNetwork(`,
    );
    const edited = readFileSync(file, 'utf8')
      .replace("} from '../lib/core';", ", renamed } from '../lib/core';")
      .replaceAll("new Vpc(this, 'vpc'", "new Vpc(this, 'network'")
      .replaceAll(/new (Database|Cache)\(this, name,/g, 'new $1(this, `${name}-store`,');
    writeFileSync(file, edited);
    await synthesize().finally(() => writeFileSync(file, before));
    const { moved } = JSON.parse(readFileSync(checkout.path('cdktf.out/stacks/sandbox/cdk.tf.json'), 'utf8'));
    expect(moved.length).toBeGreaterThan(60);
    const changes = await planSandbox();
    expect(new Set(changes.map(({ actions }) => actions))).toEqual(new Set(['update']));
    // Names of other kinds stay as they are: the tag `Name`, and what people read.
    const told = ['alarm_description', 'description', 'retention_in_days', 'tags', 'tags_all'];
    expect(changes.flatMap((change) => change.arguments).filter((argument) => !told.includes(argument))).toEqual([]);
  });

  it('plans one more zone without touching what exists', async () => {
    checkout.edit('environments/sandbox.ts', ZONES, "availabilityZones: ['a', 'b', 'c']");
    await synthesize();
    const changes = await planSandbox();
    const created = changes.filter(({ actions }) => actions === 'create').map(({ address }) => address);
    expect(created.filter((address) => address.startsWith('aws_subnet.'))).toHaveLength(3);
    const existing = addresses(stateFile());
    expect(created.filter((address) => existing.includes(address))).toEqual([]);
    const grows = (type: string, argument = 'subnet_ids') => ({
      address: expect.stringMatching(new RegExp(`^${type}\\.`)),
      actions: 'update',
      arguments: [argument],
    });
    expect(changes.filter(({ actions }) => actions !== 'create')).toEqual([
      RETENTION,
      // Who may use the new zone's subnets: the database, the cluster's API, the cache, and the interface endpoint.
      grows('aws_db_subnet_group'),
      grows('aws_eks_cluster', 'vpc_config'),
      grows('aws_elasticache_subnet_group'),
      grows('aws_vpc_endpoint'),
    ]);
  });

  it('applies both, and the plan after that is empty', async () => {
    const { stderr, stdout } = await npm('sandbox');
    expect(stdout).toMatch(/\d+ added, 5 changed, 0 destroyed/);
    expect(stderr).toContain('The second plan is empty');
  });

  it('destroys everything', async () => {
    const { stderr } = await npm('sandbox:destroy');
    expect(stderr).toContain('Nothing is left');
    expect(addresses(stateFile())).toEqual([]);
    expect(await findEmulator(checkout.path('.sandbox'))).toBeUndefined();
  });
});
