import { EksFargateProfile } from '@cdktf/provider-aws/lib/eks-fargate-profile';
import { Construct } from 'constructs';
import { arnOf, Faults, tagsOf } from '../core';
import { type Connectable, type ISecurityGroup, Port, type Subnets } from '../network';
import { Principal, Role } from '../security';
import { permissionsOf } from './dependables';
import { checkLabels, type Labels } from './labels';

/** Which pods a profile takes. */
export interface FargateSelector {
  /** The exact namespace. */
  readonly namespace: string;
  /** Labels that a pod must have, all of them. @default any pod of the namespace */
  readonly labels?: Labels;
}

/** What a {@link FargateProfile} is told. */
export interface FargateProfileOptions {
  /** The pods: 1 to 5 selectors, of which one must fit. */
  readonly selectors: readonly [FargateSelector, ...FargateSelector[]];
}

/** The cluster around a profile. */
export interface FargateCluster {
  /** EKS's name of it, as a reference. */
  readonly name: string;
  /** EKS's name of it as text. */
  readonly nameText: string;
  /** Where pods stand. */
  readonly subnets: Subnets<'private'>;
  /** The group of the nodes, where CoreDNS runs. */
  readonly nodes: ISecurityGroup;
  /** The group that EKS makes with a cluster: Fargate's pods stand in it. */
  readonly pods: ISecurityGroup;
}

/** What a {@link FargateProfile} is made of. */
export interface FargateProfileProps extends FargateProfileOptions {
  /** The profile's name in EKS. Another one replaces it. */
  readonly name: string;
  /** The cluster around it. */
  readonly cluster: FargateCluster;
}

/**
 * Pods without nodes: each runs in a machine of its own, of amd64. It takes no spot capacity, no DaemonSet, no volumes of EBS, and
 * no EKS Pod Identity: a workload there says `identity: 'irsa'` and `runsOn: profile`.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
 *
 * @throws ValidationError when a selector is malformed
 */
export class FargateProfile extends Construct implements Connectable {
  /** The `aws_eks_fargate_profile`. */
  readonly resource: EksFargateProfile;
  /** The role by which Fargate pulls images and starts pods. */
  readonly podExecutionRole: Role;
  /** The group of the pods: the one that EKS makes with the cluster. */
  readonly securityGroup: ISecurityGroup;

  /** Made by `cluster.addFargateProfile`. */
  constructor(scope: Construct, id: string, options: FargateProfileProps) {
    super(scope, id);
    validate(this, options);
    const { cluster } = options;
    this.securityGroup = cluster.pods;
    this.podExecutionRole = new Role(this, 'role', {
      description: `What Fargate does to start pods of ${this.node.path}`,
      assumedBy: Principal.service('eks-fargate-pods.amazonaws.com', {
        sourceArn: arnOf(this, 'eks', `fargateprofile/${cluster.nameText}/*`),
      }),
      managedPolicies: ['AmazonEKSFargatePodExecutionRolePolicy'],
    });
    this.resource = new EksFargateProfile(this, 'profile', {
      clusterName: cluster.name,
      fargateProfileName: options.name,
      podExecutionRoleArn: this.podExecutionRole.roleArn,
      subnetIds: cluster.subnets.ids,
      selector: options.selectors.map(({ namespace, labels }) => ({ namespace, labels: labels && { ...labels } })),
      tags: tagsOf(this),
      dependsOn: permissionsOf(this.podExecutionRole),
    });
    connect(cluster);
  }
}

/** Pods on Fargate ask CoreDNS on the nodes, and metrics-server there asks their kubelets. */
function connect({ nodes, pods }: FargateCluster): void {
  if (nodes.securityGroupId === pods.securityGroupId) return;
  nodes.allowFrom(pods, Port.tcp(53), 'Pods on Fargate ask CoreDNS');
  nodes.allowFrom(pods, Port.udp(53), 'Pods on Fargate ask CoreDNS');
  pods.allowFrom(nodes, Port.tcp(10_250), 'metrics-server asks the kubelets of Fargate');
}

function validate(scope: Construct, { selectors }: FargateProfileOptions): void {
  const faults = new Faults(scope);
  faults.check(selectors.length >= 1 && selectors.length <= 5, {
    prop: 'selectors',
    expected: '1 to 5',
    got: selectors.length,
    fix: 'Make another profile for the rest.',
  });
  for (const { namespace, labels = {} } of selectors) {
    faults.check(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace), {
      prop: 'selectors.namespace',
      expected: 'the exact name of a namespace',
      got: namespace,
      fix: 'Name each namespace; a wildcard would take pods that nobody meant.',
    });
    checkLabels(faults, 'selectors.labels', labels);
  }
  faults.throwIfAny();
}
