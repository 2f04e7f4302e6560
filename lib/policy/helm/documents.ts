import type { Resource, Value } from '../graph/value';
import { behind, each } from '../kubernetes/access';
import { readYaml } from '../yaml/read';

/** One text of a release's `values`: its documents; undefined when it is not known or cannot be read. */
export interface ValuesText {
  readonly place: string;
  readonly value: Value;
  readonly documents: readonly Value[] | undefined;
}

const read = new WeakMap<Resource, readonly ValuesText[]>();

/** The texts of a release's `values`. Read once a resource: several rules look at them. */
export function valuesTexts(release: Resource): readonly ValuesText[] {
  const known = read.get(release);
  if (known) return known;
  const result = each(release.get('values')).flatMap((item, index) => {
    const value = behind(item);
    return value === undefined ? [] : [{ place: `values[${index}]`, value, documents: readYaml(value) }];
  });
  read.set(release, result);
  return result;
}
