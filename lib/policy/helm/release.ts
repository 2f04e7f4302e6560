import { isList, isMap, isOpen, type Resource, type Value } from '../graph/value';
import { at, behind, each, text } from '../kubernetes/access';
import { objectsOf } from '../kubernetes/objects';
import { readYaml } from '../yaml/read';
import { valuesTexts } from './documents';

/** A part of a chart's values: a whole tree, or the one value that `set` puts at a path. */
export interface ChartValues {
  readonly resource: Resource;
  /** Path in the resource: `values[0]`, `set[2].value`. */
  readonly place: string;
  /** Keys under which {@link value} stands in the chart's values; empty for a whole tree. */
  readonly path: readonly string[];
  readonly value: Value;
  /** Whether Terraform hides it in plans and does not keep it in clear: `set_sensitive`, `set_wo`. */
  readonly sensitive: boolean;
}

/** The values that a resource gives to charts; text that is not known is a {@link ChartValues} with an open value. */
export function chartValuesOf(resource: Resource): readonly ChartValues[] {
  const known = collected.get(resource);
  if (known) return known;
  const result = resource.type === 'helm_release' ? releaseValues(resource) : objectValues(resource);
  collected.set(resource, result);
  return result;
}

const collected = new WeakMap<Resource, readonly ChartValues[]>();

function releaseValues(resource: Resource): ChartValues[] {
  const trees = valuesTexts(resource).flatMap(({ place, value, documents }) =>
    treesOf(resource, place, value, documents),
  );
  const sets = (['set', 'set_list', 'set_sensitive', 'set_wo'] as const).flatMap((block) =>
    each(resource.get(block)).map((entry, index): ChartValues => {
      const place = `${block}[${index}]`;
      const sensitive = block === 'set_sensitive' || block === 'set_wo';
      if (!isMap(entry)) return { resource, place, path: [], value: entry, sensitive };
      const path = pathOf(text(entry.name) ?? '');
      return { resource, place: `${place}.value`, path, value: behind(entry.value) ?? '', sensitive };
    }),
  );
  return [...trees, ...sets];
}

function tree(resource: Resource, place: string, value: Value | undefined): ChartValues[] {
  return value === undefined ? [] : treesOf(resource, place, value, readYaml(value));
}

function treesOf(
  resource: Resource,
  place: string,
  value: Value,
  documents: readonly Value[] | undefined,
): ChartValues[] {
  if (!documents) return [{ resource, place, path: [], value, sensitive: false }];
  return documents.map((document) => ({ resource, place, path: [], value: document, sensitive: false }));
}

/** Values in the objects of Argo CD, Flux and the Helm controller, which install charts from inside the cluster. */
function objectValues(resource: Resource): ChartValues[] {
  return objectsOf(resource).objects.flatMap(({ kind, body, place }) => {
    const spec = at(body, 'spec');
    if (kind === 'HelmRelease') return tree(resource, `${place}spec.values`, at(spec, 'values'));
    if (kind === 'HelmChart') return tree(resource, `${place}spec.valuesContent`, at(spec, 'valuesContent'));
    if (kind !== 'Application' && kind !== 'ApplicationSet') return [];
    const application = kind === 'Application' ? spec : at(spec, 'template', 'spec');
    const sources = [...each(at(application, 'source')), ...each(at(application, 'sources'))];
    return sources.flatMap((source) => {
      const helm = at(source, 'helm');
      const parameters = each(at(helm, 'parameters')).map(
        (parameter): ChartValues => ({
          resource,
          place: `${place}spec.source.helm.parameters`,
          path: pathOf(text(at(parameter, 'name')) ?? ''),
          value: at(parameter, 'value') ?? '',
          sensitive: false,
        }),
      );
      return [
        ...tree(resource, `${place}spec.source.helm.values`, at(helm, 'values')),
        ...tree(resource, `${place}spec.source.helm.valuesObject`, at(helm, 'valuesObject')),
        ...parameters,
      ];
    });
  });
}

/** Keys of Helm's `a.b[0].c`; a dot after a backslash belongs to the key. */
function pathOf(name: string): readonly string[] {
  const keys: string[] = [];
  let key = '';
  for (let index = 0; index <= name.length; index += 1) {
    const letter = name[index];
    if (letter === undefined || letter === '.' || letter === '[') {
      keys.push(key);
      key = '';
    } else if (letter === '\\') key += name[++index] ?? '';
    else if (letter !== ']') key += letter;
  }
  return keys.filter((part) => part !== '');
}

/** One scalar, list or open part of a chart's values. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: Value;
  /** The map in which it stands; undefined for a value of `set`. */
  readonly parent: Value | undefined;
}

/** Deeper than any chart's values. */
const maximumDepth = 64;

/** Every value below a key, maps and lists before what they hold. */
export function* walk(value: Value, path: readonly string[], parent?: Value): Iterable<Leaf> {
  const known = behind(value) ?? null;
  if (path.length > maximumDepth) return;
  if (path.length > 0) yield { path, value: known, parent };
  if (isList(known)) for (const [index, item] of known.entries()) yield* walk(item, [...path, String(index)], known);
  else if (isMap(known)) for (const key of Object.keys(known)) yield* walk(known[key] ?? null, [...path, key], known);
  else if (isOpen(known) && path.length === 0) yield { path, value: known, parent };
}
