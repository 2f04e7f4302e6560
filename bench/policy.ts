import { checkPaths } from '../lib/policy';

/** CPU milliseconds and MiB of heap that all rules take on a synthesized folder, the second time: the first compiles the code. */
export function checkTwice(folder: string): [string, string] {
  checkPaths([folder]);
  global.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const start = process.cpuUsage();
  const result = checkPaths([folder]);
  const { user, system } = process.cpuUsage(start);
  const mebibytes = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
  if (result.resources === 0) throw new Error('nothing was checked');
  return [((user + system) / 1000).toFixed(1), mebibytes.toFixed(0)];
}
