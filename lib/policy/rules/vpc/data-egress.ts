import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import { reach } from '../../net/address-set';
import type { ResourceRule } from '../../rule';
import { known } from '../values';
import { dataTierUse } from './data-tier';
import { classicShape, inlineOpenings, type Openings, readOpening, singleShape } from './opening';

/** SEC-SG-EGRESS */
export const dataEgress: ResourceRule = {
  id: 'SEC-SG-EGRESS',
  severity: 'high',
  title: 'A database, cache, or function with secrets may connect to the whole internet',
  why: 'Whoever gets into it, by an extension, a procedure or a bad dependency, sends the data out through the first open port; nothing of the data tier has to call out.',
  fix: 'Leave egress out, or admit the security groups, VPC endpoints and AWS prefix lists that are needed.',
  controls: [],
  noControl: 'No framework in use looks at egress; the data tier’s is what exfiltration needs.',
  example: {
    bad: '{ "aws_security_group": { "db": { "egress": [{ "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"] }] } } }',
    good: '{ "aws_security_group": { "db": { "egress": [] } } }',
  },
  types: ['aws_security_group', 'aws_default_security_group'],
  *check(group, graph) {
    const all = outbound(group, graph);
    if (all.every(({ openings, faults }) => openings.length === 0 && faults.length === 0)) return;
    const use = dataTierUse(group, graph);
    if (use === undefined) return;
    for (const { faults } of all) yield* faults;
    const openings = all.flatMap((read) => read.openings);
    for (const family of [4, 6] as const) {
      const { world, text } = reach(
        openings.flatMap(({ ranges }) => ranges),
        family,
      );
      if (!world) continue;
      const part = openings.find(({ ranges }) => reach(ranges, family).world) ?? openings[0];
      yield {
        attribute: part?.place || 'egress',
        value: openings.flatMap(({ written }) => written),
        at: part?.source ?? group,
        message: `${group.address} may connect to ${text}: ${use}`,
      };
      return;
    }
  },
};

function outbound(group: Resource, graph: Graph): readonly Openings[] {
  const single = graph.pointingAt(group, 'aws_vpc_security_group_egress_rule', 'security_group_id');
  const classic = graph
    .pointingAt(group, 'aws_security_group_rule', 'security_group_id')
    .filter((rule) => known(rule.get('type')) !== 'ingress');
  return [
    inlineOpenings(group, graph, 'egress'),
    ...single.map((rule) => readOpening(rule, '', singleShape, (name) => rule.get(name), graph)),
    ...classic.map((rule) => readOpening(rule, '', classicShape, (name) => rule.get(name), graph)),
  ];
}
