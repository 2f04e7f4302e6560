import { spawnSync } from 'node:child_process';

/** The processes below one that run a command, by the command's name. */
export function descendants(ancestor: number, command: string): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  const processes = stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(?:.*\/)?(.+?)\s*$/.exec(line))
    .flatMap((match) => (match ? [{ pid: Number(match[1]), parent: Number(match[2]), name: match[3] }] : []));
  const family = new Set([ancestor]);
  // A child's number may be smaller than its parent's, once the numbers have wrapped: look until nothing is added.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.filter(({ pid, name }) => family.has(pid) && name === command).map(({ pid }) => pid);
}
