import { type Graph, isList, isMap, type Resource, type Value } from '../../policy/graph';
import { groupTypes } from '../../policy/net';
import { list } from './words';

/** Resources that mention a group without being protected by it. */
const notCarriers = /^aws_(default_)?security_group|^aws_vpc_security_group_/;

const read = new WeakMap<Graph, ReadonlyMap<Resource, readonly string[]>>();

/** What carries a security group, in words. Ids are followed as well as references: the state holds nothing but ids. */
export function carriersText(group: Resource, graph: Graph): string {
  const carriers = carriersOf(group, graph);
  return carriers.length === 0 ? 'whatever carries the group' : list(carriers, 3);
}

/** Addresses of what carries a security group. */
export function carriersOf(group: Resource, graph: Graph): readonly string[] {
  let index = read.get(graph);
  if (!index) {
    index = indexOf(graph);
    read.set(graph, index);
  }
  return index.get(group) ?? [];
}

function indexOf(graph: Graph): ReadonlyMap<Resource, readonly string[]> {
  const found = new Map<Resource, string[]>();
  for (const resource of graph.resources) {
    if (resource.mode !== 'managed' || notCarriers.test(resource.type)) continue;
    const values = resource.attributes.flatMap((name) => named(name, resource.get(name)));
    const groups = new Set(values.flatMap((value) => graph.links(value, resource, ...groupTypes).resources));
    for (const group of groups) {
      const carriers = found.get(group);
      if (carriers) carriers.push(resource.address);
      else found.set(group, [resource.address]);
    }
  }
  return found;
}

/** The values of arguments that name security groups, also one block deep: `vpc_config { security_group_ids }`. */
function named(name: string, value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  if (/security_groups?(_ids?)?$/.test(name)) return [value];
  const blocks = isList(value) ? value : [value];
  return blocks.flatMap((block) =>
    isMap(block)
      ? Object.keys(block).flatMap((key) => (/security_groups?(_ids?)?$/.test(key) ? (block[key] ?? []) : []))
      : [],
  );
}
