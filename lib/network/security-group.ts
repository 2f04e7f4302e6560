import { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { Faults, namePrefix, tagsOf } from '../core';
import type { AllowFrom, AllowTo, Connectable, Exposure, ISecurityGroup } from './connectable';
import type { Peer } from './peer';
import type { Port } from './port';
import { allow, checkDescription } from './security-group-rules';
import type { VpcReference } from './subnets';

/** What a {@link SecurityGroup} is made of. */
export interface SecurityGroupProps<E extends Exposure = Exposure> {
  /** The VPC: a {@link Vpc}, an imported one, or `subnets.vpc`. */
  readonly vpc: Pick<VpcReference, 'vpcId' | 'ipv6CidrBlock'>;
  /** What the group is for: 1 to 255 letters, digits, spaces or ._-:/()#,@[]+=&;{}!$*. Another text replaces the group. */
  readonly description: string;
  /** How the group may touch the internet. @default 'private' */
  readonly exposure?: E;
}

/**
 * A security group that lets nothing in and nothing out until it is told, by peer, port and reason. Each rule is a
 * resource of its own, so that other stacks can add theirs; there is no inline rule, and EC2's default egress to everywhere
 * is removed by the provider when it makes the group.
 *
 * See https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html; CIS AWS 7.0 6.3 and 6.4.
 *
 * @throws ValidationError when the description is missing, too long or holds characters that EC2 refuses
 */
export class SecurityGroup<E extends Exposure = 'private'> extends Construct implements ISecurityGroup<E> {
  /**
   * A group that something else made, such as an EKS cluster's own. Rules are added to it like to one made here.
   *
   * @param securityGroupId its id, or a reference to it
   */
  static fromSecurityGroupId(scope: Construct, id: string, securityGroupId: string): ISecurityGroup<'private'> {
    return new ImportedSecurityGroup(scope, id, securityGroupId);
  }

  /** The `aws_security_group`. */
  readonly resource: SecurityGroupResource;
  /** The group's id, as a reference. */
  readonly securityGroupId: string;
  /** How the group may touch the internet. */
  readonly exposure: E;
  /** True when rules for the internet have an IPv6 twin. */
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
    // Read once: cdktf takes a stack trace whenever an attribute is read.
    this.securityGroupId = this.resource.id;
  }

  /** The group itself, so that a group goes wherever something with a group does. */
  get securityGroup(): this {
    return this;
  }

  /**
   * Lets the peer open connections to this group's members. Where the peer is or has a security group, both sides get a
   * rule: this one ingress, the other egress. They are made beside the group that opens the connection, so that its stack
   * depends on this one's and not the reverse. Private addresses go with named ports; the internet and AWS's public
   * addresses with `Port.https()` and `Port.http()`, on a group made with `exposure: 'internet'`.
   *
   * @param reason why, as the rules' description; the first given stays when a rule is asked for twice
   * @throws ValidationError when the reason is empty or holds characters that EC2 refuses, or peer and port do not go together
   */
  readonly allowFrom: AllowFrom = (peer: Connectable | Peer, port: Port, reason: string): void =>
    allow(this, 'ingress', peer, port, reason);

  /**
   * Lets this group's members open connections to the peer, with a rule on both sides as `allowFrom` does. AWS's public
   * addresses (`Peer.prefixList('s3')`) go with web ports; the internet too, of a group made with `exposure`.
   *
   * @param reason why, as the rules' description; the first given stays when a rule is asked for twice
   * @throws ValidationError as `allowFrom` does
   */
  readonly allowTo: AllowTo = (peer: Connectable | Peer, port: Port, reason: string): void =>
    allow(this, 'egress', peer, port, reason);
}

/** The characters that the provider appends to a name prefix. */
const PROVIDER_SUFFIX = 26;

class ImportedSecurityGroup extends Construct implements ISecurityGroup<'private'> {
  readonly exposure = 'private';
  readonly dualStack = false;
  readonly securityGroup = this;

  constructor(
    scope: Construct,
    id: string,
    readonly securityGroupId: string,
  ) {
    super(scope, id);
  }

  readonly allowFrom: AllowFrom = (peer: Connectable | Peer, port: Port, reason: string): void =>
    allow(this, 'ingress', peer, port, reason);

  readonly allowTo: AllowTo = (peer: Connectable | Peer, port: Port, reason: string): void =>
    allow(this, 'egress', peer, port, reason);
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
