import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The folder of the GitOps tree. */
export const TREE = join(__dirname, '../../kubernetes');

/** A Kubernetes object, as far as the tests look into it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The objects of a YAML stream. @throws Error at the first line that is no YAML */
export function readStream(stream: string): Manifest[] {
  return parseAllDocuments(stream, { uniqueKeys: true }).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw error;
    const object = document.toJS() as Manifest | null;
    return object === null ? [] : [object];
  });
}

/** The folders below one of the tree, by name. */
export function foldersOf(...path: string[]): string[] {
  return readdirSync(join(TREE, ...path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** What tells an object from every other. */
export function identityOf({ apiVersion, kind, metadata }: Manifest): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** The `spec` of the first object of a kind, and of a name where one is given. @throws Error when there is none */
export function specOf<T>(objects: readonly Manifest[], kind: string, name?: string): T {
  const isIt = (object: Manifest): boolean => object.kind === kind && (!name || object.metadata.name === name);
  const spec = objects.find(isIt)?.spec;
  if (spec === undefined)
    throw new Error(`no ${kind} ${name ?? ''} with a spec among ${objects.map(identityOf).join(', ')}`);
  return spec as T;
}

/**
 * A definition that lets the API server store a kind of somebody else's controller. It takes any fields: what they may be is
 * checked against the models of that controller, where there are any.
 */
export function openDefinition(group: string, version: string, kind: string): object {
  const singular = kind.toLowerCase();
  const plural = singular.endsWith('s') ? `${singular}es` : `${singular}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}
