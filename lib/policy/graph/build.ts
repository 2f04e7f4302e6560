import { isObject, type Json, type JsonObject, textOf } from '../json/parse';
import { type Block, type Blocks, mergeFiles, type SourceFile } from './blocks';
import { asBlocks, foldJson, Templates } from './body';
import { Configuration } from './configuration';
import { configuredRoot } from './configured-root';
import { type Folder, noFolder } from './folder';
import { Graph } from './graph';
import { emptyRoot, type Root } from './root';
import { type Attestation, type Stack, type Stage, stageOf } from './stack';
import { isMap, Unknown, type Value } from './value';

/** The files of one root module, read. */
export interface StackSource {
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** What stands beside the files. @default nothing that can be read */
  readonly folder?: Folder;
  readonly attestation?: Attestation | undefined;
  /** Values from `terraform.tfvars.json` and `*.auto.tfvars.json`. */
  readonly variables?: ReadonlyMap<string, Json>;
}

/** Options of loading. */
export interface GraphOptions {
  /** Stage of the stacks that name none. @default 'prod', the strictest */
  readonly stage?: Stage | undefined;
}

/** The folded configurations of all stacks, which resolve each other's outputs. */
export function configure(sources: readonly StackSource[], options: GraphOptions): readonly Configuration[] {
  const templates = new Templates();
  const configurations: Configuration[] = [];
  for (const source of sources) {
    const blocks = mergeFiles(source.files);
    const stack = describeStack(source, blocks, options);
    const remote = (state: string, block: Block, output: string): Value =>
      producer(configurations, state, block)?.output(output) ??
      new Unknown(`output ${output} of remote state ${state}, which is not among these files`, {
        input: { kind: 'output', name: output, sensitive: false },
      });
    const { folder = noFolder, variables = new Map() } = source;
    configurations.push(new Configuration({ stack, blocks, templates, remote, folder, variables }));
  }
  for (const configuration of configurations) {
    addDefaultTags(configuration, templates);
    Object.assign(configuration.stack, { hidden: configuration.hidden });
    (configuration.stack as { root: Root }).root = configuredRoot(configuration, templates);
  }
  return configurations;
}

/** Builds the graph of some stacks, without plans. @throws InputError when a file is no Terraform JSON */
export function buildGraph(sources: readonly StackSource[], options: GraphOptions = {}): Graph {
  const configurations = configure(sources, options);
  return new Graph(
    configurations.map((configuration) => configuration.stack),
    configurations.flatMap((configuration) => configuration.resources),
  );
}

function describeStack(source: StackSource, blocks: Blocks, options: GraphOptions): Stack {
  const metadata = blocks.comment?.metadata;
  const rampart = blocks.comment?.rampart;
  return {
    name: source.name,
    stage: stageOf(isObject(rampart) ? rampart.stage : undefined) ?? options.stage ?? 'prod',
    file: source.files[0]?.name ?? source.name,
    kind: 'configuration',
    overrides: overridesOf(isObject(metadata) ? metadata.overrides : undefined),
    fromCdktf: isObject(metadata) && 'stackName' in metadata,
    hidden: [],
    defaultTags: new Map(),
    accounts: accountsOf(blocks, rampart),
    attestation: source.attestation,
    notes: isObject(rampart) ? rampart : {},
    root: emptyRoot,
  };
}

function accountsOf(blocks: Blocks, rampart: Json | undefined): ReadonlySet<string> {
  const allowed = blocks.providers.flatMap(({ body }) =>
    Array.isArray(body.allowed_account_ids) ? body.allowed_account_ids : [],
  );
  // A provider that assumes a role makes everything in the account of that role.
  const assumed = blocks.providers.flatMap(({ body }) =>
    asBlocks(body.assume_role).map(({ role_arn }) => /^arn:[^:]*:iam::(\d{12}):/.exec(textOf(role_arn))?.[1]),
  );
  return new Set(
    [...allowed, ...assumed, isObject(rampart) ? rampart.account : undefined].filter((id) => typeof id === 'string'),
  );
}

function overridesOf(json: Json | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  if (!isObject(json)) return new Map();
  return new Map(
    Object.entries(json).map(([type, keys]) => [type, new Set(Array.isArray(keys) ? keys.map(textOf) : [])]),
  );
}

/** Keys that a provider's `default_tags` puts on every resource that uses it. */
function addDefaultTags(configuration: Configuration, templates: Templates): void {
  const tags = configuration.stack.defaultTags as Map<string, ReadonlySet<string>>;
  for (const { name, body } of configuration.blocks.providers) {
    const keys = new Set<string>();
    for (const block of asBlocks(body.default_tags)) {
      const value = configuration.follow(foldJson(block.tags ?? null, configuration, templates));
      if (isMap(value)) for (const key of Object.keys(value)) keys.add(key);
    }
    tags.set(typeof body.alias === 'string' ? `${name}.${body.alias}` : name, keys);
  }
}

/** The stack whose state a `terraform_remote_state` reads: by cdktf's naming, otherwise by equal backend settings. */
function producer(configurations: readonly Configuration[], state: string, block: Block): Configuration | undefined {
  const prefix = 'cross-stack-reference-input-';
  const named = state.startsWith(prefix) ? state.slice(prefix.length) : undefined;
  const config = asBlocks(block.body.config)[0];
  return configurations.find(({ stack, blocks }) =>
    named === undefined
      ? config !== undefined && sameBackend(textOf(block.body.backend), config, blocks)
      : stack.name === named,
  );
}

function sameBackend(kind: string, config: JsonObject, blocks: Blocks): boolean {
  const keys = {
    s3: ['bucket', 'key'],
    local: ['path'],
    gcs: ['bucket', 'prefix'],
    azurerm: ['container_name', 'key'],
  }[kind];
  if (!keys) return false;
  const backends = blocks.terraform
    .flatMap((block) => asBlocks(block.backend))
    .flatMap((labelled) => asBlocks(labelled[kind]));
  return backends.some((backend) => keys.every((key) => config[key] !== undefined && config[key] === backend[key]));
}
