import { type Cluster, type NodeGroup, reservedPool } from '../../lib/cluster';
import { Size } from '../../lib/core';

/** Nodes for what is always there, of a type that was committed to for three years; the rest of the pool is paid by the hour. */
export function addCommittedNodes(cluster: Cluster): NodeGroup {
  return cluster.addNodePool(
    reservedPool({
      name: 'committed',
      instanceType: 'r7g.xlarge',
      term: '3y',
      payment: 'partial-upfront',
      scaling: { min: 3, max: 6 },
      volume: Size.gibibytes(100),
      labels: { 'acme.example/memory': 'large' },
    }),
  );
}
