import type { Resource } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { known } from '../values';

const separateTypes = {
  ingress: 'aws_vpc_security_group_ingress_rule',
  egress: 'aws_vpc_security_group_egress_rule',
} as const;

/** SEC-SG-MIXED */
export const mixedRules: ResourceRule = {
  id: 'SEC-SG-MIXED',
  severity: 'high',
  title: 'The rules of a security group are written in two ways in one direction',
  why: 'Terraform removes with one what it adds with the other: what is open changes with every apply, and the review of either shows only half.',
  fix: 'Write every rule as a resource of its own (aws_vpc_security_group_ingress_rule), and leave ingress and egress out of the group.',
  controls: [],
  noControl: 'It protects the other security group rules from being overwritten; no framework has a control for it.',
  example: {
    bad: '{ "aws_security_group": { "db": { "ingress": [{ … }] } }, "aws_vpc_security_group_ingress_rule": { "api": { "security_group_id": "${aws_security_group.db.id}" } } }',
    good: '{ "aws_security_group": { "db": {} }, "aws_vpc_security_group_ingress_rule": { "api": { "security_group_id": "${aws_security_group.db.id}" } } }',
  },
  types: ['aws_security_group', 'aws_default_security_group'],
  *check(group, graph) {
    for (const direction of ['ingress', 'egress'] as const) {
      const inline = group.get(direction);
      const classic = graph
        .pointingAt(group, 'aws_security_group_rule', 'security_group_id')
        .filter((rule) => known(rule.get('type')) === direction);
      const own = graph.pointingAt(group, separateTypes[direction], 'security_group_id');
      const [older] = classic;
      if (older && own[0])
        yield {
          attribute: direction,
          value: older.address,
          message: `its ${direction} rules are of two types that do not know of each other (${older.address}, ${own[0].address}): they overwrite each other`,
        };
      // In a plan a group also shows the rules that AWS reports, which are those of other resources.
      if (inline === undefined || !group.isWritten(direction)) continue;
      const separate: readonly Resource[] = [...own, ...classic];
      const [first] = separate;
      if (!first) continue;
      yield {
        attribute: direction,
        value: inline,
        message: `it has ${direction} rules inside it, and ${separate.length === 1 ? first.address : `${separate.length} resources, ${first.address} one of them,`} beside it: they overwrite each other`,
      };
    }
  },
};
