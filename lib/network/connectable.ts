import type { Construct } from 'constructs';
import type { Peer } from './peer';
import type { Port, WebPort } from './port';

/**
 * How a group may touch the internet: `private` not at all, `outbound` it may open web connections to it, `internet` it may
 * take web connections from it as well, such as a public load balancer.
 */
export type Exposure = 'private' | 'outbound' | 'internet';

/** Something behind a security group: a group itself, a database, the VPC's endpoints. */
export interface Connectable {
  /** The group that its rules are made on. */
  readonly securityGroup: ISecurityGroup;
}

/** A security group, made here or elsewhere: what rules are made on. */
export interface ISecurityGroup<E extends Exposure = Exposure> extends Construct, Connectable {
  /** The group's id, as a reference. */
  readonly securityGroupId: string;
  /** How the group may touch the internet. */
  readonly exposure: E;
  /** True when rules for the internet have an IPv6 twin. */
  readonly dualStack: boolean;
  /** Lets the peer open connections to this group's members: see {@link SecurityGroup}. */
  readonly allowFrom: AllowFrom;
  /** Lets this group's members open connections to the peer: see {@link SecurityGroup}. */
  readonly allowTo: AllowTo;
}

/** What may be let in: groups on any port, private addresses on named ones, the public on web ports where the group is made for it. */
export interface AllowFrom {
  (peer: Connectable, port: Port, reason: string): void;
  (peer: Peer<'private'>, port: Port<'plain' | 'web'>, reason: string): void;
  (this: ISecurityGroup<'internet'>, peer: Peer<'internet' | 'prefixList'>, port: WebPort, reason: string): void;
}

/** What may be reached: as {@link AllowFrom}, and AWS's own services on web ports from any group. */
export interface AllowTo {
  (peer: Connectable, port: Port, reason: string): void;
  (peer: Peer<'private'>, port: Port<'plain' | 'web'>, reason: string): void;
  (peer: Peer<'prefixList'>, port: WebPort, reason: string): void;
  (this: ISecurityGroup<'outbound' | 'internet'>, peer: Peer<'internet'>, port: WebPort, reason: string): void;
}
