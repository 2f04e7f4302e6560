/** The fixes of the emulator, each with and without: sandbox/emulator/tests says what every one of them is for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findEmulator, startEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorPython } from '../../sandbox/python';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

describeWithTools('the emulator', () => {
  it('reads back what was written with each fix, and does not without it', async () => {
    const tests = resolve(__dirname, '../../sandbox/emulator/tests');
    const { stderr } = await run(emulatorPython(), ['-B', '-m', 'unittest', 'discover', '-s', tests]);
    expect(stderr).toMatch(/Ran 3 tests in .*\n\nOK/);
  });

  it('outlives its starter on loopback, is found again, and ends when it is told', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'rampart-emulator-'));
    try {
      const emulator = await startEmulator(directory);
      expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(await startEmulator(directory)).toEqual(emulator);
      expect(await findEmulator(directory)).toEqual(emulator);
      expect(await stopEmulator(directory)).toBe(true);
      expect(await findEmulator(directory)).toBeUndefined();
      expect(await stopEmulator(directory)).toBe(false);
    } finally {
      await stopEmulator(directory);
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
