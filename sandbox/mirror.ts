import { type Dirent, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, sep } from 'node:path';

/** A folder of Terraform providers, as Terraform's `filesystem_mirror` reads it. */
export interface ProviderMirror {
  /** The folder that holds `registry.terraform.io`. */
  readonly path: string;
  /** Sources that it has for this platform, such as `hashicorp/aws`, with their versions. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
}

const HOST = 'registry.terraform.io';
/** How far below a root a mirror is looked for, and how many folders are opened in all: a search ends within a second. */
const DEPTH = 4;
const BUDGET = 20_000;

/** Every mirror on this machine that has a provider for this platform, in the order of {@link roots}. */
export function findMirrors(where: readonly string[] = roots()): ProviderMirror[] {
  const found = new Map<string, ProviderMirror>();
  let budget = BUDGET;
  for (const root of where) {
    let level = [root];
    for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
      const next: string[] = [];
      for (const folder of level) {
        if (budget-- <= 0) return [...found.values()];
        const children = foldersIn(folder);
        if (children.includes(HOST)) add(found, folder);
        else next.push(...children.map((child) => join(folder, child)));
      }
      level = next;
    }
  }
  return [...found.values()];
}

/** Where Terraform keeps plugins, then where machines keep add-on software (the Filesystem Hierarchy Standard's names). */
function roots(): string[] {
  const home = homedir();
  const { TF_PLUGIN_CACHE_DIR, XDG_DATA_HOME, XDG_DATA_DIRS } = process.env;
  const shared = ['usr/local', 'usr/share', 'opt'].map((folder) => join(sep, folder));
  return [
    TF_PLUGIN_CACHE_DIR,
    join(home, '.terraform.d'),
    join(XDG_DATA_HOME || join(home, '.local', 'share'), 'terraform'),
    ...(XDG_DATA_DIRS ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, 'terraform')),
    join(home, 'Library', 'Application Support', 'io.terraform'),
    ...shared,
  ].filter((folder): folder is string => Boolean(folder));
}

function add(found: Map<string, ProviderMirror>, path: string): void {
  const providers = new Map<string, string[]>();
  for (const namespace of foldersIn(join(path, HOST))) {
    for (const type of foldersIn(join(path, HOST, namespace))) {
      const versions = versionsIn(join(path, HOST, namespace, type), type);
      if (versions.length > 0) providers.set(`${namespace}/${type}`, versions);
    }
  }
  if (providers.size > 0) found.set(path, { path, providers });
}

/** Both layouts: `VERSION/PLATFORM/` unpacked, and `terraform-provider-TYPE_VERSION_PLATFORM.zip` packed. */
function versionsIn(folder: string, type: string): string[] {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const packed = new RegExp(`^terraform-provider-${type}_(.+)_${platform}\\.zip$`);
  return entriesIn(folder).flatMap((entry) => {
    if (entry.isDirectory()) return foldersIn(join(folder, entry.name)).includes(platform) ? [entry.name] : [];
    const version = packed.exec(entry.name)?.[1];
    return version ? [version] : [];
  });
}

function foldersIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name);
}

/** What cannot be read is not a mirror. */
function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
