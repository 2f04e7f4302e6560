import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgress,
  type NetworkPolicyV1SpecIngress,
} from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { Construct } from 'constructs';
import type { Labels } from '../cluster';
import { Faults } from '../core';
import { labelsOf, NAME_LABEL } from './names';
import type { Namespace } from './namespace';
import type { NetworkPeer, NetworkPeerBlock } from './network-peer';

/** Pods that rules can be made for: a workload, or the pods of a CronJob. */
export interface PodGroup {
  /** Which connections its pods may open and take. */
  readonly connections: PodConnections;
}

/** The Pod Identity agent of a node, which hands out credentials: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT: readonly NetworkPeerBlock[] = [
  { ipBlock: { cidr: '169.254.170.23/32' } },
  { ipBlock: { cidr: 'fd00:ec2::23/128' } },
];

/**
 * The one NetworkPolicy of a workload, which grows by each rule. It is made with the first: a workload that nobody reaches
 * and that reaches nobody is held by its namespace's default deny alone.
 */
export class PodConnections {
  private readonly ingress: NetworkPolicyV1SpecIngress[] = [];
  private readonly egress: NetworkPolicyV1SpecEgress[] = [];
  private policy: NetworkPolicyV1 | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly namespace: Namespace,
    private readonly name: string,
    private readonly port: number | undefined,
  ) {}

  /** The labels by which its pods are told from others. */
  get selector(): Labels {
    return { [NAME_LABEL]: this.name };
  }

  /**
   * Lets the peer open connections to the port of these pods; a workload's own policy lets it out to them.
   *
   * @throws ValidationError when these pods have no port
   */
  allowFrom(peer: PodGroup | NetworkPeer<'pods' | 'addresses'>): void {
    const { port } = this;
    const faults = new Faults(this.scope);
    faults.check(port !== undefined, {
      prop: 'allowFrom',
      expected: 'called on pods that listen',
      got: 'pods without a port',
      fix: 'Give the workload its `port`.',
    });
    faults.throwIfAny();
    if (port === undefined) return;
    if ('connections' in peer) peer.connections.openTo([this.block], port);
    this.ingress.push({ from: blocksOf(peer), ports: [tcp(port)] });
    this.render();
  }

  /** Lets these pods open connections to the peer, by TCP. A workload is let in by its own `allowFrom`. */
  allowTo(peer: NetworkPeer, port: number): void {
    this.openTo(peer.blocks, port);
  }

  /** Lets these pods ask the Pod Identity agent for their credentials. */
  allowPodIdentity(): void {
    this.openTo(POD_IDENTITY_AGENT, 80);
  }

  /** These pods, as another's rule names them. */
  get block(): NetworkPeerBlock {
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': this.namespace.name } },
      podSelector: { matchLabels: { ...this.selector } },
    };
  }

  private openTo(blocks: readonly NetworkPeerBlock[], port: number): void {
    const faults = new Faults(this.scope);
    faults.check(Number.isInteger(port) && port >= 1 && port <= 65_535, {
      prop: 'port',
      expected: 'a whole number of 1 to 65535',
      got: port,
      fix: 'Write the port that the other end listens on.',
    });
    faults.throwIfAny();
    this.egress.push({ to: [...blocks], ports: [tcp(port)] });
    this.render();
  }

  private render(): void {
    const spec = {
      podSelector: { matchLabels: { ...this.selector } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: this.ingress.length > 0 ? this.ingress : undefined,
      egress: this.egress.length > 0 ? this.egress : undefined,
    };
    this.policy ??= new NetworkPolicyV1(this.scope, 'network-policy', {
      metadata: this.namespace.metadata(this.name, labelsOf(this.scope, this.name, this.namespace.name)),
      spec,
      dependsOn: [this.namespace.resource],
    });
    this.policy.putSpec(spec);
  }
}

const tcp = (port: number) => ({ port: String(port), protocol: 'TCP' });

function blocksOf(peer: PodGroup | NetworkPeer): NetworkPeerBlock[] {
  return 'connections' in peer ? [peer.connections.block] : [...peer.blocks];
}
