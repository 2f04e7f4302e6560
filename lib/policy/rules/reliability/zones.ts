import type { Graph } from '../../graph/graph';
import { isList, isOpen, type Resource, show, type Value } from '../../graph/value';
import { known } from '../values';

/** How many subnets and zones a value names. */
export interface Spread {
  /** Undefined when the number is not known. */
  readonly subnets: number | undefined;
  /** Zones of those subnets whose zone is written down; undefined unless all are. */
  readonly zones: ReadonlySet<string> | undefined;
}

/** Counts the subnets that an attribute names, and their zones. */
export function spreadOf(value: Value | undefined, from: Resource, graph: Graph): Spread {
  const list = known(value);
  if (list === undefined) return { subnets: undefined, zones: undefined };
  const { resources, foreign, open } = graph.links(list, from, 'aws_subnet', 'aws_default_subnet');
  const subnets = isList(list) ? list.length : undefined;
  const zones = resources.map(zoneOf);
  const complete =
    foreign.length === 0 && open.length === 0 && resources.length > 0 && zones.every((zone) => zone !== undefined);
  return { subnets, zones: complete ? new Set(zones as string[]) : undefined };
}

/** Where a subnet lies, as it is written: a name, an id, or an element of a list of names. */
export function zoneOf(subnet: Resource): string | undefined {
  const zone = known(subnet.get('availability_zone')) ?? known(subnet.get('availability_zone_id'));
  if (zone === undefined) return undefined;
  if (!isOpen(zone)) return show(zone);
  return 'resource' in zone ? zone.toString() : undefined;
}
