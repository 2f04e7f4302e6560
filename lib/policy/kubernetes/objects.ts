import { isList, isMap, type Resource, type Value } from '../graph/value';
import { valuesTexts } from '../helm/documents';
import { readYaml } from '../yaml/read';
import { at, behind, each, text } from './access';
import { manifestAttributes, partialTypes, typedKinds } from './kinds';
import type { KubernetesObject, OpenManifest } from './object';
import { manifestOf } from './typed';

/** What a resource makes inside a cluster. */
export interface Made {
  readonly objects: readonly KubernetesObject[];
  readonly open: readonly OpenManifest[];
}

/** Deeper than any chart's values. */
const maximumDepth = 24;
const made = new WeakMap<Resource, Made>();

/** The Kubernetes objects of a resource: one of the Terraform provider, or any number in manifests. Read once a resource. */
export function objectsOf(resource: Resource): Made {
  const known = made.get(resource);
  if (known) return known;
  const result = read(resource);
  made.set(resource, result);
  return result;
}

function read(resource: Resource): Made {
  const kind = typedKinds.get(resource.type);
  if (kind !== undefined) {
    const object = {
      kind,
      apiVersion: '',
      body: manifestOf(resource),
      resource,
      place: '',
      partial: partialTypes.has(resource.type),
    };
    return { objects: [object], open: [] };
  }
  if (resource.type === 'helm_release') return { objects: embedded(resource), open: [] };
  const attribute = manifestAttributes.get(resource.type);
  const value = attribute === undefined ? undefined : behind(resource.get(attribute));
  if (attribute === undefined || value === undefined) return { objects: [], open: [] };
  const documents = readYaml(value);
  if (!documents) return { objects: [], open: [{ resource, attribute, value }] };
  const parts = documents.map((document, index) =>
    manifest(resource, document, documents.length > 1 ? `${attribute}[${index}]` : attribute),
  );
  return { objects: parts.flatMap((part) => part.objects), open: parts.flatMap((part) => part.open) };
}

/** Manifests in a chart's values: many charts take a list of further objects (`extraObjects`, `extraDeploy`). */
function embedded(resource: Resource): KubernetesObject[] {
  return valuesTexts(resource).flatMap(({ place, documents }) =>
    (documents ?? []).flatMap((document) => [...search(resource, document, place, 0)]),
  );
}

function* search(
  resource: Resource,
  value: Value | undefined,
  place: string,
  depth: number,
): Iterable<KubernetesObject> {
  const known = behind(value);
  if (depth > maximumDepth) return;
  if (isList(known))
    for (const [index, item] of known.entries()) yield* search(resource, item, `${place}[${index}]`, depth + 1);
  else if (isMap(known)) {
    if (text(known.kind) !== undefined && text(known.apiVersion) !== undefined) {
      yield* manifest(resource, known, place).objects;
      return;
    }
    for (const key of Object.keys(known)) yield* search(resource, known[key], `${place}.${key}`, depth + 1);
  }
}

/** Reads one manifest; a `List` is its items. */
function manifest(resource: Resource, document: Value, attribute: string): Made {
  if (!isMap(document)) return { objects: [], open: [{ resource, attribute, value: document }] };
  const kind = text(at(document, 'kind'));
  if (kind === undefined) return { objects: [], open: [{ resource, attribute: `${attribute}.kind`, value: document }] };
  if (kind === 'List' || (kind.endsWith('List') && 'items' in document)) {
    const items = each(document.items).map((item, index) => manifest(resource, item, `${attribute}.items[${index}]`));
    return { objects: items.flatMap((item) => item.objects), open: items.flatMap((item) => item.open) };
  }
  const apiVersion = text(at(document, 'apiVersion')) ?? '';
  const object = { kind, apiVersion, body: document, resource, place: `${attribute}.`, partial: false };
  return { objects: [object], open: [] };
}
