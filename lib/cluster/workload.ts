import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { Construct } from 'constructs';
import { arnOf, Faults, type Grantee, type Permission, tagsOf } from '../core';
import type { Connectable, ISecurityGroup } from '../network';
import { Principal, Role } from '../security';

/** How pods prove who they are. */
export type WorkloadIdentity = 'podIdentity' | 'irsa';

/** What a workload is told. */
export interface WorkloadOptions {
  /** The Kubernetes namespace that it runs in, and no other. */
  readonly namespace: string;
  /** Its Kubernetes service account. @default the workload's name */
  readonly serviceAccount?: string;
  /**
   * How its pods get the role: by EKS Pod Identity, or by a token of the cluster's OIDC provider (IRSA) where the agent cannot
   * run, as on Fargate.
   *
   * @default 'podIdentity'
   */
  readonly identity?: WorkloadIdentity;
  /** Where its pods run, of which the security group is opened for it. @default the nodes; a Fargate profile where they run there */
  readonly runsOn?: Connectable;
}

/** The cluster around a workload. */
export interface WorkloadCluster {
  /** EKS's name of it, as a reference. */
  readonly name: string;
  /** Its ARN as text. */
  readonly arn: string;
  /** The group that its pods stand in. */
  readonly securityGroup: ISecurityGroup;
  /** The OIDC provider, made when it is first asked for. */
  readonly oidcProvider: () => { readonly arn: string; readonly issuer: string };
}

/** What a {@link ClusterWorkload} is made of. */
export interface ClusterWorkloadProps extends WorkloadOptions {
  /** The workload's name. */
  readonly name: string;
  /** The cluster around it. */
  readonly cluster: WorkloadCluster;
}

/** The audience of every token that STS takes. */
const AUDIENCE = 'sts.amazonaws.com';

/**
 * Something that runs in the cluster, with an identity of its own: a role that only the pods of one service account in one
 * namespace of this one cluster get. It starts with no permission; `bucket.grantRead(workload)` gives it some,
 * `database.allowFrom(workload)` lets it in. Its pods share the nodes' security group: which of them may use that way is for
 * network policies inside the cluster.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html; CIS EKS 5.2.1.
 *
 * @throws ValidationError when namespace or service account is no name of one, or the namespace is the system's
 */
export class ClusterWorkload extends Construct implements Grantee, Connectable {
  /** The role. */
  readonly role: Role;
  /** The Kubernetes namespace. */
  readonly namespace: string;
  /** The Kubernetes service account. */
  readonly serviceAccount: string;
  /** How its pods get the role. */
  readonly identity: WorkloadIdentity;
  /** The group that its pods stand in. */
  readonly securityGroup: ISecurityGroup;
  private readonly cluster: WorkloadCluster;

  /** Made by `cluster.addWorkload`. */
  constructor(scope: Construct, id: string, options: ClusterWorkloadProps) {
    super(scope, id);
    this.cluster = options.cluster;
    this.namespace = options.namespace;
    this.serviceAccount = options.serviceAccount ?? options.name;
    this.identity = options.identity ?? 'podIdentity';
    validate(this, this);
    this.securityGroup = (options.runsOn ?? options.cluster).securityGroup;
    this.role = new Role(this, 'role', {
      description: `What ${this.namespace}/${this.serviceAccount} may do`,
      assumedBy: this.principal(),
    });
    if (this.identity === 'podIdentity') this.associate();
  }

  /** The role's ARN, as a reference. */
  get roleArn(): string {
    return this.role.roleArn;
  }

  /**
   * The role's ARN as text, for another stack: it names no resource, so that stack does not depend on this one's state. Where
   * the account is not configured it is a reference to a look-up.
   */
  get roleArnText(): string {
    return arnOf(this, 'iam', `role/${this.role.resource.nameInput}`, { global: true });
  }

  /** What the Kubernetes service account must be annotated with: the role with IRSA, nothing with Pod Identity. */
  get serviceAccountAnnotations(): Readonly<Record<string, string>> {
    return this.identity === 'irsa' ? { 'eks.amazonaws.com/role-arn': this.roleArnText } : {};
  }

  /** Adds the permission to the role's own policy. */
  allow(permission: Permission): void {
    this.role.allow(permission);
  }

  private principal(): Principal {
    if (this.identity === 'podIdentity') {
      return Principal.service('pods.eks.amazonaws.com', { sourceArn: this.cluster.arn });
    }
    const subject = `system:serviceaccount:${this.namespace}:${this.serviceAccount}`;
    return Principal.oidc({ provider: this.cluster.oidcProvider(), subject, audience: AUDIENCE });
  }

  private associate(): void {
    new EksPodIdentityAssociation(this, 'association', {
      clusterName: this.cluster.name,
      namespace: this.namespace,
      serviceAccount: this.serviceAccount,
      roleArn: this.roleArn,
      tags: tagsOf(this),
    });
  }
}

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public'];

function validate(scope: Construct, { namespace, serviceAccount, identity }: ClusterWorkload): void {
  const faults = new Faults(scope);
  faults.check(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace) && !SYSTEM_NAMESPACES.includes(namespace), {
    prop: 'namespace',
    expected: `a namespace's name, other than ${SYSTEM_NAMESPACES.join(', ')}`,
    got: namespace,
    fix: 'Give each application a namespace of its own; a wildcard would let others be it.',
  });
  faults.check(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(serviceAccount) && serviceAccount !== 'default', {
    prop: 'serviceAccount',
    expected: "a service account's name, other than default, which every pod without one has",
    got: serviceAccount,
    fix: 'Leave it out: it is named after the workload.',
  });
  faults.check(identity === 'podIdentity' || identity === 'irsa', {
    prop: 'identity',
    expected: "'podIdentity' or 'irsa'",
    got: identity,
    fix: "Leave it out; write 'irsa' for pods on Fargate.",
  });
  faults.throwIfAny();
}
