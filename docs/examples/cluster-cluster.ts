import { Construct } from 'constructs';
import {
  AddOn,
  Cluster,
  ClusterAccess,
  type NodePool,
  onDemandPool,
  type PoolPair,
  poolPair,
  spotPool,
} from '../../lib/cluster';
import type { Vpc } from '../../lib/network';
import type { ImportedRole } from '../../lib/security';

/** A cluster whose stateless pods run on spot nodes, and come back to a base of two when AWS takes those away. */
export class ShopCluster extends Construct {
  readonly cluster: Cluster;
  /** What stateless pods wish for and tolerate. */
  readonly pair: PoolPair = poolPair({
    base: onDemandPool({ name: 'base', instanceTypes: ['m7g.large'], scaling: { min: 2, max: 6 } }),
    spot: spotPool({
      name: 'spot',
      families: ['m7g', 'm6g', 'r7g', 'r6g'],
      sizes: ['large', 'xlarge'],
      scaling: { min: 0, max: 20 },
    }),
  });

  constructor(scope: Construct, id: string, vpc: Vpc, ordersTeam: ImportedRole, runners: Vpc['endpoints']) {
    super(scope, id);
    this.cluster = new Cluster(this, 'cluster', {
      vpc,
      version: '1.35',
      nodePools: [...this.pair.pools, this.forIntel()],
      addOns: [AddOn.metricsServer(), AddOn.ebsCsiDriver(), AddOn.cloudwatchObservability()],
      access: { orders: { principal: ordersTeam, access: ClusterAccess.edit(['orders']) } },
    });
    this.cluster.allowApiFrom(runners, 'Runners in the VPC deploy');
  }

  /** For what is not built for arm64. */
  private forIntel(): NodePool {
    return onDemandPool({
      name: 'intel',
      architecture: 'amd64',
      image: 'al2023',
      instanceTypes: ['m7i.large', 'm6i.large'],
      scaling: { min: 0, max: 4 },
      labels: { 'acme.example/legacy': 'yes' },
      taints: [{ key: 'dedicated', value: 'legacy', effect: 'NoSchedule' }],
    });
  }
}
