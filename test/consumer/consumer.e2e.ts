/** Packs the library and uses it as a stranger would: a fresh cdktf project outside this tree, with the tarball. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** Uses every sub-path, and nothing of this repository. */
const APP = `
import { App, TerraformStack } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { configureStack } from 'rampart/core';
import { Cache, CacheAccess, onDemandNodes } from 'rampart/cache';
import { Database, Engine, onDemand } from 'rampart/database';
import { AccountGuard } from 'rampart/account';
import { Cluster, onDemandPool } from 'rampart/cluster';
import { keepStateIn } from 'rampart/delivery';
import { estimatePaths, MonthlyBudget } from 'rampart/cost';
import { Certificate } from 'rampart/dns';
import { connectToCluster, Image, Namespace, Workload } from 'rampart/kubernetes';
import { Nat, Vpc } from 'rampart/network';
import { Guardrails } from 'rampart/policy';
import { Repository } from 'rampart/registry';
import { Key, Principal, Role } from 'rampart/security';
import { Bucket } from 'rampart/storage';

const app = new App();
const stack = new TerraformStack(app, 'shop');
new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
configureStack(stack, { stage: 'staging', owner: 'shop', costCenter: 'cc-1', accountId: '123456789012', region: 'eu-west-1' });
keepStateIn(stack, { bucket: 'shop-state', region: 'eu-west-1' });
new AccountGuard(stack, 'guard');
const vpc = new Vpc(stack, 'vpc', { stage: 'staging', cidr: '10.0.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.single() });
const bucket = new Bucket(stack, 'logs', { key: new Key(stack, 'key', { description: 'logs' }) });
bucket.grantRead(new Role(stack, 'reader', { assumedBy: Principal.service('ecs-tasks.amazonaws.com') }));
const subnets = vpc.subnets.data;
new Database(stack, 'orders', { stage: 'staging', engine: Engine.postgres('17'), subnets, capacity: onDemand('db.t4g.medium') });
new Cache(stack, 'sessions', { stage: 'staging', subnets, capacity: onDemandNodes('cache.t4g.small') })
  .addUser('api', CacheAccess.readWrite('session:*'));
new MonthlyBudget(stack, 'budget', { monthlyUsd: 500, emails: ['shop@example.com'] });
new Certificate(stack, 'certificate', { zone: 'example.com', hosts: ['shop.example.com'] });
new Repository(stack, 'images', { name: 'shop' });
const pool = onDemandPool({ name: 'base', instanceTypes: ['m7g.large'], scaling: { min: 2, max: 4 } });
const { clusterName } = new Cluster(stack, 'cluster', { vpc, nodePools: [pool] });
connectToCluster(stack, { clusterName });
const namespace = new Namespace(stack, 'shop', { quota: { cpu: '4', memory: '8Gi', pods: 20 } });
const image = Image.digest('public.ecr.aws/docker/library/nginx', \`sha256:\${'0'.repeat(64)}\`);
new Workload(stack, 'web', { stage: 'staging', namespace, image, port: 8080, resources: { cpu: '100m', memory: '128Mi' } });
Guardrails.attach(app);
app.synth();
if (estimatePaths([app.outdir]).total.monthly < 50) throw new Error('the prices are not in the package');
`;

describe('the packed library', () => {
  const work = mkdtempSync(join(tmpdir(), 'rampart-consumer-'));
  const run = (command: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: work, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };
  let tarball = '';

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', work], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ filename: string }];
    tarball = join(work, filename);
    const peers = [
      'cdktf',
      'constructs',
      '@cdktf/provider-aws',
      '@cdktf/provider-kubernetes',
      'typescript',
      '@types/node',
    ];
    const project = {
      name: 'consumer',
      private: true,
      dependencies: {
        rampart: `file:${tarball}`,
        ...Object.fromEntries(peers.map((name) => [name, devDependencies[name]])),
      },
    };
    writeFileSync(join(work, 'package.json'), JSON.stringify(project));
    writeFileSync(join(work, 'app.ts'), APP);
    run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  }, 300_000);

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('compiles, synthesizes and checks in a project outside the tree', () => {
    run(
      'npx',
      'tsc',
      '--strict',
      '--skipLibCheck',
      '--module',
      'node16',
      '--moduleResolution',
      'node16',
      '--types',
      'node',
      'app.ts',
    );
    run('node', 'app.js');
    expect(existsSync(join(work, 'cdktf.out/stacks/shop/cdk.tf.json'))).toBe(true);
    expect(run('npx', 'rampart', 'check', 'cdktf.out', '--format', 'json')).toContain('"findings"');
  }, 120_000);

  it('says what compiles with the older module resolution too', () => {
    run(
      'npx',
      'tsc',
      '--strict',
      '--skipLibCheck',
      '--module',
      'commonjs',
      '--moduleResolution',
      'node10',
      '--ignoreDeprecations',
      '6.0',
      '--types',
      'node',
      '--noEmit',
      'app.ts',
    );
  }, 120_000);

  it('is clean by publint and attw', () => {
    const bin = (tool: string): string => join(root, 'node_modules/.bin', tool);
    expect(run(bin('publint'), 'run', tarball, '--strict')).toContain('All good');
    expect(run(bin('attw'), tarball, '--no-emoji')).toContain('No problems found');
  }, 120_000);

  it('loads only what is imported', () => {
    const loaded = run('node', '-e', "require('rampart/core'); console.log(Object.keys(require.cache).join('\\n'))");
    expect(loaded).not.toMatch(/rampart\/dist\/(network|storage|policy|database|cache)\//);
  });
});
