import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Folder } from '../graph/folder';
import { isFolder, moduleFiles, readText } from './files';

/** Characters of the largest file that `file()` is given: nothing that is looked at here is larger. */
const longestFile = 1_000_000;
/** Modules inside modules: Terraform itself refuses one that calls itself, after trying for long. */
const deepestModule = 20;

/**
 * The folder of a root module. Its expressions may read files below the repository that it is part of (the nearest folder
 * with `.git`, otherwise itself) and nothing else: what a finding prints must not be another file of the machine.
 */
export function folderOf(root: string): Folder {
  return new ModuleFolder(root, root, repositoryOf(realpathSync(root)), 0);
}

class ModuleFolder implements Folder {
  constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly boundary: string,
    private readonly depth: number,
  ) {}

  get path(): string {
    return relative(this.root, this.folder).split(sep).join('/') || '.';
  }

  text(path: string): string | undefined {
    const file = this.inside(resolve(this.root, path));
    const size = file === undefined ? undefined : statSync(file);
    return file !== undefined && size?.isFile() && size.size <= longestFile ? readText(file) : undefined;
  }

  module(source: string) {
    if (!/^\.\.?(\/|$)/.test(source) || this.depth >= deepestModule) return undefined;
    const folder = join(this.folder, source);
    if (isFolder(folder) !== true) return undefined;
    const files = moduleFiles(folder);
    return files.length === 0
      ? undefined
      : { folder: new ModuleFolder(this.root, folder, this.boundary, this.depth + 1), files };
  }

  /** The real path of a file, when it is inside the boundary: a link may lead out of it. */
  private inside(path: string): string | undefined {
    if (!existsSync(path)) return undefined;
    const real = realpathSync(path);
    return [this.boundary, realpathSync(this.folder)].some((folder) => real.startsWith(folder + sep))
      ? real
      : undefined;
  }
}

function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}
