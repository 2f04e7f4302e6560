import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendants } from '../../sandbox/processes';

it('finds a command among the processes below one, and no other', async () => {
  const script = 'sleep 30 & echo ready; wait';
  const shell = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(shell.stdout, 'data');
  const pid = shell.pid ?? 0;
  try {
    expect(descendants(process.pid, 'sleep')).toEqual(descendants(pid, 'sleep'));
    expect(descendants(pid, 'sleep')).toHaveLength(1);
    expect(descendants(pid, 'no-such-command')).toEqual([]);
  } finally {
    process.kill(-pid);
  }
});
