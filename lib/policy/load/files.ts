import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../failure';
import type { SourceFile } from '../graph/blocks';
import type { StackSource } from '../graph/build';
import { isObject, type Json, parseJson } from '../json/parse';

/** Reads a file as text. @throws InputError */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}). Pass a path that exists and that you may read.`,
    );
  }
}

/** Reads one `*.tf.json`. */
export function readSource(path: string): SourceFile {
  const name = basename(path);
  return {
    name: path,
    document: parseJson(readText(path), path),
    override: name === 'override.tf.json' || name.endsWith('_override.tf.json'),
  };
}

/** Whether the path is a folder; undefined when nothing is there. */
export function isFolder(path: string): boolean | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory();
}

/** Names of the files in a folder, sorted, without editor backups and hidden files (Terraform skips them too). */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !/^\.|~$|^#.*#$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads a folder of `*.tf.json` as one stack named after the folder.
 *
 * @throws InputError when there is none, or when HCL beside them would hide resources from the check.
 */
export function readFolder(folder: string, name = basename(folder)): StackSource {
  const names = filesIn(folder);
  const json = names.filter((file) => file.endsWith('.tf.json'));
  const hcl = names.filter((file) => /\.(tf|tofu)$/.test(file));
  if (hcl.length > 0) {
    const what =
      json.length > 0
        ? 'HCL beside Terraform JSON: what it defines would not be checked'
        : 'HCL, which is not read here';
    throw new InputError(
      `${folder}: holds ${what} (${hcl.slice(0, 3).join(', ')}${hcl.length > 3 ? ', …' : ''}).\n` +
        `Check its plan instead:\n  terraform -chdir=${folder} plan -out=plan.bin\n  terraform -chdir=${folder} show -json plan.bin > plan.json\n  rampart check plan.json`,
    );
  }
  if (json.length === 0) {
    throw new InputError(
      `${folder}: no *.tf.json file and no stacks/ folder. Pass a cdktf.out, a folder of *.tf.json, one such file, or the output of \`terraform show -json\`.`,
    );
  }
  return { name, files: json.map((file) => readSource(join(folder, file))), variables: readVariables(folder, names) };
}

/** Variables that Terraform reads from the folder by itself. Those of an HCL file are not known: the default must not be believed. */
function readVariables(folder: string, names: readonly string[]): ReadonlyMap<string, Json> {
  const unreadable = names.find((name) => name === 'terraform.tfvars' || name.endsWith('.auto.tfvars'));
  if (unreadable) {
    throw new InputError(
      `${join(folder, unreadable)}: sets variables in HCL, which is not read here. Write it as ${unreadable}.json, or check the plan.`,
    );
  }
  const result = new Map<string, Json>();
  const files = names.filter((name) => name.endsWith('.auto.tfvars.json'));
  if (names.includes('terraform.tfvars.json')) files.unshift('terraform.tfvars.json');
  for (const name of files) {
    const path = join(folder, name);
    const { value } = parseJson(readText(path), path);
    if (!isObject(value)) throw new InputError(`${path}: expected a JSON object of variable values.`);
    for (const key of Object.keys(value)) result.set(key, value[key] ?? null);
  }
  return result;
}
