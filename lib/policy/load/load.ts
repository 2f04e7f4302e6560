import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../failure';
import { configure, type GraphOptions, type StackSource } from '../graph/build';
import { Graph } from '../graph/graph';
import type { Stack } from '../graph/stack';
import type { Resource } from '../graph/value';
import { type JsonObject, parseJson } from '../json/parse';
import { isCdktfOutput, readCdktfOutput } from './cdktf-output';
import { filesIn, isFolder, readFolder, readText } from './files';
import { isPlan, readPlan } from './plan';

/** Options of {@link loadGraph}. */
export interface LoadOptions extends GraphOptions {
  /** Configuration beside a plan. @default none */
  readonly source?: string | undefined;
}

/** What a path holds. */
type Input = { readonly stacks: readonly StackSource[] } | { readonly plan: JsonObject; readonly file: string };

/**
 * Loads everything that is to be checked into one graph: any number of `cdktf.out`, folders of `*.tf.json`, single files and plans.
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

function readSourceFolder(path: string): readonly StackSource[] {
  refuseHclSource(path);
  const input = readPath(path);
  if ('plan' in input)
    throw new InputError(
      `${path}: --source must be the configuration (a cdktf.out, or a folder of *.tf.json), and this is a plan.`,
    );
  return input.stacks;
}

/** Whoever passes the HCL beside a plan has already made the plan: the advice for HCL elsewhere would send them in a circle. */
function refuseHclSource(path: string): void {
  const hcl =
    isFolder(path) === true && !isCdktfOutput(path) ? filesIn(path).filter((name) => /\.(tf|tofu)$/.test(name)) : [];
  if (hcl.length === 0 && !/\.(tf|tofu)$/.test(path)) return;
  throw new InputError(
    `${path}: --source must be Terraform JSON, and this is HCL${hcl.length > 0 ? ` (${hcl.slice(0, 3).join(', ')}${hcl.length > 3 ? ', …' : ''})` : ''}, which is not read here.\n` +
      'Leave --source out: a plan of HCL holds everything but text that is put together from what only AWS knows, such as jsonencode() with the ARN of a new resource.\n' +
      'Such a policy is reported as SEC-UNVERIFIABLE. Write it as data "aws_iam_policy_document", whose statements the plan does hold; or plan again once the resource exists.',
  );
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
  if (/\.(tf|tofu)$/.test(path)) {
    throw new InputError(
      `${path}: HCL is not read here. Check its plan: terraform plan -out=plan.bin, terraform show -json plan.bin > plan.json, rampart check plan.json`,
    );
  }
  const document = parseJson(readText(path), path);
  if (isPlan(document.value)) return { plan: document.value, file: path };
  return { stacks: [{ name: stackName(path), files: [{ name: path, document, override: false }] }] };
}

/** `cdk.tf.json` and `main.tf.json` are named after their folder, every other file after itself. */
function stackName(path: string): string {
  const name = basename(path).replace(/(\.tf)?\.json$/, '');
  return name === 'cdk' || name === 'main' ? basename(dirname(resolve(path))) || name : name;
}
