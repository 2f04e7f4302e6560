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
  /** The group of the nodes, and of the pods on them. */
  readonly nodes: SecurityGroup<'outbound'>;
  /** What nodes need to join, and to be drained when they go; not what is opened for workloads later. */
  readonly rules: readonly ITerraformDependable[];

  /** @param clusterName by which the load balancer controller and Karpenter know the nodes' group */
  constructor(scope: Construct, id: string, vpc: VpcReference, clusterName: string) {
    super(scope, id);
    this.controlPlane = new SecurityGroup(this, 'control-plane', { vpc, description: `API of ${clusterName}` });
    this.nodes = new SecurityGroup(this, 'nodes', {
      vpc,
      description: `Nodes of ${clusterName}`,
      exposure: 'outbound',
    });
    this.nodes.resource.tags = tagsOf(this.nodes, {
      Name: this.nodes.node.path.replaceAll('/', '-'),
      [`kubernetes.io/cluster/${clusterName}`]: 'owned',
    });
    this.openControlPlane();
    this.openNodes();
    this.rules = resourcesBelow(this, /^aws_vpc_security_group_/);
  }

  private openControlPlane(): void {
    this.controlPlane.allowFrom(this.nodes, Port.https(), 'Nodes and pods call the API');
    this.controlPlane.allowTo(this.nodes, Port.tcp(10_250), 'API server to kubelets: logs, exec, metrics');
    for (const [port, reason] of CONTROL_PLANE_TO_PODS) this.controlPlane.allowTo(this.nodes, Port.tcp(port), reason);
  }

  /** Which pods may talk to which is for network policies; between nodes only privileged ports are closed, but for DNS. */
  private openNodes(): void {
    this.nodes.allowFrom(this.nodes, Port.tcp(53), 'Pods ask CoreDNS');
    this.nodes.allowFrom(this.nodes, Port.udp(53), 'Pods ask CoreDNS');
    this.nodes.allowFrom(this.nodes, Port.tcpRange(1025, 65_535), 'Pods and kubelets of other nodes');
    this.nodes.allowTo(Peer.internet(), Port.https(), 'Registries and AWS APIs, by NAT or endpoints');
  }
}
