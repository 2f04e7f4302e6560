import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { Construct } from 'constructs';
import { Faults, physicalName, stageOf, tagsOf } from '../core';
import { Principal, Role } from '../security';
import type { Cluster } from './cluster';
import { nodeGroupTags } from './cluster-network';
import { NODE_POLICIES } from './control-plane';
import { InterruptionQueue } from './karpenter-interruption';
import { type NodeClassManifest, type NodeClassOptions, nodeClassManifest } from './karpenter-node-class';
import { instanceProfileArn, karpenterPermissions } from './karpenter-permissions';
import type { ClusterWorkload } from './workload';

/** What {@link Karpenter} is made of. */
export interface KarpenterProps {
  /** The cluster. It keeps a pool of its own, on which Karpenter itself runs. */
  readonly cluster: Cluster;
  /** The value of the tag `karpenter.sh/discovery` on the VPC's private subnets: its prop `karpenterDiscovery`. */
  readonly discovery: string;
  /** The namespace of its controller. @default 'karpenter' */
  readonly namespace?: string;
}

/**
 * What Karpenter needs of AWS to make nodes: an identity that starts and stops nodes of this cluster only and passes one role,
 * that role with its instance profile, and a queue of interruptions. The controller comes by its Helm chart, and what nodes it
 * makes by {@link nodeClass} and {@link karpenterNodePool}, as objects for the GitOps tree.
 *
 * See https://karpenter.sh/docs/
 *
 * @throws ValidationError when the namespace is the system's, or the cluster has Auto Mode
 */
export class Karpenter extends Construct {
  /** The identity of the controller: its service account is `karpenter`. */
  readonly controller: ClusterWorkload;
  /** The role of the nodes. */
  readonly nodeRole: Role;
  /** The nodes' instance profile, by name. */
  readonly instanceProfileName: string;
  /** The queue of interruptions, by name: the chart's `settings.interruptionQueue`. */
  readonly queueName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KarpenterProps,
  ) {
    super(scope, id);
    const { cluster, namespace = 'karpenter' } = props;
    refuseAutoMode(this, cluster);
    this.controller = cluster.addWorkload('karpenter', { namespace });
    this.nodeRole = this.createNodeRole();
    this.instanceProfileName = this.createInstanceProfile();
    const interruption = new InterruptionQueue(this, 'interruption');
    this.queueName = interruption.queueName;
    this.nodeRole.grantPassRole(this.controller, 'ec2.amazonaws.com');
    const { clusterName, clusterArn } = cluster;
    const profileArn = instanceProfileArn(this, this.instanceProfileName);
    const karpenter = { clusterName, clusterArn, queueArn: interruption.queue.arn, instanceProfileArn: profileArn };
    for (const permission of karpenterPermissions(this, karpenter)) this.controller.allow(permission);
  }

  /**
   * The object `EC2NodeClass`: what nodes look like, hardened as those of the cluster's own pools.
   *
   * @throws ValidationError when the name is none, or when an image without a version is asked for in prod
   */
  nodeClass(name: string, options: NodeClassOptions = {}): NodeClassManifest {
    const { cluster, discovery } = this.props;
    return nodeClassManifest(this, name, options, {
      stage: stageOf(this),
      instanceProfile: this.instanceProfileName,
      subnetTags: { 'karpenter.sh/discovery': discovery },
      securityGroupTags: nodeGroupTags(cluster.nodes, cluster.clusterName),
      tags: tagsOf(cluster),
    });
  }

  /** What the Helm chart of Karpenter is told. */
  get chartValues(): { readonly settings: { readonly clusterName: string; readonly interruptionQueue: string } } {
    return { settings: { clusterName: this.props.cluster.clusterName, interruptionQueue: this.queueName } };
  }

  private createNodeRole(): Role {
    const { cluster } = this.props;
    const role = new Role(this, 'node-role', {
      description: `What a node that Karpenter makes for ${cluster.clusterName} needs to be one`,
      assumedBy: Principal.service('ec2.amazonaws.com'),
      managedPolicies: NODE_POLICIES,
    });
    // EKS makes entries for managed groups and Fargate only.
    new EksAccessEntry(this, 'node-access', {
      clusterName: cluster.resource.name,
      principalArn: role.roleArn,
      type: 'EC2_LINUX',
      tags: tagsOf(this),
    });
    return role;
  }

  private createInstanceProfile(): string {
    const name = physicalName(this, 'iam-role');
    new IamInstanceProfile(this, 'instance-profile', { name, role: this.nodeRole.roleName, tags: tagsOf(this) });
    return name;
  }
}

function refuseAutoMode(scope: Construct, { nodeGroups }: Cluster): void {
  const faults = new Faults(scope);
  faults.check(nodeGroups.size > 0, {
    prop: 'cluster',
    expected: 'with a node pool, on which Karpenter itself runs',
    got: 'a cluster without one',
    fix: 'Add an onDemandPool of two nodes; with Auto Mode leave Karpenter out, which EKS runs itself.',
  });
  faults.throwIfAny();
}
