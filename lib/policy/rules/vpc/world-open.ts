import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import { reach } from '../../net/address-set';
import type { Fault, ResourceRule } from '../../rule';
import { known } from '../values';
import { isHarmlessIcmp, isWebPort, type Protects, protects } from './edge';
import {
  classicShape,
  inlineOpenings,
  type Opening,
  type Openings,
  portsText,
  readOpening,
  singleShape,
} from './opening';

/** SEC-SG-WORLD */
export const worldOpenPort: ResourceRule = {
  id: 'SEC-SG-WORLD',
  severity: 'critical',
  title: 'A port is open to the world',
  why: 'Every address of the internet is scanned within minutes; an open port is attacked before anybody notices that it is open.',
  fix: 'Admit a security group, a prefix list or the CIDRs that need it. Only 80 and 443 of a group that nothing but internet-facing load balancers carry may be open to all.',
  controls: ['AWS-FSBP EC2.18', 'AWS-FSBP EC2.19', 'CIS-AWS-7.0 6.3', 'CIS-AWS-7.0 6.4', 'CIS-AWS-7.0 6.1.2'],
  example: {
    bad: '{ "ip_protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_ipv4": "0.0.0.0/0" }',
    good: '{ "ip_protocol": "tcp", "from_port": 5432, "to_port": 5432, "referenced_security_group_id": "${aws_security_group.api.id}" }',
  },
  types: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_vpc_security_group_ingress_rule',
    'aws_security_group_rule',
  ],
  *check(resource, graph) {
    const isGroup = !resource.type.endsWith('_rule');
    // A rule whose group is in the graph is looked at together with the other rules of the group.
    if (!isGroup && groupsOf(resource, graph).length > 0) return;
    const { openings, faults } = isGroup ? allOpenings(resource, graph) : ruleOpenings(resource, graph);
    yield* faults;
    yield* judge(resource, openings, isGroup ? protects(resource, graph) : 'other');
  },
};

function groupsOf(rule: Resource, graph: Graph): readonly Resource[] {
  return graph.links(rule.get('security_group_id'), rule, 'aws_security_group', 'aws_default_security_group').resources;
}

/** The inbound rules of a group, in whichever resources they are written. */
function allOpenings(group: Resource, graph: Graph): Openings {
  const rules = ['aws_vpc_security_group_ingress_rule', 'aws_security_group_rule'].flatMap((type) =>
    graph.pointingAt(group, type, 'security_group_id'),
  );
  const all = [inlineOpenings(group, graph), ...rules.map((rule) => ruleOpenings(rule, graph))];
  return { openings: all.flatMap((read) => read.openings), faults: all.flatMap((read) => read.faults) };
}

function ruleOpenings(rule: Resource, graph: Graph): Openings {
  if (rule.type === 'aws_security_group_rule' && known(rule.get('type')) === 'egress')
    return { openings: [], faults: [] };
  const shape = rule.type === 'aws_security_group_rule' ? classicShape : singleShape;
  return readOpening(rule, '', shape, (name) => rule.get(name), graph);
}

function* judge(owner: Resource, openings: readonly Opening[], protecting: Protects): Iterable<Fault> {
  const rest: Opening[] = [];
  for (const opening of openings) {
    if (isHarmlessIcmp(opening)) continue;
    if (isWebPort(opening) && protecting === 'internet load balancers') continue;
    const text = worldText([opening]);
    if (text === undefined) rest.push(opening);
    else if (isWebPort(opening) && protecting === 'nothing known') {
      yield {
        ...faultAt(opening, text),
        message: `${portsText(opening)} is open to the world; no resource of these files carries the group, so it was taken for a load balancer's`,
        note: true,
      };
    } else
      yield {
        ...faultAt(opening, text),
        message: `${portsText(opening)} is open to the world: ${opening.written.join(', ')} ${plural(opening, 'is', 'are')} ${text}`,
      };
  }
  yield* together(owner, rest);
}

/** Rules that are narrow one by one and the world together, at the same port. */
function* together(owner: Resource, openings: readonly Opening[]): Iterable<Fault> {
  if (worldText(openings) === undefined) return;
  const protocols = new Set(openings.map((opening) => opening.protocol).filter((protocol) => protocol !== 'all'));
  for (const protocol of protocols.size > 0 ? protocols : ['all']) {
    const same = openings.filter((opening) => opening.protocol === protocol || opening.protocol === 'all');
    const edges = new Set(same.map((opening) => opening.from));
    for (const port of edges) {
      const covering = same.filter((opening) => opening.from <= port && port <= opening.to);
      const text = worldText(covering);
      if (text === undefined) continue;
      const places = covering.map((opening) => [opening.source.address, opening.place].filter(Boolean).join('.'));
      const value = covering.flatMap((opening) => opening.written);
      yield {
        attribute: covering[0]?.place || 'ingress',
        value,
        at: owner,
        message: `${protocol === 'all' ? 'every port' : `${protocol}/${port}`} is open to the world: ${shorten(places)} together admit ${text}`,
      };
      return;
    }
  }
}

function worldText(openings: readonly Opening[]): string | undefined {
  const ranges = openings.flatMap((opening) => opening.ranges);
  for (const family of [4, 6] as const) {
    const { world, text } = reach(ranges, family);
    if (world) return text;
  }
  return undefined;
}

function faultAt(opening: Opening, text: string): Fault {
  return { attribute: opening.place || 'cidr', value: opening.written, at: opening.source, message: text };
}

function plural(opening: Opening, one: string, many: string): string {
  return opening.written.length === 1 ? one : many;
}

function shorten(places: readonly string[]): string {
  const shown = [...new Set(places)];
  return shown.length > 6 ? `${shown.slice(0, 6).join(', ')} and ${shown.length - 6} more` : shown.join(', ');
}
