import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { Construct } from 'constructs';
import { Faults } from '../core';
import type { PodIdentity } from './identity';
import { labelsOf, objectName } from './names';
import type { Namespace } from './namespace';

/** What a {@link ServiceAccount} is made of. */
export interface ServiceAccountProps {
  /** The namespace that it is in. */
  readonly namespace: Namespace;
  /** The AWS identity of its pods, made for this namespace and name. @default none: its pods cannot call AWS */
  readonly identity?: PodIdentity;
}

/**
 * A service account whose token no pod gets by itself. With an identity its pods are an IAM role: by EKS Pod Identity, where
 * the association in AWS names this very account, or by IRSA, where an annotation names the role.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html; CIS EKS 4.1.5, 4.1.6.
 *
 * @throws ValidationError when the identity was made for another service account
 */
export class ServiceAccount extends Construct {
  /** The `kubernetes_service_account_v1`. */
  readonly resource: ServiceAccountV1;
  /** The name, for pods and role bindings. */
  readonly name: string;
  /** The namespace that it is in. */
  readonly namespace: Namespace;
  /** The AWS identity of its pods. */
  readonly identity: PodIdentity | undefined;

  constructor(scope: Construct, id: string, { namespace, identity }: ServiceAccountProps) {
    super(scope, id);
    this.name = objectName(this);
    validate(this, this.name, namespace.name, identity);
    this.namespace = namespace;
    this.identity = identity;
    const annotations = identity?.serviceAccountAnnotations ?? {};
    this.resource = new ServiceAccountV1(this, 'account', {
      metadata: {
        ...namespace.metadata(this.name, labelsOf(this, this.name, namespace.name)),
        annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      },
      automountServiceAccountToken: false,
      dependsOn: [namespace.resource],
    });
  }
}

function validate(scope: Construct, name: string, namespace: string, identity: PodIdentity | undefined): void {
  if (!identity) return;
  const faults = new Faults(scope);
  faults.check(identity.namespace === namespace && identity.serviceAccount === name, {
    prop: 'identity',
    expected: `made for ${namespace}/${name}`,
    got: `${identity.namespace}/${identity.serviceAccount}`,
    fix: `AWS gives the role to that account only: cluster.addWorkload('…', { namespace: '${namespace}', serviceAccount: '${name}' }).`,
  });
  const roleArn = identity.serviceAccountAnnotations['eks.amazonaws.com/role-arn'] ?? '';
  faults.check(identity.identity !== 'irsa' || /^arn:[\w-]+:iam::\d{12}:role\//.test(roleArn), {
    prop: 'identity',
    expected: 'one whose role is known at synth',
    got: roleArn,
    fix: 'IRSA writes the ARN on the service account: configureStack with the account, so that it is no reference.',
  });
  faults.throwIfAny();
}
