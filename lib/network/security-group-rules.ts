import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack } from 'cdktf';
import { Faults, formerPath, tagsOf } from '../core';
import type { Connectable, ISecurityGroup } from './connectable';
import type { Peer, PeerBlock } from './peer';
import type { Port } from './port';

/** Seen from the group: `ingress` is into it. */
type Direction = 'ingress' | 'egress';

type Group = ISecurityGroup;
type Other = Omit<PeerBlock, 'label'> | { readonly referencedSecurityGroupId: string };

const RULE = { ingress: VpcSecurityGroupIngressRule, egress: VpcSecurityGroupEgressRule } as const;

/** EC2's characters: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const DESCRIPTION = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

/** Checks a group's or a rule's description, and keeps the fault. */
export function checkDescription(faults: Faults, prop: string, text: string | undefined): void {
  const refused = [...new Set(text?.replace(/[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]/g, '') ?? '')].join(' ');
  faults.check(text !== undefined && DESCRIPTION.test(text) && text.trim() !== '', {
    prop,
    expected: '1 to 255 letters, digits, spaces or ._-:/()#,@[]+=&;{}!$*',
    got: text,
    fix: refused === '' ? 'Say what it is for, in a short sentence.' : `Leave out ${refused}`,
  });
}

/**
 * Makes the rules for one peer and port.
 *
 * @throws ValidationError with every fault
 */
export function allow(group: Group, direction: Direction, peer: Connectable | Peer, port: Port, reason: string): void {
  checkRule(group, direction, peer, port, reason);
  if (!('securityGroup' in peer)) openToBlocks(group, direction, peer, port, reason);
  else if (direction === 'ingress') connect(peer.securityGroup, group, port, reason);
  else connect(group, peer.securityGroup, port, reason);
}

/** Checks what the types say again, for callers who got around them. */
function checkRule(group: Group, direction: Direction, peer: Connectable | Peer, port: Port, reason: string): void {
  const faults = new Faults(group);
  checkDescription(faults, 'reason', reason);
  if (!('securityGroup' in peer)) {
    checkPort(faults, peer, port);
    checkExposure(faults, group, direction, peer);
  }
  faults.throwIfAny();
}

function checkPort(faults: Faults, peer: Peer, port: Port): void {
  faults.check(peer.kind === 'private' ? port.kind !== 'all' : port.kind === 'web', {
    prop: 'port',
    expected: peer.kind === 'private' ? 'named ports' : 'Port.https() or Port.http() where the other end is public',
    got: port.toString(),
    fix:
      peer.kind === 'private'
        ? 'Open the ports that are needed; Port.all() is for traffic between security groups.'
        : 'Put a load balancer in front, and open the other port to its security group only.',
  });
}

function checkExposure(faults: Faults, group: Group, direction: Direction, { kind }: Peer): void {
  const outward = kind === 'internet' || (kind === 'prefixList' && direction === 'ingress');
  const enough = direction === 'ingress' ? ['internet'] : ['internet', 'outbound'];
  faults.check(!outward || enough.includes(group.exposure), {
    prop: 'peer',
    expected: `private: the group was made with exposure '${group.exposure}'`,
    got: kind,
    fix: `Make the group of what faces the internet, and no other, with exposure: '${enough.at(-1)}'.`,
  });
}

/** One rule for each of the peer's blocks. */
function openToBlocks(group: Group, direction: Direction, peer: Peer, port: Port, reason: string): void {
  const preposition = direction === 'ingress' ? 'from' : 'to';
  for (const { label, ...other } of peer.blocks(group, group.dualStack)) {
    addRule(group, `${direction}-${preposition}-${label}-${port}`, direction, group, other, port, reason);
  }
}

/** A rule on both sides, made beside the client: its stack then depends on the server's, as the connection does. */
function connect(client: Group, server: Group, port: Port, reason: string): void {
  const name = `${labelOf(server, client)}-${port}`;
  addRule(client, `egress-to-${name}`, 'egress', client, references(server), port, reason);
  addRule(client, `ingress-at-${name}`, 'ingress', server, references(client), port, reason);
}

function addRule(
  scope: Group,
  id: string,
  direction: Direction,
  group: Group,
  other: Other,
  port: Port,
  reason: string,
): void {
  if (scope.node.tryFindChild(id)) return;
  new RULE[direction](scope, id, {
    securityGroupId: group.securityGroupId,
    ...other,
    ipProtocol: port.protocol,
    fromPort: port.from,
    toPort: port.to,
    description: reason,
    tags: tagsOf(scope),
  });
}

function references(group: Group): Other {
  return { referencedSecurityGroupId: group.securityGroupId };
}

/** The server's path, the first that it had; without its stack where that is the client's too, so that a stack can be renamed. */
function labelOf(server: Group, client: Group): string {
  const stack = TerraformStack.of(server);
  const path =
    stack === TerraformStack.of(client) ? formerPath(server).slice(stack.node.path.length + 1) : formerPath(server);
  // An id may hold a full stop or a hyphen, but hardly a vertical bar: two paths never get one label.
  return path.replaceAll('/', '|');
}
