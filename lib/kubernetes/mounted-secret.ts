import { Faults } from '../core';
import type { Manifest } from './manifests';

/** A secret as the files of a directory. */
export interface MountedSecretProps {
  /** The name of the secret in Secrets Manager. It must be known at synth. */
  readonly secretName: string;
  /** The files: name → the key of a JSON secret. @default one file, `value`, with the whole secret */
  readonly files?: Readonly<Record<string, string>>;
}

/** The class of the volume, and the driver behind it: https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html */
const DRIVER = 'secrets-store.csi.k8s.io';

/**
 * A secret of Secrets Manager that the Secrets Store CSI driver puts into a pod as read-only files, with the pod's own AWS
 * identity: the identity needs `secret.grantRead(…)`. The value is in no Kubernetes Secret, in no variable and in no state.
 * Its `SecretProviderClass` is a custom resource, which Argo CD applies: add it to a {@link Manifests}.
 *
 * CIS EKS 5.1: prefer an external secret store.
 */
export class MountedSecret {
  /** The driver of the volume. */
  static readonly DRIVER = DRIVER;

  /**
   * @param name of the volume, and of the directory: `/secrets/<name>`
   * @throws ValidationError when the name is no DNS label, the secret's name is a reference, or a file's name has a slash
   */
  constructor(
    readonly name: string,
    private readonly props: MountedSecretProps,
  ) {
    const faults = new Faults(`secret ${name}`);
    faults.check(/^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$/.test(name), {
      prop: 'name',
      expected: '1 to 52 lower-case letters, digits and hyphens',
      got: name,
      fix: 'It becomes a directory below /secrets: write for example payment-gateway.',
    });
    faults.check(/^[\w/+=.@-]{1,512}$/.test(props.secretName), {
      prop: 'secretName',
      expected: 'the literal name of a secret',
      got: props.secretName,
      fix: 'Argo CD reads the class from git: give the name, not a reference.',
    });
    for (const file of Object.keys(props.files ?? {})) {
      faults.check(/^[\w.-]{1,253}$/.test(file), {
        prop: 'files',
        expected: 'names of files, without a slash',
        got: file,
        fix: 'All files of a secret are in one directory.',
      });
    }
    faults.throwIfAny();
  }

  /** The directory of its files. */
  get directory(): string {
    return `/secrets/${this.name}`;
  }

  /** The name of its class, for the workload of the given name. */
  className(workload: string): string {
    return `${workload}-${this.name}`;
  }

  /** Its `SecretProviderClass`, for the workload of the given name and namespace. */
  manifest(workload: string, namespace: string, region: string): Manifest {
    const { secretName, files } = this.props;
    const paths = Object.entries(files ?? {}).map(([objectAlias, path]) => ({ path, objectAlias }));
    const object = paths.length > 0 ? { jmesPath: paths } : { objectAlias: 'value' };
    return {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name: this.className(workload), namespace },
      spec: {
        provider: 'aws',
        parameters: {
          region,
          usePodIdentity: 'true',
          // The provider takes YAML as text, and JSON is YAML.
          objects: JSON.stringify([{ objectName: secretName, objectType: 'secretsmanager', ...object }]),
        },
      },
    };
  }
}
