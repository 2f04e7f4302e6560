import { basename, join } from 'node:path';
import { InputError } from '../failure';
import type { StackSource } from '../graph/build';
import { isObject, type Json, type JsonObject, parseJson } from '../json/parse';
import { filesIn, moduleFiles, readText } from './files';
import { folderOf } from './folder';

/**
 * Reads a folder of `*.tf.json` and `*.tf` as one stack named after the folder.
 *
 * @throws InputError when there is none.
 */
export function readFolder(folder: string, name = basename(folder)): StackSource {
  const files = moduleFiles(folder);
  if (files.length === 0) {
    throw new InputError(
      `${folder}: no *.tf or *.tf.json file and no stacks/ folder. Pass a cdktf.out, a folder of Terraform configuration, one such file, or the output of \`terraform show -json\`.`,
    );
  }
  return { name, files, folder: folderOf(folder), variables: readVariables(folder) };
}

/** Variables that Terraform reads from the folder by itself, the later file winning. */
function readVariables(folder: string): ReadonlyMap<string, Json> {
  const names = filesIn(folder);
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name));
  const files = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const result = new Map<string, Json>();
  for (const name of [...files, ...automatic]) {
    const value = readValues(join(folder, name));
    for (const key of Object.keys(value)) result.set(key, value[key] ?? null);
  }
  return result;
}

function readValues(path: string): JsonObject {
  const text = readText(path);
  if (path.endsWith('.tfvars')) {
    const { parseVariables } = require('../hcl/parse') as typeof import('../hcl/parse');
    return parseVariables(text, path);
  }
  const { value } = parseJson(text, path);
  if (!isObject(value)) throw new InputError(`${path}: expected a JSON object of variable values.`);
  return value;
}
