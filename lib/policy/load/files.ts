import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../failure';
import type { SourceFile } from '../graph/blocks';
import { parseJson } from '../json/parse';

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

/** What Terraform and OpenTofu read as configuration. */
const configuration = /\.(tf|tofu)(\.json)?$/;
/** Of those, the ones that are merged into the others. */
const overriding = /(^|_)override\.(tf|tofu)(\.json)?$/;

/** Whether a name is that of a configuration in HCL. */
export function isHcl(name: string): boolean {
  return /\.(tf|tofu)$/.test(name);
}

/** Reads one `*.tf.json` or `*.tf`. @throws InputError */
export function readSource(path: string): SourceFile {
  const text = readText(path);
  return {
    name: path,
    document: isHcl(path) ? readHcl(text, path) : parseJson(text, path),
    override: overriding.test(basename(path)),
  };
}

function readHcl(text: string, path: string): SourceFile['document'] {
  // Loaded when the first such file is met: most checks are of JSON.
  const { parseHcl } = require('../hcl/parse') as typeof import('../hcl/parse');
  return parseHcl(text, path);
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

/** The configuration in a folder; empty when it holds none. @throws InputError for a file that cannot be read */
export function moduleFiles(folder: string): readonly SourceFile[] {
  const names = filesIn(folder).filter((name) => configuration.test(name));
  // OpenTofu reads x.tofu instead of x.tf.
  const tofu = new Set(names.filter((name) => /\.tofu(\.json)?$/.test(name)));
  return names
    .filter((name) => !tofu.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')))
    .map((name) => readSource(join(folder, name)));
}
