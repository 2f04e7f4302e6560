import type { Graph, Resource } from '../../policy/graph';
import {
  classicShape,
  groupTypes,
  inboundOf,
  inlineOpenings,
  type Opening,
  parseCidr,
  portsText,
  readOpening,
  singleShape,
} from '../../policy/net';
import { isEverybody, rangesText, widenings } from './address-difference';
import { carriersOf, carriersText } from './carriers';
import type { FoundAccess } from './found';
import type { BeforeAndAfter } from './prior';
import { list } from './words';

const ruleTypes = ['aws_vpc_security_group_ingress_rule', 'aws_security_group_rule'];

/** Who reaches ports through security groups that they did not reach before. */
export function* networkChanges({ before, after, nameAfter }: BeforeAndAfter): Iterable<FoundAccess> {
  const old = new Map(before.ofType(...groupTypes).map((group) => [nameAfter(group.address), group]));
  for (const group of after.ofType(...groupTypes)) {
    const was = old.get(group.address);
    yield* addressChanges(group, was, before, after);
    yield* peerChanges(group, was, before, after, nameAfter);
  }
  yield* looseRules(before, after, nameAfter);
}

function* addressChanges(
  group: Resource,
  was: Resource | undefined,
  before: Graph,
  after: Graph,
): Iterable<FoundAccess> {
  const now = openingsOf(group, after);
  for (const widening of widenings(was ? openingsOf(was, before).openings : [], now.openings))
    yield told(widening, group, carriersText(group, after), was === undefined);
  const unknown = was ? openingsOf(was, before).unknown : [];
  for (const text of now.unknown)
    if (!unknown.includes(text))
      yield {
        kind: 'network',
        reach: 'unknown',
        onNew: was === undefined,
        address: group.address,
        text: `Whom ${nameOf(group)} lets in is not known before apply: ${text}`,
      };
}

function told(
  { opening, ...ports }: ReturnType<typeof widenings>[number],
  owner: Resource,
  carriers: string,
  onNew = false,
): FoundAccess {
  return {
    kind: 'network',
    reach: isEverybody(ports.ranges) ? 'everybody' : 'somebody',
    onNew,
    address: opening.source.address,
    text: `${rangesText(ports.ranges)} can reach ${portsText(ports)} of ${carriers} through ${nameOf(owner)}`,
  };
}

/** Groups that are admitted, and whatever has no addresses that could be compared. */
function* peerChanges(
  group: Resource,
  was: Resource | undefined,
  before: Graph,
  after: Graph,
  nameAfter: (address: string) => string,
): Iterable<FoundAccess> {
  const keyOf = ({ ports, kind, from, group: peer }: ReturnType<typeof inboundOf>[number], name = nameAfter): string =>
    `${kind} ${ports} ${peer ? name(peer.address) : from}`;
  const known = new Set(was ? inboundOf(was, before).map((one) => keyOf(one)) : []);
  for (const permission of inboundOf(group, after)) {
    const { kind, from, ports, rule, group: peer } = permission;
    if (kind === 'internet' || (kind === 'addresses' && parseCidr(from.split(' ', 1)[0] ?? ''))) continue;
    if (kind === 'unknown' || known.has(keyOf(permission, (address) => address))) continue;
    const carriers = peer ? carriersOf(peer, after) : [];
    const who = carriers.length === 0 ? from : `${list(carriers, 3)} (${from})`;
    yield {
      kind: 'network',
      reach: 'somebody',
      onNew: was === undefined,
      address: rule.replace(/\.ingress\[\d+\]$/, ''),
      text: `${kind === 'itself' ? 'Whatever carries the group itself' : who} can reach ${ports} of ${carriersText(group, after)} through ${nameOf(group)}`,
    };
  }
}

/** Rules of groups that are not in the graph: each stands for itself. */
function* looseRules(before: Graph, after: Graph, nameAfter: (address: string) => string): Iterable<FoundAccess> {
  const isLoose = (rule: Resource, graph: Graph): boolean =>
    graph.links(rule.get('security_group_id'), rule, ...groupTypes).resources.length === 0;
  const old = new Map(before.ofType(...ruleTypes).map((rule) => [nameAfter(rule.address), rule]));
  for (const rule of after.ofType(...ruleTypes)) {
    if (!isLoose(rule, after) || rule.get('type') === 'egress') continue;
    const was = old.get(rule.address);
    const now = ruleOpenings(rule, after).openings;
    for (const widening of widenings(was ? ruleOpenings(was, before).openings : [], now))
      yield told(widening, rule, 'a security group outside these files');
  }
}

interface Read {
  readonly openings: readonly Opening[];
  /** Why some are not known. */
  readonly unknown: readonly string[];
}

function openingsOf(group: Resource, graph: Graph): Read {
  const rules = ruleTypes
    .flatMap((type) => graph.pointingAt(group, type, 'security_group_id'))
    .filter((rule) => rule.get('type') !== 'egress');
  const inline = inlineOpenings(group, graph);
  const all = [
    { openings: inline.openings, unknown: inline.faults.map(({ message }) => message) },
    ...rules.map((rule) => ruleOpenings(rule, graph)),
  ];
  return { openings: all.flatMap(({ openings }) => openings), unknown: all.flatMap(({ unknown }) => unknown) };
}

function ruleOpenings(rule: Resource, graph: Graph): Read {
  const shape = rule.type === 'aws_security_group_rule' ? classicShape : singleShape;
  const { openings, faults } = readOpening(rule, '', shape, (name) => rule.get(name), graph);
  return { openings, unknown: faults.map(({ message }) => message) };
}

function nameOf({ type, address }: Resource): string {
  return type.endsWith('_rule') ? `rule ${address}` : `security group ${address}`;
}
