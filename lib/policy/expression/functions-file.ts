import { Unknown, type Value } from '../graph/value';
import type { Scope } from './scope';

/** Functions that read a file beside the configuration. */
export const fileFunctions: ReadonlySet<string> = new Set(['file', 'filebase64', 'templatefile', 'fileexists']);

/** Applies one of them; `fold` folds the text of a template with only the given names known. */
export function readFile(
  name: string,
  [path, given]: readonly Value[],
  scope: Scope,
  fold: (template: string, names: Value | undefined) => Value,
): Value {
  const text = typeof path === 'string' ? scope.text(path) : undefined;
  // A file that is not to be had here may be there when Terraform runs.
  if (text === undefined) return new Unknown(`${name}() of a file that is not beside these`);
  if (name === 'fileexists') return true;
  if (name === 'filebase64') return Buffer.from(text, 'utf8').toString('base64');
  return name === 'file' ? text : fold(text, given);
}
