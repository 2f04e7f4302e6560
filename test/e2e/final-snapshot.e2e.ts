/** What real terraform makes of the name of a last snapshot, over two lives of what leaves it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { finalSnapshotName } from '../../lib/core';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

describeWithTools('the name of a last snapshot', () => {
  let directory: string;
  let env: NodeJS.ProcessEnv;

  /** A configuration with that name as its output. */
  const write = (key: string): void => {
    const stack = new TerraformStack(new App(), 'stack');
    new TerraformOutput(stack, 'name', { value: finalSnapshotName(stack, 'orders-final', { key }) });
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(stack.toTerraform()));
  };
  const terraform = (...parameters: string[]) =>
    run('terraform', [...parameters, '-no-color'], { cwd: directory, env });
  /** The name after an apply. */
  const applied = async (): Promise<string> => {
    await terraform('apply', '-auto-approve');
    return (await run('terraform', ['output', '-raw', 'name'], { cwd: directory, env })).stdout;
  };

  beforeAll(async () => {
    ({ env } = terraformEnvironment() as TerraformEnvironment);
    directory = mkdtempSync(join(tmpdir(), 'rampart-snapshot-'));
    write('one');
    await terraform('init');
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('stays from plan to plan, and is another one after a replacement and after a deletion', async () => {
    const first = await applied();
    expect(first).toMatch(/^orders-final-[0-9a-f]{8}$/);
    expect(await applied()).toBe(first);
    write('two');
    const second = await applied();
    await terraform('destroy', '-auto-approve');
    const third = await applied();
    expect(new Set([first, second, third]).size).toBe(3);
  });
});
