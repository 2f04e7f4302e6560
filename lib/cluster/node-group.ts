import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Faults, recordPurchase, Size, tagsOf } from '../core';
import type { ISecurityGroup, Subnets } from '../network';
import type { Role } from '../security';
import { IMAGES, userData } from './image';
import type { NodePool } from './node-pool';
import { volumesOf } from './volumes';

/** What a {@link NodeGroup} is made of. */
export interface NodeGroupProps {
  /** What the nodes are like. */
  readonly pool: NodePool;
  /** EKS's name of the cluster, as a reference. */
  readonly clusterName: string;
  /** The version of Kubernetes. */
  readonly version: string;
  /** Where the nodes stand. */
  readonly subnets: Subnets<'private'>;
  /** The group of the nodes. */
  readonly securityGroup: ISecurityGroup;
  /** The role of the nodes. */
  readonly role: Role;
  /** What nodes need to become ready: add-ons, rules, permissions. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A managed node group with its launch template: encrypted volumes, metadata that pods do not reach and that asks for a session
 * token, no SSH key, no public address. EKS drains nodes before it replaces them, repairs those that stay unhealthy, and moves
 * off a spot node as soon as it is at risk.
 */
export class NodeGroup extends Construct {
  /** The `aws_eks_node_group`. */
  readonly resource: EksNodeGroup;
  /** The `aws_launch_template`. */
  readonly launchTemplate: LaunchTemplate;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    this.launchTemplate = this.createLaunchTemplate(props);
    this.resource = this.createNodeGroup(props);
    recordPurchase(this.resource, props.pool.purchase);
  }

  private createLaunchTemplate({ pool, securityGroup }: NodeGroupProps): LaunchTemplate {
    const image = pool.image ?? 'bottlerocket';
    const tags = tagsOf(this, { Name: this.node.path.replaceAll('/', '-') });
    return new LaunchTemplate(this, 'template', {
      namePrefix: `${this.node.path.replaceAll('/', '-').slice(0, 90)}-`,
      description: `Nodes of the pool ${pool.name}`,
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [securityGroup.securityGroupId],
      userData: userData(image),
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: 'disabled',
      },
      monitoring: { enabled: true },
      blockDeviceMappings: volumesOf(image, pool.volume ?? Size.gibibytes(50)).map(({ deviceName, gibibytes }) => ({
        deviceName,
        ebs: { volumeType: 'gp3', volumeSize: gibibytes, encrypted: 'true', deleteOnTermination: 'true' },
      })),
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      tags,
    });
  }

  private createNodeGroup({ pool, clusterName, version, subnets, role, after }: NodeGroupProps): EksNodeGroup {
    const { min, max } = pool.scaling;
    return new EksNodeGroup(this, 'group', {
      clusterName,
      // A prefix and create-before-destroy: what cannot be changed in place is replaced, and its pods must have somewhere to go.
      nodeGroupNamePrefix: `${pool.name}-`,
      nodeRoleArn: role.roleArn,
      subnetIds: subnetIdsOf(this, pool, subnets),
      version,
      amiType: IMAGES[pool.image ?? 'bottlerocket'].amiTypes[pool.architecture],
      capacityType: pool.purchase.option === 'spot' ? 'SPOT' : 'ON_DEMAND',
      instanceTypes: [...pool.instanceTypes],
      scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
      updateConfig: { maxUnavailablePercentage: pool.maxUnavailablePercent ?? 25 },
      nodeRepairConfig: { enabled: true },
      launchTemplate: { id: this.launchTemplate.id, version: `\${${this.launchTemplate.fqn}.latest_version}` },
      labels: { ...pool.labels, pool: pool.name },
      taint: pool.taints.map(({ key, value = '', effect }) => ({ key, value, effect: TAINT_EFFECTS[effect] })),
      tags: tagsOf(this),
      dependsOn: [...after],
      // How many nodes there are is the autoscaler's to say.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['scaling_config[0].desired_size'] },
    });
  }
}

/** EKS's words for Kubernetes' effects. */
const TAINT_EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

function subnetIdsOf(scope: Construct, { zones }: NodePool, subnets: Subnets<'private'>): string[] {
  if (zones === undefined) return subnets.ids;
  const faults = new Faults(scope);
  const chosen = zones.map((zone) => subnets.all.find((subnet) => subnet.zone === zone));
  faults.check(!chosen.includes(undefined), {
    prop: 'zones',
    expected: `among the zones of the VPC, ${subnets.all.map(({ zone }) => zone).join(', ')}`,
    got: zones,
    fix: 'Leave it out for all of them.',
  });
  faults.throwIfAny();
  return chosen.flatMap((subnet) => subnet?.subnetId ?? []);
}
