import {
  isMap,
  isOpen,
  type Reference,
  type Resource,
  type Unknown,
  type Value,
  type ValueMap,
} from '../../graph/value';
import { behind, each } from '../../kubernetes/access';

/** Types that make a cluster: the AWS provider's, and the Cloud Control provider's with its own names. */
export const clusterTypes: readonly string[] = ['aws_eks_cluster', 'awscc_eks_cluster'];

/** The block `name` of a cluster: known, open, or undefined when it is not there. */
export function blockOf(cluster: Resource, name: string): ValueMap | Reference | Unknown | undefined {
  const [block] = each(cluster.get(name));
  return isMap(block) || isOpen(block) ? block : undefined;
}

/** A field of a block; the block itself when that is open. */
export function fieldOf(block: ValueMap | Reference | Unknown | undefined, name: string): Value | undefined {
  if (block === undefined || isOpen(block)) return block;
  return behind(block[name]);
}

/** Name of the block with the network settings. */
export function networkBlock(cluster: Resource): string {
  return cluster.type === 'aws_eks_cluster' ? 'vpc_config' : 'resources_vpc_config';
}
