import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { tagsOf } from '../core';
import { Peer, Port, SecurityGroup, type VpcReference } from '../network';
import { resourcesBelow } from './dependables';

/**
 * The ports of a node's pods that the API server calls, beside the kubelet's. What listens on another one, such as a webhook of
 * your own, is opened by `cluster.allowWebhook(port, reason)`.
 */
const CONTROL_PLANE_TO_PODS: readonly (readonly [port: number, reason: string])[] = [
  [4443, 'API server to webhooks and metrics adapters'],
  [8443, 'API server to webhooks of ingress and policy controllers'],
  [9443, 'API server to webhooks of the load balancer controller'],
  [10_251, 'API server to metrics-server'],
];

/**
 * The security groups of a cluster. The control plane's interfaces let the nodes in on 443 and reach kubelets and webhooks;
 * nodes reach each other's pods, the API and AWS, and nobody else reaches them.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export class ClusterNetwork extends Construct {
  /** The group of the control plane's network interfaces, beside the one that EKS makes. */
  readonly controlPlane: SecurityGroup;
  /** What nodes need to join, and to be drained when they go; not what is opened for workloads later. */
  rules: readonly ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly vpc: VpcReference,
    private readonly clusterName: string,
  ) {
    super(scope, id);
    this.controlPlane = new SecurityGroup(this, 'control-plane', { vpc, description: `API of ${clusterName}` });
  }

  /** Makes the group of the nodes, and of the pods on them. The load balancer controller and Karpenter know it by its tags. */
  openNodes(): SecurityGroup<'outbound'> {
    const { vpc, clusterName } = this;
    const nodes = new SecurityGroup(this, 'nodes', {
      vpc,
      description: `Nodes of ${clusterName}`,
      exposure: 'outbound',
    });
    nodes.resource.tags = tagsOf(nodes, nodeGroupTags(nodes, clusterName));
    this.openControlPlane(nodes);
    openBetweenNodes(nodes);
    this.rules = resourcesBelow(this, /^aws_vpc_security_group_/);
    return nodes;
  }

  private openControlPlane(nodes: SecurityGroup<'outbound'>): void {
    this.controlPlane.allowFrom(nodes, Port.https(), 'Nodes and pods call the API');
    this.controlPlane.allowTo(nodes, Port.tcp(10_250), 'API server to kubelets: logs, exec, metrics');
    for (const [port, reason] of CONTROL_PLANE_TO_PODS) this.controlPlane.allowTo(nodes, Port.tcp(port), reason);
  }
}

/** By these the nodes' group is found, and no other: EKS tags the group that it makes itself with the second one too. */
export function nodeGroupTags(nodes: Construct, clusterName: string): Record<string, string> {
  return { Name: nodes.node.path.replaceAll('/', '-'), [`kubernetes.io/cluster/${clusterName}`]: 'owned' };
}

/** Which pods may talk to which is for network policies; between nodes only privileged ports are closed, but for DNS. */
function openBetweenNodes(nodes: SecurityGroup<'outbound'>): void {
  nodes.allowFrom(nodes, Port.tcp(53), 'Pods ask CoreDNS');
  nodes.allowFrom(nodes, Port.udp(53), 'Pods ask CoreDNS');
  nodes.allowFrom(nodes, Port.tcpRange(1025, 65_535), 'Pods and kubelets of other nodes');
  nodes.allowTo(Peer.internet(), Port.https(), 'Registries and AWS APIs, by NAT or endpoints');
}
