/** Every option of the foundation's constructs, deployed with the real AWS provider: fixture-app/main.ts is the app. */
import { join } from 'node:path';
import { startEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorEnvironment } from '../../sandbox/environment';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { Checkout } from './support/checkout';
import { addresses, plan } from './support/plan';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

const APP = join('test', 'e2e', 'fixture-app', 'main.ts');

describeWithTools('every option of the constructs', () => {
  let checkout: Checkout;
  let env: NodeJS.ProcessEnv;
  const cdktf = (command: string) =>
    run(
      'npx',
      [
        'cdktf',
        command,
        'everything',
        '--app',
        `node -r @swc-node/register ${APP}`,
        '--auto-approve',
        '--skip-provider-lock',
      ],
      { cwd: checkout.directory, env },
    );
  const stateFile = () => checkout.path('.state/everything.tfstate');

  beforeAll(async () => {
    checkout = new Checkout();
    const { url } = await startEmulator(checkout.path('.sandbox'));
    env = emulatorEnvironment(url, terraformEnvironment() as TerraformEnvironment);
  });

  afterAll(async () => {
    await stopEmulator(checkout.path('.sandbox'));
    checkout.remove();
  });

  it('is deployed', async () => {
    await cdktf('deploy');
    expect(addresses(stateFile()).length).toBeGreaterThan(100);
  });

  it('is read back as it was written: the second plan is empty', async () => {
    expect(await plan(checkout.path('cdktf.out/stacks/everything'), env)).toEqual([]);
  });

  it('is destroyed', async () => {
    await cdktf('destroy');
    expect(addresses(stateFile())).toEqual([]);
  });
});
