import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../failure';
import { configure, type GraphOptions, type StackSource } from '../graph/build';
import { Graph } from '../graph/graph';
import type { Stack } from '../graph/stack';
import type { Resource } from '../graph/value';
import { type JsonObject, parseJson } from '../json/parse';
import { isCdktfOutput, readCdktfOutput } from './cdktf-output';
import { isFolder, isHcl, readSource, readText } from './files';
import { folderOf } from './folder';
import { isPlan, readPlan } from './plan';
import { readFolder } from './read-folder';

/** Options of {@link loadGraph}. */
export interface LoadOptions extends GraphOptions {
  /** Configuration beside a plan. @default none */
  readonly source?: string | undefined;
}

/** What a path holds. */
type Input = { readonly stacks: readonly StackSource[] } | { readonly plan: JsonObject; readonly file: string };

/**
 * Loads everything that is to be checked into one graph: any number of `cdktf.out`, folders of `*.tf.json` and `*.tf`, single files and plans.
 *
 * @throws InputError with the place and what to do
 */
export function loadGraph(paths: readonly string[], options: LoadOptions = {}): Graph {
  const inputs = paths.map(readPath);
  const source = options.source === undefined ? [] : readSourceFolder(options.source);
  if (source.length > 0 && !inputs.some((input) => 'plan' in input)) {
    throw new InputError(
      '--source is the configuration beside a plan, and no path is a plan. Leave it out, or pass the output of `terraform show -json`.',
    );
  }
  const stacks: Stack[] = [];
  const resources: Resource[] = [];
  for (const configuration of configure(
    inputs.flatMap((input) => ('plan' in input ? [] : input.stacks)),
    options,
  )) {
    stacks.push(configuration.stack);
    resources.push(...configuration.resources);
  }
  for (const input of inputs) {
    if (!('plan' in input)) continue;
    const plan = readPlan(input.plan, input.file, stackName(input.file), source, options);
    stacks.push(plan.stack);
    resources.push(...plan.resources);
  }
  return new Graph(stacks, resources);
}

/**
 * The graph of one plan that was read already.
 *
 * @param file how the plan is named in messages; gives the stack its name where no source does
 * @throws InputError for another format, a state, or a source that cannot be read
 */
export function planGraph(plan: JsonObject, file: string, options: LoadOptions = {}): Graph {
  const source = options.source === undefined ? [] : readSourceFolder(options.source);
  const { stack, resources } = readPlan(plan, file, stackName(file), source, options);
  return new Graph([stack], resources);
}

function readSourceFolder(path: string): readonly StackSource[] {
  const input = readPath(path);
  if ('plan' in input)
    throw new InputError(
      `${path}: --source must be the configuration (a cdktf.out, or a folder of *.tf or *.tf.json), and this is a plan.`,
    );
  return input.stacks;
}

function readPath(path: string): Input {
  const folder = isFolder(path);
  if (folder === undefined) throw new InputError(`${path}: there is no such file or folder.`);
  if (folder)
    return {
      stacks: isCdktfOutput(path)
        ? readCdktfOutput(path)
        : [readFolder(path, stackName(resolve(path, 'main.tf.json')))],
    };
  if (isHcl(path))
    return { stacks: [{ name: stackName(path), files: [readSource(path)], folder: folderOf(dirname(path)) }] };
  const document = parseJson(readText(path), path);
  if (isPlan(document.value)) return { plan: document.value, file: path };
  const files = [{ name: path, document, override: false }];
  return { stacks: [{ name: stackName(path), files, folder: folderOf(dirname(path)) }] };
}

/** `cdk.tf.json` and `main.tf.json` are named after their folder, every other file after itself. */
function stackName(path: string): string {
  const name = basename(path).replace(/((\.(tf|tofu))?\.json|\.(tf|tofu))$/, '');
  return name === 'cdk' || name === 'main' ? basename(dirname(resolve(path))) || name : name;
}
