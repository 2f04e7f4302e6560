import type { Stack } from '../../graph/stack';
import { isOpen, type Reference, type Resource, referencesIn, type Unknown, type Value } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf } from '../values';
import { perGraph } from './per-graph';

/** COST-NAT */
export const idleNat: ResourceRule = {
  id: 'COST-NAT',
  severity: 'low',
  title: 'A NAT gateway that no route leads to',
  why: 'A NAT gateway costs by the hour and its address too; without a route nothing can go out through it.',
  fix: 'Add the route of the subnets that need a way out, or remove the gateway and its address.',
  controls: [],
  noControl: 'The frameworks in use judge security and reliability; none asks whether something is used.',
  example: {
    bad: '{ "aws_nat_gateway": { "a": { "allocation_id": "eipalloc-1", "subnet_id": "subnet-1" } } }',
    good: '{ "aws_nat_gateway": { "a": { "allocation_id": "eipalloc-1", "subnet_id": "subnet-1" } }, "aws_route": { "out": { "route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "nat_gateway_id": "${aws_nat_gateway.a.id}" } } }',
  },
  types: ['aws_nat_gateway'],
  *check(gateway, graph) {
    // In a fragment of a configuration the route may be elsewhere, as where its id is handed on.
    if (!gateway.stack.root.stageDeclared || graph.usesOf(gateway).length > 0) return;
    const isHandedOn = gateway.stack.root.outputs.some(({ value }) =>
      referencesIn(value).some(({ resource }) => resource === gateway),
    );
    if (isHandedOn) return;
    const open = openRoutes(graph).get(gateway.stack);
    if (open) yield unverifiable('id', open, 'whether a route leads to it is not known');
    else yield { attribute: 'id', message: 'no route leads to it' };
  },
};

/** For each stack a route that leads to something unknown: it may be any gateway of the stack. */
const openRoutes = perGraph((graph) => {
  const result = new Map<Stack, Reference | Unknown>();
  for (const route of graph.ofType('aws_route', 'aws_route_table')) {
    for (const value of targetsOf(route)) {
      const [open] = graph.links(value, route, 'aws_nat_gateway').open;
      if (open) result.set(route.stack, open);
    }
  }
  return result;
});

function targetsOf(route: Resource): readonly (Value | undefined)[] {
  if (route.type === 'aws_route') return [route.get('nat_gateway_id')];
  return blocksOf(route, 'route').map((block) => (isOpen(block) ? block : (block.nat_gateway_id ?? undefined)));
}
