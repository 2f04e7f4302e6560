/** One measurement of `npm run bench -- cost`, in a process of its own: prints {@link CostTimes} of the file that is named. */
import { performance } from 'node:perf_hooks';
import { estimateGraph, renderCost } from '../lib/cost';
import { loadGraph } from '../lib/policy/load';
import type { CostTimes } from './cost';

const [file = ''] = process.argv.slice(2);
const load = timed(() => loadGraph([file]));
// The price files are read by JSON.parse when the first price of a region is asked for: their time is measured inside.
const parse = JSON.parse;
let prices = 0;
JSON.parse = ((text: string) => {
  const start = performance.now();
  const value: unknown = parse(text);
  prices += performance.now() - start;
  return value;
}) as typeof JSON.parse;
const estimate = timed(() => estimateGraph(load.result));
JSON.parse = parse;
const write = timed(() => renderCost(estimate.result, 'json'));
const times: CostTimes = {
  load: load.milliseconds,
  estimate: estimate.milliseconds,
  write: write.milliseconds,
  prices,
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(times));

function timed<T>(action: () => T): { readonly result: T; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const result = action();
  const { user, system } = process.cpuUsage(start);
  return { result, milliseconds: (user + system) / 1000 };
}
