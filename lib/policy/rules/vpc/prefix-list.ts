import type { Graph } from '../../graph/graph';
import { isMap, Reference, type Resource, type Value } from '../../graph/value';
import { type AddressRange, parseCidr } from '../../net/cidr';
import type { Fault } from '../../rule';
import { blocksOf, known } from '../values';

/** The addresses behind a prefix list id. */
export interface PrefixList {
  readonly ranges: readonly AddressRange[];
  /** `0.0.0.0/0 (aws_ec2_managed_prefix_list.x)` */
  readonly written: readonly string[];
  readonly open: readonly Fault[];
}

/** Expands a prefix list of these files, entries in resources of their own included. One from elsewhere cannot be known. */
export function prefixListRanges(value: Value, from: Resource, graph: Graph): PrefixList {
  const links = graph.links(value, from, 'aws_ec2_managed_prefix_list');
  const lists = links.resources.map((list) => expand(list, graph));
  const open: Fault[] = links.foreign.map((id) => ({
    attribute: '',
    value: id,
    message: `prefix list ${id} is not among these files, so the addresses in it are not known`,
    fix: 'Define the list as aws_ec2_managed_prefix_list, write the CIDRs, or read a list of AWS with data.aws_ec2_managed_prefix_list by its name.',
    unverifiable: true,
  }));
  for (const part of links.open) {
    if (!isListOfAws(part))
      open.push({
        attribute: '',
        value: part,
        message: 'the addresses in the prefix list are not known',
        unverifiable: true,
      });
  }
  return {
    ranges: lists.flatMap((list) => list.ranges),
    written: lists.flatMap((list) => list.written),
    open: [...open, ...lists.flatMap((list) => list.open)],
  };
}

/** A data source that names one of AWS's own lists (`com.amazonaws.…`), or a VPC endpoint's. */
function isListOfAws(value: Value): boolean {
  if (!(value instanceof Reference)) return false;
  const { type } = value.resource;
  if (type === 'aws_vpc_endpoint' || type === 'aws_prefix_list') return true;
  const name = known(value.resource.get('name'));
  return (
    type === 'aws_ec2_managed_prefix_list' &&
    value.resource.mode === 'data' &&
    typeof name === 'string' &&
    name.startsWith('com.amazonaws.')
  );
}

function expand(list: Resource, graph: Graph): PrefixList {
  const inline = blocksOf(list, 'entry').map((entry) => (isMap(entry) ? entry.cidr : entry));
  const separate = graph
    .pointingAt(list, 'aws_ec2_managed_prefix_list_entry', 'prefix_list_id')
    .map((entry) => entry.get('cidr'));
  const ranges: AddressRange[] = [];
  const written: string[] = [];
  const open: Fault[] = [];
  for (const [index, entry] of [...inline, ...separate].entries()) {
    const cidr = known(entry ?? undefined);
    const range = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
    if (range) {
      ranges.push(range);
      written.push(`${cidr} (${list.address} entry ${index + 1})`);
    } else if (cidr !== undefined) {
      open.push({
        attribute: '',
        value: cidr,
        message: `entry ${index + 1} of ${list.address} is not known`,
        unverifiable: true,
      });
    }
  }
  return { ranges, written, open };
}
