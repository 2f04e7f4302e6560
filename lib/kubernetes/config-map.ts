import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Construct } from 'constructs';
import { Faults } from '../core';
import { objectName } from './names';
import type { Namespace } from './namespace';
import { isSecretVariable } from './secret-variable';

/** What a {@link ConfigMap} is made of. */
export interface ConfigMapProps {
  /** The namespace that it is in. */
  readonly namespace: Namespace;
  /** The settings, by name: addresses, switches, no secrets. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Settings that pods read, such as the addresses of databases for what Argo CD deploys. Everybody who may read the namespace
 * reads them: a name that says secret is refused.
 *
 * See https://kubernetes.io/docs/concepts/configuration/configmap/; CIS EKS 4.4.1.
 *
 * @throws ValidationError when a name is malformed or says that its value is a secret
 */
export class ConfigMap extends Construct {
  /** The `kubernetes_config_map_v1`. */
  readonly resource: ConfigMapV1;
  /** The name, for pods. */
  readonly name: string;

  constructor(scope: Construct, id: string, { namespace, data }: ConfigMapProps) {
    super(scope, id);
    this.name = objectName(this);
    validate(this, data);
    this.resource = new ConfigMapV1(this, 'config-map', {
      metadata: namespace.metadata(this.name),
      data: { ...data },
      dependsOn: [namespace.resource],
    });
  }
}

function validate(scope: Construct, data: ConfigMapProps['data']): void {
  const faults = new Faults(scope);
  for (const key of Object.keys(data)) {
    faults.check(/^[-.\w]{1,253}$/.test(key), {
      prop: 'data',
      expected: 'names of letters, digits, hyphens, underscores and dots',
      got: key,
      fix: 'Write for example DATABASE_HOST.',
    });
    faults.check(!isSecretVariable(key), {
      prop: 'data',
      expected: 'without secrets',
      got: key,
      fix: 'Keep it in Secrets Manager and mount it: new MountedSecret(…).',
    });
  }
  faults.throwIfAny();
}
