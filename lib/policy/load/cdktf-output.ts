import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../failure';
import type { StackSource } from '../graph/build';
import type { Attestation } from '../graph/stack';
import { isObject, type Json, parseJson } from '../json/parse';
import { filesIn, isFolder, readSource, readText } from './files';
import { folderOf } from './folder';

/** Name of the record of what was checked, in the root of a `cdktf.out`. */
export const attestationFile = 'guardrails.json';
/** Name of the file that cdktf writes for each stack. */
export const stackFile = 'cdk.tf.json';

/** Whether the folder is the output of a cdktf synth. */
export function isCdktfOutput(folder: string): boolean {
  return isFolder(join(folder, 'stacks')) === true;
}

/** SHA-256 of a file's text, in hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads every stack of a `cdktf.out`, and compares each with the record of the last synth that passed.
 *
 * @throws InputError when no stack is there.
 */
export function readCdktfOutput(folder: string): readonly StackSource[] {
  const stacks = join(folder, 'stacks');
  const names = readdirSync(stacks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(stacks, entry.name, stackFile)))
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) {
    throw new InputError(
      `${folder}: no stacks/*/${stackFile}. A synth that was refused leaves none: run it again and read its findings.`,
    );
  }
  const recorded = readRecord(join(folder, attestationFile));
  return names.map((name) => {
    const path = join(stacks, name, stackFile);
    return {
      name,
      files: [readSource(path)],
      folder: folderOf(join(stacks, name)),
      attestation: attest(join(stacks, name), readText(path), recorded?.get(name)),
    };
  });
}

/** Files beside the checked one that Terraform would merge into it or read variables from. */
function extraFiles(folder: string): readonly string[] {
  return filesIn(folder).filter(
    (name) =>
      name !== stackFile &&
      /(\.tf|\.tofu|\.tf\.json|\.tofu\.json|\.auto\.tfvars|\.auto\.tfvars\.json|^terraform\.tfvars|^terraform\.tfvars\.json)$/.test(
        name,
      ),
  );
}

function attest(folder: string, text: string, recorded: string | undefined): Attestation {
  const found = digest(text);
  return {
    missing: recorded === undefined,
    changed: recorded !== undefined && recorded !== found ? { recorded, found } : undefined,
    extraFiles: extraFiles(folder),
  };
}

/** Digests by stack; undefined when there is no record. */
function readRecord(path: string): ReadonlyMap<string, string> | undefined {
  if (!existsSync(path)) return undefined;
  const { value } = parseJson(readText(path), path);
  const stacks: Json | undefined = isObject(value) ? value.stacks : undefined;
  if (!isObject(stacks)) throw new InputError(`${path}: no record of checked stacks. Delete it and synthesize again.`);
  return new Map(
    Object.keys(stacks).flatMap((name): [string, string][] => {
      const entry = stacks[name];
      return isObject(entry) && typeof entry.sha256 === 'string' ? [[name, entry.sha256]] : [];
    }),
  );
}
