import { basename, dirname } from 'node:path';
import { InputError } from '../failure';
import { buildGraph, type GraphOptions, type StackSource } from '../graph/build';
import type { Graph } from '../graph/graph';
import { isCdktfOutput, readCdktfOutput } from './cdktf-output';
import { isFolder, readFolder, readSource } from './files';

/**
 * Loads everything that is to be checked into one graph: any number of `cdktf.out`, folders of `*.tf.json` and single files.
 *
 * @throws InputError with the place and what to do
 */
export function loadGraph(paths: readonly string[], options: GraphOptions = {}): Graph {
  return buildGraph(paths.flatMap(readPath), options);
}

function readPath(path: string): readonly StackSource[] {
  const folder = isFolder(path);
  if (folder === undefined) throw new InputError(`${path}: there is no such file or folder.`);
  if (folder) return isCdktfOutput(path) ? readCdktfOutput(path) : [readFolder(path)];
  if (/\.(tf|tofu)$/.test(path)) {
    throw new InputError(
      `${path}: HCL is not read here. Check its plan: terraform plan -out=plan.bin, terraform show -json plan.bin > plan.json, rampart check plan.json`,
    );
  }
  return [{ name: stackName(path), files: [{ ...readSource(path), override: false }] }];
}

/** `cdk.tf.json` is named after its folder, every other file after itself. */
function stackName(path: string): string {
  const name = basename(path).replace(/(\.tf)?\.json$/, '');
  return name === 'cdk' || name === 'main' ? basename(dirname(path)) || name : name;
}
