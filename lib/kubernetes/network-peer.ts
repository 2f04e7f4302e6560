import type { Labels } from '../cluster';
import { Cidr, Faults } from '../core';

/** What kind of peer: pods of the cluster, private addresses, or the internet. */
export type NetworkPeerKind = 'pods' | 'addresses' | 'internet';

/** One side of a rule, as a NetworkPolicy takes it. */
export interface NetworkPeerBlock {
  /** Addresses. @default none */
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
  /** Namespaces by label. @default the policy's own */
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string> };
  /** Pods by label. @default all of those namespaces */
  readonly podSelector?: { readonly matchLabels: Record<string, string> };
}

/** What is not the internet: private addresses, shared ones, and those of the link, where credentials are handed out. */
const NOT_INTERNET = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'];
const NOT_INTERNET_IPV6 = ['fc00::/7', 'fe80::/10'];

/** The other end of a network policy's rule, where that is no workload of ours. The kind is part of the type: the internet is let in nowhere. */
export class NetworkPeer<K extends NetworkPeerKind = NetworkPeerKind> {
  /**
   * Pods that something else makes: a chart, an operator.
   *
   * @param namespace the name of their namespace
   * @param labels what all of them carry
   * @throws ValidationError when there is no label: that would be the whole namespace
   */
  static pods(namespace: string, labels: Labels): NetworkPeer<'pods'> {
    const faults = new Faults('NetworkPeer.pods');
    faults.check(Object.keys(labels).length > 0, {
      prop: 'labels',
      expected: 'one label or more',
      got: labels,
      fix: "Write for example { 'app.kubernetes.io/name': 'prometheus' }.",
    });
    faults.throwIfAny();
    return new NetworkPeer('pods', [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        podSelector: { matchLabels: { ...labels } },
      },
    ]);
  }

  /**
   * A block of private IPv4 addresses, such as the subnets of a load balancer or of databases.
   *
   * @throws ValidationError when it is not canonical or not private
   */
  static cidr(block: string): NetworkPeer<'addresses'> {
    const faults = new Faults('NetworkPeer.cidr');
    const cidr = faults.attempt('block', () => Cidr.parse(block));
    faults.check(cidr === undefined || cidr.isPrivate, {
      prop: 'block',
      expected: 'private: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
      got: block,
      fix: 'Take NetworkPeer.internet() for what is outside of AWS.',
    });
    faults.throwIfAny();
    return new NetworkPeer('addresses', [{ ipBlock: { cidr: block } }]);
  }

  /** Everything that is not private: for connections that a workload opens, never for those that it takes. */
  static internet(): NetworkPeer<'internet'> {
    return new NetworkPeer('internet', [
      { ipBlock: { cidr: '0.0.0.0/0', except: NOT_INTERNET } },
      { ipBlock: { cidr: '::/0', except: NOT_INTERNET_IPV6 } },
    ]);
  }

  private constructor(
    /** What kind of peer. */
    readonly kind: K,
    /** As a NetworkPolicy takes it. */
    readonly blocks: readonly NetworkPeerBlock[],
  ) {}
}
