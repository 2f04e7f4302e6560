import type { Graph } from '../graph/graph';
import { isMap, type Resource, show, type Value } from '../graph/value';
import { reach } from '../net/address-set';
import { parseCidr } from '../net/cidr';
import { flag, items, known } from '../rules/values';
import { classicShape, portsOfRule, portsText, type RuleShape, singleShape } from '../rules/vpc/opening';
import { prefixListRanges } from '../rules/vpc/prefix-list';
import type { Inbound } from './explanation';

/** Types of security groups. */
export const groupTypes = ['aws_security_group', 'aws_default_security_group'];
/** Resources that mention a group without being protected by it. */
const notCarriers = /^aws_(default_)?security_group|^aws_vpc_security_group_/;
/** Where each kind of rule names the groups that it admits. */
const peers = ['security_groups', 'source_security_group_id', 'referenced_security_group_id'];

/** One inbound permission, with the group that it admits. */
export interface Permission extends Inbound {
  readonly group?: Resource;
}

type Read = (name: string) => Value | undefined;

/** Everything that a security group admits, in whichever resources it is written. */
export function inboundOf(group: Resource, graph: Graph): readonly Permission[] {
  const inline = items(group.get('ingress')).flatMap((block, index) => {
    const place = `${group.address}.ingress[${index}]`;
    if (!isMap(block)) return [unknown(place, 'every port', show(block))];
    return permissions(group, place, classicShape, (name) => block[name] ?? undefined, graph);
  });
  const separate = graph
    .pointingAt(group, 'aws_vpc_security_group_ingress_rule', 'security_group_id')
    .flatMap((rule) => permissions(rule, rule.address, singleShape, (name) => rule.get(name), graph));
  const classic = graph
    .pointingAt(group, 'aws_security_group_rule', 'security_group_id')
    .filter((rule) => known(rule.get('type')) !== 'egress')
    .flatMap((rule) => permissions(rule, rule.address, classicShape, (name) => rule.get(name), graph));
  return [...inline, ...separate, ...classic];
}

/** The resources that a group protects. */
function carriersOf(group: Resource, graph: Graph): readonly Resource[] {
  return graph.usesOf(group).flatMap(({ resource }) => (notCarriers.test(resource.type) ? [] : [resource]));
}

function permissions(source: Resource, rule: string, shape: RuleShape, read: Read, graph: Graph): Permission[] {
  const ports = portsText(portsOfRule(shape, read));
  const found: Permission[] = [];
  for (const name of shape.cidrs) {
    for (const item of items(read(name))) found.push(addresses(item, ports, rule));
  }
  for (const item of items(read(shape.prefixLists))) {
    const list = prefixListRanges(item, source, graph);
    for (const written of list.written) found.push(addresses(written, ports, rule));
    for (const open of list.open) found.push(unknown(rule, ports, open.message));
    if (list.written.length === 0 && list.open.length === 0)
      found.push({ ports, kind: 'addresses', from: `the addresses in ${show(item)}`, carriedBy: [], rule });
  }
  for (const name of peers) {
    const links = graph.links(read(name), source, ...groupTypes);
    for (const group of links.resources) {
      const carriedBy = [...new Set(carriersOf(group, graph).map((carrier) => carrier.address))];
      found.push({ ports, kind: 'group', from: group.address, carriedBy, rule, group });
    }
    for (const id of links.foreign)
      found.push({ ports, kind: 'group', from: `security group ${id}, not among these files`, carriedBy: [], rule });
    for (const open of links.open)
      found.push({ ports, kind: 'group', from: `security group ${show(open)}`, carriedBy: [], rule });
  }
  if (flag(read('self')) === true)
    found.push({ ports, kind: 'itself', from: 'whatever carries the same security group', carriedBy: [], rule });
  return found;
}

function addresses(value: Value, ports: string, rule: string): Permission {
  const text = show(value);
  const range = parseCidr(text.split(' ', 1)[0] ?? '');
  const world = range && reach([range], range.family).world;
  return world
    ? { ports, kind: 'internet', from: `the internet (${text})`, carriedBy: [], rule }
    : { ports, kind: 'addresses', from: text, carriedBy: [], rule };
}

function unknown(rule: string, ports: string, what: string): Permission {
  return { ports, kind: 'unknown', from: what, carriedBy: [], rule };
}
