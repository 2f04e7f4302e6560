/** `terraform validate` with the real AWS provider on the JSON of every stack. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { Checkout } from './support/checkout';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

const STACKS = [
  'account',
  'account-prod',
  'account-replica',
  'account-staging',
  'prod',
  'prod-workloads',
  'sandbox',
  'staging',
  'staging-workloads',
];

/**
 * Leaves the part of a stack that is AWS's: the mirror has no Kubernetes provider. What the rest makes is applied to a real API
 * server in workloads.e2e.ts.
 */
function leaveOutKubernetes(file: string): void {
  type Section = Record<string, unknown>;
  const { resource = {}, ...json } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'resource' | 'provider',
    Section
  > & {
    terraform: { required_providers: Section };
  };
  expect(Object.keys(resource).filter((type) => !type.startsWith('kubernetes_'))).toEqual([]);
  for (const section of [json.provider, json.terraform.required_providers]) delete section.kubernetes;
  writeFileSync(file, JSON.stringify(json));
}

describeWithTools('the Terraform JSON of every stack', () => {
  let checkout: Checkout;
  let env: NodeJS.ProcessEnv;
  let providerMajor: 5 | 6;

  beforeAll(async () => {
    checkout = new Checkout();
    ({ env, providerMajor } = terraformEnvironment() as TerraformEnvironment);
    const synthesis = { ...env, RAMPART_AWS_PROVIDER_MAJOR: String(providerMajor), RAMPART_EMULATOR: '' };
    await run(process.execPath, ['-r', '@swc-node/register', 'main.ts'], { cwd: checkout.directory, env: synthesis });
  });

  afterAll(() => checkout.remove());

  it('is there for each of them', () => {
    expect(readdirSync(checkout.path('cdktf.out/stacks')).sort()).toEqual(STACKS);
  });

  it.each(STACKS)('is valid: %s', async (stack) => {
    const directory = checkout.path('cdktf.out/stacks', stack);
    if (stack.endsWith('-workloads')) leaveOutKubernetes(`${directory}/cdk.tf.json`);
    await run('terraform', ['init', '-backend=false', '-no-color'], { cwd: directory, env });
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const lock = readFileSync(`${directory}/.terraform.lock.hcl`, 'utf8');
    expect(lock).toMatch(
      new RegExp(`provider "registry.terraform.io/hashicorp/aws" \\{\\s+version\\s+= "${providerMajor}\\.`),
    );
  });
});
