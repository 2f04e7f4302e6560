import { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { Faults, namePrefix, tagsOf } from '../core';
import type { Peer } from './peer';
import type { Port, WebPort } from './port';
import { checkDescription, checkRule, connect, type Direction, openToBlocks } from './security-group-rules';
import type { VpcReference } from './subnets';

/**
 * How a group may touch the internet: `private` not at all, `outbound` it may open web connections to it, `internet` it may
 * take web connections from it as well, such as a public load balancer.
 */
export type Exposure = 'private' | 'outbound' | 'internet';

/** Something behind a security group: a group itself, a database, the VPC's endpoints. */
export interface Connectable {
  /** The group that its rules are made on. */
  readonly securityGroup: SecurityGroupBase<Exposure>;
}

/** What a {@link SecurityGroup} is made of. */
export interface SecurityGroupProps<E extends Exposure = Exposure> {
  /** The VPC: a {@link Vpc}, an imported one, or `subnets.vpc`. */
  readonly vpc: Pick<VpcReference, 'vpcId' | 'ipv6CidrBlock'>;
  /** What the group is for: 1 to 255 letters, digits, spaces or ._-:/()#,@[]+=&;{}!$*. Another text replaces the group. */
  readonly description: string;
  /** How the group may touch the internet. @default 'private' */
  readonly exposure?: E;
}

/** What groups made here and imported ones can do. */
export abstract class SecurityGroupBase<E extends Exposure = Exposure> extends Construct implements Connectable {
  /** The group's id, as a reference. */
  abstract readonly securityGroupId: string;
  /** How the group may touch the internet. */
  abstract readonly exposure: E;
  /** True when rules for the internet have an IPv6 twin. */
  abstract readonly dualStack: boolean;

  /** The group itself. */
  get securityGroup(): this {
    return this;
  }

  /**
   * Lets another group's members open connections to this one's. Both sides get a rule: this one ingress, the other egress.
   * They are made beside the group that opens the connection, so that its stack depends on this one's and not the reverse.
   *
   * @param reason why, as the rules' description; the first given stays when a rule is asked for twice
   * @throws ValidationError when the reason is empty or holds characters that EC2 refuses, or the peer and port do not go together
   */
  allowFrom(peer: Connectable, port: Port, reason: string): void;
  /** Lets private addresses open connections to this group's members. */
  allowFrom(peer: Peer<'private'>, port: Port<'plain' | 'web'>, reason: string): void;
  /** Lets the internet, or an AWS service's public addresses, in: web ports only, on a group made with `exposure: 'internet'`. */
  allowFrom(
    this: SecurityGroupBase<'internet'>,
    peer: Peer<'internet' | 'prefixList'>,
    port: WebPort,
    reason: string,
  ): void;
  allowFrom(peer: Connectable | Peer, port: Port, reason: string): void {
    this.allow('ingress', peer, port, reason);
  }

  /**
   * Lets this group's members open connections to another's. Both sides get a rule: this one egress, the other ingress.
   *
   * @param reason why, as the rules' description; the first given stays when a rule is asked for twice
   * @throws ValidationError as {@link allowFrom} does
   */
  allowTo(peer: Connectable, port: Port, reason: string): void;
  /** Lets this group's members open connections to private addresses, or to an AWS service's on web ports. */
  allowTo(peer: Peer<'private'>, port: Port<'plain' | 'web'>, reason: string): void;
  allowTo(peer: Peer<'prefixList'>, port: WebPort, reason: string): void;
  /** Lets this group's members open web connections to the internet, of a group made with `exposure`. */
  allowTo(
    this: SecurityGroupBase<'outbound' | 'internet'>,
    peer: Peer<'internet'>,
    port: WebPort,
    reason: string,
  ): void;
  allowTo(peer: Connectable | Peer, port: Port, reason: string): void {
    this.allow('egress', peer, port, reason);
  }

  private allow(direction: Direction, peer: Connectable | Peer, port: Port, reason: string): void {
    checkRule(this, direction, peer, port, reason);
    if (!('securityGroup' in peer)) openToBlocks(this, direction, peer, port, reason);
    else if (direction === 'ingress') connect(peer.securityGroup, this, port, reason);
    else connect(this, peer.securityGroup, port, reason);
  }
}

/**
 * A security group that lets nothing in and nothing out until it is told, by peer, port and reason. Each rule is a
 * resource of its own, so that other stacks can add theirs; there is no inline rule, and EC2's default egress to everywhere
 * is removed by the provider when it makes the group.
 *
 * See https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html; CIS AWS 5.2 and 5.3.
 *
 * @throws ValidationError when the description is missing, too long or holds characters that EC2 refuses
 */
export class SecurityGroup<E extends Exposure = 'private'> extends SecurityGroupBase<E> {
  /**
   * A group that something else made, such as an EKS cluster's own. Rules are added to it like to one made here.
   *
   * @param securityGroupId its id, or a reference to it
   */
  static fromSecurityGroupId(scope: Construct, id: string, securityGroupId: string): SecurityGroupBase<'private'> {
    return new ImportedSecurityGroup(scope, id, securityGroupId);
  }

  /** The `aws_security_group`. */
  readonly resource: SecurityGroupResource;
  readonly exposure: E;
  readonly dualStack: boolean;

  constructor(scope: Construct, id: string, props: SecurityGroupProps<E>) {
    super(scope, id);
    validate(this, props);
    this.exposure = (props.exposure ?? 'private') as E;
    this.dualStack = props.vpc.ipv6CidrBlock !== undefined;
    this.resource = new SecurityGroupResource(this, 'group', {
      // A prefix and create-before-destroy: name and description cannot change in place, and a group in use cannot go first.
      namePrefix: namePrefix(this, 'security-group', PROVIDER_SUFFIX),
      description: props.description,
      vpcId: props.vpc.vpcId,
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  get securityGroupId(): string {
    return this.resource.id;
  }
}

/** The characters that the provider appends to a name prefix. */
const PROVIDER_SUFFIX = 26;

class ImportedSecurityGroup extends SecurityGroupBase<'private'> {
  readonly exposure = 'private';
  readonly dualStack = false;

  constructor(
    scope: Construct,
    id: string,
    readonly securityGroupId: string,
  ) {
    super(scope, id);
  }
}

function validate(scope: Construct, { description, exposure = 'private' }: SecurityGroupProps): void {
  const faults = new Faults(scope);
  checkDescription(faults, 'description', description);
  faults.check(['private', 'outbound', 'internet'].includes(exposure), {
    prop: 'exposure',
    expected: "'private', 'outbound' or 'internet'",
    got: exposure,
    fix: 'Leave it out unless the group must touch the internet.',
  });
  faults.throwIfAny();
}
