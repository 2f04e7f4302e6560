import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** One renaming: full construct paths, the stack's name first. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

// A registered symbol: a consumer may have two copies of this library in one app.
const RENAMES = Symbol.for('rampart.renames');
type Renamed = TerraformStack & { [RENAMES]?: Rename[] };

/** The renamings of a stack, in the order in which they happened. */
export function renamesOf(stack: TerraformStack): Rename[] {
  const renamed = stack as Renamed;
  renamed[RENAMES] ??= [];
  return renamed[RENAMES];
}

/**
 * The path under which a construct was first made, where `renamed` says that it had another one; else its own. Physical names
 * are made of it, and whatever AWS cannot change in place, so that a rename replaces nothing.
 */
export function formerPath(scope: Construct): string {
  return pathsOf(scope.node.path, renamesOf(TerraformStack.of(scope))).at(-1) ?? scope.node.path;
}

/** A path and those it had before, the latest first. */
export function pathsOf(path: string, renames: readonly Rename[]): string[] {
  const paths = [path];
  for (const { from, to } of [...renames].reverse()) {
    const latest = paths.at(-1) ?? path;
    if (isBelow(latest, to)) paths.push(from + latest.slice(to.length));
  }
  return paths;
}

/** True for the path itself and everything below it. */
export function isBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}
