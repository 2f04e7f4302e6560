import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';

const SIZES = [1_000, 10_000];
/** What `rampart cost` may take on 10,000 resources after start, and what the price data may add to `npm start`. */
const GOAL = { estimateMilliseconds: 1_000, pricesMilliseconds: 30 };
/** Processes for each size, of which the middle one counts. */
const RUNS = 5;

/** Times of one process: reading the files, pricing them, writing the result, and how long of it the price data took. */
export interface CostTimes {
  readonly load: number;
  readonly estimate: number;
  readonly write: number;
  readonly prices: number;
  readonly mebibytes: number;
}

/** `npm run bench -- cost`: `rampart cost` on many resources, each time in a fresh process. */
export function measureCost(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-cost-'));
  const table = new Table({
    head: ['resources', 'load ms', 'estimate ms', 'write ms', 'together ms', 'of which price data ms', 'peak MiB'],
    style: { head: [], border: [] },
    colAligns: Array<'right'>(7).fill('right'),
  });
  const verdicts: string[] = [];
  for (const size of SIZES) {
    const file = join(folder, `${size}.tf.json`);
    writeFileSync(file, JSON.stringify(platformOf(size)));
    const runs = Array.from({ length: RUNS }, () => once(file)).sort((a, b) => sum(a) - sum(b));
    const middle = runs[Math.floor(RUNS / 2)] as CostTimes;
    const { load, estimate, write, prices, mebibytes } = middle;
    table.push([
      String(size),
      ...[load, estimate, write, sum(middle), prices, mebibytes].map((value) => value.toFixed(0)),
    ]);
    verdicts.push(
      `${size} resources: at most ${GOAL.estimateMilliseconds} ms ${sum(middle) <= GOAL.estimateMilliseconds ? 'met' : 'missed'}, price data at most ${GOAL.pricesMilliseconds} ms ${prices <= GOAL.pricesMilliseconds ? 'met' : 'missed'}`,
    );
  }
  rmSync(folder, { recursive: true });
  console.log(
    `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; CPU time after start, the middle of ${RUNS} processes`,
  );
  console.log(table.toString());
  console.log(verdicts.join('\n'));
}

function once(file: string): CostTimes {
  const script = join(__dirname, 'cost-once.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', script, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as CostTimes;
}

function sum({ load, estimate, write }: CostTimes): number {
  return load + estimate + write;
}

/** Servers, node groups, databases, logs and what goes with them, in even parts: nine in ten cost something. */
function platformOf(size: number): object {
  const resource: Record<string, Record<string, object>> = {};
  const add = (type: string, name: string, body: object): void => {
    resource[type] ??= {};
    (resource[type] as Record<string, object>)[name] = body;
  };
  const reserved = { rampart: { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } } };
  for (let index = 0; index < size / 10; index += 1) {
    const volume = { volume_type: 'gp3', volume_size: 50 };
    add('aws_instance', `i${index}`, { instance_type: 'm7g.large', root_block_device: volume });
    add('aws_ebs_volume', `v${index}`, { type: 'gp3', size: 100 });
    add('aws_s3_bucket', `b${index}`, { bucket: `b${index}` });
    add('aws_cloudwatch_log_group', `l${index}`, { name: `l${index}`, retention_in_days: 30 });
    add('aws_cloudwatch_metric_alarm', `a${index}`, { metric_name: 'CPUUtilization', period: 300 });
    add('aws_db_instance', `d${index}`, {
      '//': reserved,
      engine: 'postgres',
      instance_class: 'db.m7g.large',
      storage_type: 'gp3',
      allocated_storage: 100,
    });
    add('aws_launch_template', `t${index}`, { block_device_mappings: [{ ebs: [volume] }] });
    add('aws_eks_node_group', `g${index}`, {
      instance_types: ['m7g.large', 'm6g.large'],
      capacity_type: 'SPOT',
      scaling_config: { min_size: 1, desired_size: 2, max_size: 3 },
      launch_template: { id: `\${aws_launch_template.t${index}.id}`, version: '1' },
    });
    add('aws_kms_key', `k${index}`, { enable_key_rotation: true });
    add('aws_secretsmanager_secret', `s${index}`, { name: `s${index}` });
  }
  return { '//': { rampart: { stage: 'prod' } }, provider: { aws: [{ region: 'eu-west-1' }] }, resource };
}
