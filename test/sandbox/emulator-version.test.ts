import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const emulator = resolve(__dirname, '../../sandbox/emulator');
const read = (...parts: string[]) => readFileSync(join(emulator, ...parts), 'utf8');

describe('the emulator’s version', () => {
  it('is the same where it is installed and where the fixes check it', () => {
    const installed = /^ministack==(\S+) \\$/m.exec(read('requirements.txt'))?.[1];
    const checked = /^MINISTACK = "(.+)"$/m.exec(read('rampart_emulator', '__init__.py'))?.[1];
    expect(installed).toBe(checked);
    expect(checked).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is pinned with everything that it needs, by hash', () => {
    const entries = read('requirements.txt')
      .split(/^(?=[a-z])/m)
      .slice(1);
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of entries)
      expect(entry).toMatch(/^[a-z0-9.-]+==[^\s]+( ; .+)? \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+$/);
  });
});
