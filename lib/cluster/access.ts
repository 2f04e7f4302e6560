import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { Construct } from 'constructs';
import { Faults, partitionOf, tagsOf } from '../core';

/** Namespaces by exact name, one or more. */
export type Namespaces = readonly [string, ...string[]];

interface Association {
  readonly policy:
    | 'AmazonEKSViewPolicy'
    | 'AmazonEKSEditPolicy'
    | 'AmazonEKSAdminPolicy'
    | 'AmazonEKSClusterAdminPolicy';
  /** @default the whole cluster */
  readonly namespaces?: readonly string[];
}

/**
 * What somebody may do with the Kubernetes API. Whoever may change something is held to namespaces; what is as good as
 * administration of the cluster is for breaking glass only. The levels are EKS's own access policies:
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export class ClusterAccess {
  /** Reads everything but secrets. @param namespaces where; @default everywhere */
  static view(namespaces?: Namespaces): ClusterAccess {
    return new ClusterAccess({ policy: 'AmazonEKSViewPolicy', namespaces });
  }

  /** Deploys and changes what runs, secrets included, in these namespaces. */
  static edit(namespaces: Namespaces): ClusterAccess {
    return new ClusterAccess({ policy: 'AmazonEKSEditPolicy', namespaces });
  }

  /** As `edit`, and gives others roles in these namespaces. */
  static admin(namespaces: Namespaces): ClusterAccess {
    return new ClusterAccess({ policy: 'AmazonEKSAdminPolicy', namespaces });
  }

  /** Nothing by itself: RBAC inside the cluster binds roles to these groups, whose names do not begin with `system:`. */
  static groups(groups: readonly [string, ...string[]]): ClusterAccess {
    return new ClusterAccess(undefined, groups);
  }

  /**
   * Administration of the whole cluster, for a role that nobody holds by default: for the first installation, and for when
   * nothing else helps. The policy refuses it (SEC-EKS-ADMIN) until a waiver with an owner and an end allows it.
   *
   * @param reason who takes the role and when, 20 characters or more: it is a tag of the access entry
   */
  static breakGlass({ reason }: { readonly reason: string }): ClusterAccess {
    return new ClusterAccess({ policy: 'AmazonEKSClusterAdminPolicy' }, [], reason);
  }

  private constructor(
    /** The access policy, and where it holds. */
    readonly association: Association | undefined,
    /** Groups of Kubernetes. */
    readonly groups: readonly string[] = [],
    /** Why it is needed, for breaking glass. */
    readonly reason?: string,
  ) {}
}

/** Who gets access, and which. */
export interface AccessOptions {
  /** The IAM role: a {@link Role}, or `Role.fromArn(...)`. Not a session, and not a user. */
  readonly principal: { readonly roleArn: string };
  /** What it may do. */
  readonly access: ClusterAccess;
}

/** What an {@link AccessEntry} is made of. */
export interface AccessEntryProps extends AccessOptions {
  /** EKS's name of the cluster, as a reference. */
  readonly clusterName: string;
}

/**
 * Somebody's access to the Kubernetes API, as an access entry of EKS with its policy: both are in CloudTrail.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html; CIS EKS 4.1.1 and 5.5.1.
 *
 * @throws ValidationError when a namespace or a group gives more than the level says
 */
export class AccessEntry extends Construct {
  /** The `aws_eks_access_entry`. */
  readonly resource: EksAccessEntry;

  /** Made by `cluster.addAccess`. */
  constructor(scope: Construct, id: string, { clusterName, principal, access }: AccessEntryProps) {
    super(scope, id);
    validate(this, access);
    this.resource = new EksAccessEntry(this, 'entry', {
      clusterName,
      principalArn: principal.roleArn,
      type: 'STANDARD',
      kubernetesGroups: access.groups.length > 0 ? [...access.groups] : undefined,
      tags: tagsOf(this, access.reason === undefined ? {} : { 'break-glass-reason': asTag(access.reason) }),
    });
    if (access.association) this.associate(clusterName, access.association);
  }

  private associate(clusterName: string, { policy, namespaces }: Association): void {
    new EksAccessPolicyAssociation(this, 'policy', {
      clusterName,
      principalArn: this.resource.principalArn,
      policyArn: `arn:${partitionOf(this)}:eks::aws:cluster-access-policy/${policy}`,
      accessScope: namespaces ? { type: 'namespace', namespaces: [...namespaces] } : { type: 'cluster' },
    });
  }
}

function validate(scope: Construct, { association, groups, reason }: ClusterAccess): void {
  const faults = new Faults(scope);
  for (const namespace of association?.namespaces ?? []) {
    const changes = association?.policy !== 'AmazonEKSViewPolicy';
    faults.check(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace) && !(changes && namespace === 'kube-system'), {
      prop: 'access.namespaces',
      expected: 'exact names of namespaces, kube-system for view only',
      got: namespace,
      fix: 'Name the namespaces of the team; who changes kube-system is as good as an administrator.',
    });
  }
  faults.check(association?.namespaces?.length !== 0, {
    prop: 'access.namespaces',
    expected: 'one namespace or more',
    got: association?.namespaces,
    fix: 'Name the namespaces of the team.',
  });
  for (const group of groups) {
    faults.check(/^[\w.:/@-]{1,253}$/.test(group) && !group.startsWith('system:'), {
      prop: 'access.groups',
      expected: 'a group of your own, not one that Kubernetes gives rights to',
      got: group,
      fix: 'Bind RBAC roles to a group such as acme:deployers.',
    });
  }
  faults.check(association?.policy !== 'AmazonEKSClusterAdminPolicy' || isReason(reason), {
    prop: 'access.reason',
    expected: '20 to 256 characters',
    got: reason,
    fix: 'Say who takes the role, and when.',
  });
  faults.throwIfAny();
}

const isReason = (reason = ''): boolean => reason.trim().length >= 20 && reason.length <= 256;

/** A tag takes no commas. */
const asTag = (reason: string): string => reason.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ');
