import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { root, sandboxDirectory } from '../sandbox/paths';
import { planOf } from './plan';

const SIZES = [2_000, 10_000];
/** What `rampart check` may take on 10,000 resources. */
const GOAL = { seconds: 2, mebibytes: 500, ratio: 20 };
/** Runs of rampart, of which the middle one counts; checkov runs once, in between. */
const RUNS = 3;

/** Runs a command to its end, and tells its times and its largest resident set, children included. */
const METER = `
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": code, "wall": wall, "cpu": used.ru_utime + used.ru_stime, "mebibytes": used.ru_maxrss / 1024}))
`;

interface Metered {
  readonly code: number;
  readonly wall: number;
  readonly cpu: number;
  readonly mebibytes: number;
}

/** `npm run bench -- policy`: the compiled command and checkov on the same plan, start-up included. */
export function comparePolicies(): void {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const checkov = join(sandboxDirectory(), 'checkov', 'bin', 'checkov');
  const hasCheckov = existsSync(checkov);
  if (!hasCheckov)
    console.error(
      'SKIPPED: checkov. `npx jest --config test/e2e/jest.config.json test/e2e/checkov` installs it; it needs python3 -m venv and the package index.',
    );
  const table = new Table({
    head: ['resources', 'plan MB', 'tool', 'wall s', 'CPU s', 'peak MiB', 'wall ratio', 'CPU ratio'],
    style: { head: [], border: [] },
    colAligns: ['right', 'right', 'left', ...Array<'right'>(5).fill('right')],
  });
  const verdicts: string[] = [];
  for (const size of SIZES) {
    const plan = planOf(size);
    if ('missing' in plan) {
      console.error(`SKIPPED: ${size} resources. A plan needs ${plan.missing}`);
      continue;
    }
    const rampart = () => meter(process.execPath, join(root, 'dist', 'cli', 'main.js'), 'check', plan.file);
    const before = rampart();
    const theirs = hasCheckov
      ? meter(
          checkov,
          '-f',
          plan.file,
          '--framework',
          'terraform_plan',
          '--skip-download',
          '--quiet',
          '--compact',
          '-o',
          'json',
        )
      : undefined;
    const ours = middle([before, ...Array.from({ length: RUNS - 1 }, rampart)]);
    const megabytes = (statSync(plan.file).size / 1e6).toFixed(1);
    const count = resourcesIn(plan.file);
    table.push([count, megabytes, 'rampart', ...cells(ours), '', '']);
    if (theirs)
      table.push([
        count,
        megabytes,
        'checkov',
        ...cells(theirs),
        times(theirs.wall, ours.wall),
        times(theirs.cpu, ours.cpu),
      ]);
    verdicts.push(verdict(count, ours, theirs));
  }
  console.log(
    `node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; whole processes, start-up included`,
  );
  console.log(table.toString());
  console.log(verdicts.join('\n'));
}

function meter(...command: string[]): Metered {
  const metered = JSON.parse(execFileSync('python3', ['-c', METER, ...command], { encoding: 'utf8' })) as Metered;
  if (metered.code !== 0 && metered.code !== 1) throw new Error(`${command.join(' ')} ended with ${metered.code}`);
  return metered;
}

function middle(all: readonly Metered[]): Metered {
  const sorted = [...all].sort((a, b) => a.cpu - b.cpu);
  return sorted[Math.floor(sorted.length / 2)] as Metered;
}

function cells({ wall, cpu, mebibytes }: Metered): string[] {
  return [wall.toFixed(2), cpu.toFixed(2), mebibytes.toFixed(0)];
}

function times(theirs: number, ours: number): string {
  return `${(theirs / ours).toFixed(1)} ×`;
}

function verdict(count: number, ours: Metered, theirs: Metered | undefined): string {
  const speed = ours.wall <= GOAL.seconds ? 'met' : 'missed';
  const memory = ours.mebibytes <= GOAL.mebibytes ? 'met' : 'missed';
  const verdict = (key: 'wall' | 'cpu'): string =>
    theirs ? (theirs[key] / ours[key] >= GOAL.ratio ? 'met' : 'missed') : 'not measured';
  return `${count} resources: at most ${GOAL.seconds} s ${speed}, at most ${GOAL.mebibytes} MiB ${memory}, at least ${GOAL.ratio} times faster than checkov ${verdict('wall')} by the clock, ${verdict('cpu')} in CPU time`;
}

function resourcesIn(file: string): number {
  const { resource_changes: changes } = JSON.parse(readFileSync(file, 'utf8')) as {
    resource_changes: readonly { mode: string }[];
  };
  return changes.filter(({ mode }) => mode === 'managed').length;
}
