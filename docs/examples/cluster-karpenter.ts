import { Construct } from 'constructs';
import { type Cluster, Karpenter, karpenterNodePool, renderManifests } from '../../lib/cluster';

/** Karpenter beside the cluster's own base, with its objects as YAML for the GitOps tree. */
export class Nodes extends Construct {
  /** For `kubernetes/` in the repository. */
  readonly manifests: string;

  /** @param cluster made with `onDemandPool` of two nodes, in a VPC with `karpenterDiscovery: 'shop'` */
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const karpenter = new Karpenter(this, 'karpenter', { cluster, discovery: 'shop' });
    const nodeClass = karpenter.nodeClass('default', { imageVersion: 'v1.51.0' });
    const limits = { cpus: 200, memoryGibibytes: 800 };
    const families = ['m7g', 'm6g', 'c7g', 'r7g'] as const;
    this.manifests = renderManifests([
      nodeClass,
      karpenterNodePool({ name: 'spot', nodeClass, capacity: 'spot', families, limits, weight: 50 }),
      karpenterNodePool({ name: 'on-demand', nodeClass, capacity: 'on-demand', families, limits, weight: 10 }),
    ]);
  }
}
