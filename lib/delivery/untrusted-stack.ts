import { type Fault, ValidationError } from '../core';
import { knownTypes } from './provider-actions';

/** Where the state of a stack must be, so that a plan reads no other. */
export interface ExpectedBackend {
  /** The bucket of all state. */
  readonly bucket: string;
  /** The stack's own key in it. */
  readonly key: string;
  /** The bucket's region. */
  readonly region: string;
}

/** What is known of a stack without asking its JSON. */
export interface ExpectedStack {
  /** The stack's id. */
  readonly stack: string;
  /** The account that its provider must refuse to leave. @default not checked */
  readonly accountId?: string;
  /** @default not checked: the state is in a file */
  readonly backend?: ExpectedBackend;
}

type Json = Readonly<Record<string, unknown>>;

/** Providers whose code may run with credentials, and the settings that they may be given. */
const PROVIDERS: ReadonlyMap<string, { readonly source: string; readonly settings: ReadonlySet<string> }> = new Map([
  [
    'aws',
    {
      source: 'hashicorp/aws',
      settings: new Set([
        'alias',
        'allowed_account_ids',
        'default_tags',
        'ignore_tags',
        'max_retries',
        'region',
        's3_use_path_style',
      ]),
    },
  ],
  [
    'kubernetes',
    { source: 'hashicorp/kubernetes', settings: new Set(['alias', 'host', 'cluster_ca_certificate', 'exec']) },
  ],
]);
/** Top-level blocks; `module`, `ephemeral`, `check` and `removed` bring code, secrets or requests that nobody looked at. */
const BLOCKS = new Set([
  '//',
  'data',
  'import',
  'locals',
  'moved',
  'output',
  'provider',
  'resource',
  'terraform',
  'variable',
]);
const TERRAFORM_BLOCKS = new Set(['backend', 'required_providers', 'required_version']);
/** Functions that read the machine: its environment has the credentials. */
const READING =
  /\b(?:file(?:base64|base64sha256|base64sha512|exists|md5|set|sha1|sha256|sha512)?|pathexpand|templatefile)\s*(?:\/\*.*?\*\/\s*)*\(|\bprovider::/s;
/** How a cluster's token may be fetched: the one command that Terraform may run. */
const TOKEN = /^eks get-token --cluster-name [\w-]+(?: --region [a-z0-9-]+)?(?: --output json)?$/;

/**
 * Refuses a stack's Terraform JSON that could do more than be planned: read secrets or the machine, run a command, ask another
 * server, use another account or another state. A plan of a pull request has credentials, and its JSON was made by code that
 * nobody reviewed yet.
 *
 * @throws ValidationError with everything that was found
 */
export function checkUntrustedStack(json: unknown, expected: ExpectedStack): void {
  const faults: Fault[] = [];
  const root = objectOf(json);
  const add = (prop: string, wanted: string, got: unknown, fix: string): void => {
    faults.push({ prop, expected: wanted, got, fix });
  };
  for (const block of Object.keys(root)) {
    if (!BLOCKS.has(block))
      add(block, 'left out of a plan that runs with credentials', block, 'Deploy it by hand, after review.');
  }
  checkTerraform(objectOf(root.terraform), expected, add);
  checkProviders(root, expected, add);
  checkBlocks(root, add);
  walk(root, '', (path, text) => {
    const found = /[$%]\{/.test(text) ? READING.exec(text)?.[0] : undefined;
    if (found !== undefined)
      add(path, 'free of functions that read files of the machine', found, 'Put the text into the code.');
  });
  if (faults.length > 0) throw new ValidationError(expected.stack, faults);
}

type Add = (prop: string, expected: string, got: unknown, fix: string) => void;

function checkTerraform(terraform: Json, { stack, backend }: ExpectedStack, add: Add): void {
  for (const key of Object.keys(terraform)) {
    if (!TERRAFORM_BLOCKS.has(key))
      add(`terraform.${key}`, 'left out', key, 'State is kept by the backend of the account stack only.');
  }
  for (const [name, value] of Object.entries(objectOf(terraform.required_providers))) {
    const allowed = PROVIDERS.get(name)?.source;
    const source = String(objectOf(value).source ?? value).replace(/^registry\.terraform\.io\//, '');
    if (source !== allowed) {
      add(
        `terraform.required_providers.${name}`,
        `one of ${sources()}`,
        source,
        'A provider is a program that gets the credentials: have it added to lib/delivery/untrusted-stack.ts first.',
      );
    }
  }
  if (backend === undefined) return;
  const kinds = objectOf(terraform.backend);
  const s3 = objectOf(kinds.s3);
  if (Object.keys(kinds).join() !== 's3')
    add('terraform.backend', 's3', Object.keys(kinds), 'Use keepStateIn(stack, state).');
  for (const key of ['bucket', 'key', 'region'] as const) {
    if (s3[key] !== backend[key])
      add(
        `terraform.backend.s3.${key}`,
        `${backend[key]}, the place of ${stack}`,
        s3[key],
        'Use keepStateIn(stack, state).',
      );
  }
  const known = new Set(['bucket', 'key', 'region', 'encrypt', 'kms_key_id', 'use_lockfile']);
  for (const key of Object.keys(s3)) {
    if (!known.has(key)) add(`terraform.backend.s3.${key}`, 'left out', s3[key], 'Use keepStateIn(stack, state).');
  }
  if (s3.use_lockfile !== true)
    add('terraform.backend.s3.use_lockfile', 'true', s3.use_lockfile, 'Use keepStateIn(stack, state).');
}

function checkProviders(root: Json, { accountId }: ExpectedStack, add: Add): void {
  for (const [name, value] of Object.entries(objectOf(root.provider))) {
    const allowed = PROVIDERS.get(name);
    for (const block of [value].flat().map(objectOf)) {
      if (allowed === undefined) {
        add(`provider.${name}`, `one of ${sources()}`, name, 'A provider is a program that gets the credentials.');
        continue;
      }
      for (const key of Object.keys(block)) {
        if (!allowed.settings.has(key))
          add(`provider.${name}.${key}`, 'left out', key, 'Credentials and addresses come from the pipeline alone.');
      }
      if (name === 'aws' && accountId !== undefined && [block.allowed_account_ids].flat().join() !== accountId)
        add(
          'provider.aws.allowed_account_ids',
          accountId,
          block.allowed_account_ids,
          'Name the environment’s account, and no other.',
        );
      for (const exec of [block.exec ?? []].flat().map(objectOf)) {
        const line = [exec.args ?? []].flat().join(' ');
        if (exec.command !== 'aws' || exec.env !== undefined || !TOKEN.test(line))
          add(
            `provider.${name}.exec`,
            'aws eks get-token',
            `${String(exec.command)} ${line}`,
            'Use connectToCluster(stack, …).',
          );
      }
    }
  }
}

function checkBlocks(root: Json, add: Add): void {
  const readable = new Set(knownTypes());
  for (const type of Object.keys(objectOf(root.data))) {
    if (!readable.has(`data.${type}`) && !/^kubernetes_/.test(type))
      add(
        `data.${type}`,
        'a data source that only describes',
        type,
        'Data sources run at plan, with credentials: `external`, `http` and those that read secrets are refused.',
      );
  }
  for (const [type, named] of Object.entries(objectOf(root.resource))) {
    for (const [name, blocks] of Object.entries(objectOf(named))) {
      for (const block of [blocks].flat().map(objectOf)) {
        for (const key of ['provisioner', 'connection'])
          if (block[key] !== undefined)
            add(`resource.${type}.${name}.${key}`, 'left out', key, 'No command is run on a machine of the pipeline.');
      }
    }
    // Terraform’s own `terraform_data` does nothing without a provisioner.
    if (!/^(aws|kubernetes)_|^terraform_data$/.test(type))
      add(`resource.${type}`, `a type of ${sources()}`, type, 'Leave it out.');
  }
}

function walk(value: unknown, path: string, visit: (path: string, text: string) => void): void {
  if (typeof value === 'string') visit(path, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`, visit);
  }
}

const sources = (): string => [...PROVIDERS.values()].map(({ source }) => source).join(', ');

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
