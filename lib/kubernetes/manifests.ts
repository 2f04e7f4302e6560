import { stringify } from 'yaml';
import { Faults } from '../core';

/** A Kubernetes object as YAML has it. */
export interface Manifest {
  /** Group and version: `gateway.networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** The kind: `HTTPRoute`. */
  readonly kind: string;
  /** Its name, and the namespace of what is in one. */
  readonly metadata: ManifestMetadata;
  /** Everything else. */
  readonly [section: string]: unknown;
}

/** The name of a {@link Manifest}. */
export interface ManifestMetadata {
  /** The name. */
  readonly name: string;
  /** The namespace. @default none: it belongs to the whole cluster */
  readonly namespace?: string;
  /** Labels. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

const HEADER = '# Made by `npm run manifests` from environments/ and stacks/: change those.\n';

/**
 * Objects that Argo CD applies from git, because Terraform could not: custom resources, whose kind must be known at plan, and
 * admission policies, which must be there before anything else is. They are rendered to a folder that kustomize reads, a file
 * an object, always the same for the same input.
 *
 * See https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/.
 */
export class Manifests {
  private readonly objects = new Map<string, Manifest>();

  /**
   * Adds objects.
   *
   * @throws ValidationError for a Secret, whose value git would keep for ever, and for an object that is there already
   */
  add(...objects: readonly Manifest[]): void {
    const faults = new Faults('manifests');
    for (const object of objects) {
      const file = fileOf(object);
      faults.check(object.kind !== 'Secret', {
        prop: 'objects',
        expected: 'without secrets',
        got: file,
        fix: 'Git keeps a value for ever: let the pod read it from Secrets Manager, with a MountedSecret.',
      });
      faults.check(!this.objects.has(file), {
        prop: 'objects',
        expected: 'each object once',
        got: file,
        fix: 'Rename one of the two.',
      });
      this.objects.set(file, object);
    }
    faults.throwIfAny();
  }

  /** The files of the folder by name, with the `kustomization.yaml` that lists them. */
  files(): Record<string, string> {
    const names = [...this.objects.keys()].sort();
    const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: names };
    const entries = names.map((name): [string, unknown] => [name, this.objects.get(name)]);
    return Object.fromEntries(
      [['kustomization.yaml', kustomization] as [string, unknown], ...entries].map(([name, body]) => [
        name,
        // YAML 1.1, as Kubernetes reads it: there `yes` and `on` are true, so that text is quoted.
        HEADER + stringify(body, { lineWidth: 0, version: '1.1' }),
      ]),
    );
  }
}

/** `httproute-orders-api.yaml`: named after what is in it, so that one object more renames no file. */
function fileOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${[kind.toLowerCase(), namespace, name].filter(Boolean).join('-')}.yaml`;
}
