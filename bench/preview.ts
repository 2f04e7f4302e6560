import { cpus } from 'node:os';
import Table from 'cli-table3';
import { previewOf, readPlanFile, renderPreview } from '../lib/plan';
import { planOf } from './plan';

const SIZES = [1_000, 2_000];
/** What a preview of 1,000 changes may take from reading the plan to the comment. */
const GOAL_SECONDS = 1;
const RUNS = 5;

/** `npm run bench -- preview`: reading, checking, pricing and writing a real plan, in one process. Fails above the goal. */
export function measurePreview(): void {
  const table = new Table({
    head: ['changes', 'read ms', 'judge ms', 'markdown ms', 'html ms', 'all but html, CPU ms'],
    style: { head: [], border: [] },
    colAligns: Array<'right'>(6).fill('right'),
  });
  for (const size of SIZES) {
    const plan = planOf(size);
    if ('missing' in plan) {
      console.error(`SKIPPED: preview. ${plan.missing}`);
      return;
    }
    // The first run compiles; the middle one of the others counts.
    const runs = Array.from({ length: RUNS + 1 }, () => once(plan.file)).slice(1);
    const [middle] = [...runs].sort((a, b) => a.cpu - b.cpu).slice(Math.floor(RUNS / 2));
    if (!middle) continue;
    const { changes, read, judge, markdown, html, cpu } = middle;
    table.push([changes, ...[read, judge, markdown, html, cpu].map((value) => value.toFixed(0))]);
    if (size === 1_000 && cpu > GOAL_SECONDS * 1_000) {
      console.error(`preview of ${changes} changes: ${cpu.toFixed(0)} ms, expected less than ${GOAL_SECONDS} s`);
      process.exitCode = 1;
    }
  }
  console.log(`node ${process.version}, ${cpus()[0]?.model}, one process, middle of ${RUNS} warm runs`);
  console.log(table.toString());
}

function once(file: string) {
  const start = process.cpuUsage();
  const times: number[] = [performance.now()];
  const lap = (): number => times.push(performance.now());
  const plan = readPlanFile(file);
  lap();
  const preview = previewOf(plan);
  lap();
  const page = { previews: [preview], revision: {} };
  renderPreview(page, 'markdown');
  lap();
  const { user, system } = process.cpuUsage(start);
  renderPreview(page, 'html');
  lap();
  const span = (index: number): number => (times[index + 1] ?? 0) - (times[index] ?? 0);
  const changes = preview.digests.length;
  return { changes, read: span(0), judge: span(1), markdown: span(2), html: span(3), cpu: (user + system) / 1_000 };
}
