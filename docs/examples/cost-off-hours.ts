import { Construct } from 'constructs';
import type { Cluster } from '../../lib/cluster';
import { OffHours } from '../../lib/cost';
import type { AuroraCluster, Database } from '../../lib/database';

/** Staging sleeps at night, at weekends and on holidays: 60 of 168 hours of a week are left. */
export class StagingNights extends Construct {
  constructor(scope: Construct, id: string, orders: Database, reports: AuroraCluster, cluster: Cluster) {
    super(scope, id);
    const offHours = new OffHours(this, 'off-hours', {
      stage: 'staging',
      hours: { timeZone: 'Europe/Berlin', from: '07:00', to: '19:00', holidays: ['01-01', '12-25', '2027-03-26'] },
    });
    offHours.addDatabase('orders', orders);
    offHours.addAuroraCluster('reports', reports);
    for (const [name, group] of cluster.nodeGroups) offHours.addNodeGroup(`nodes-${name}`, group);
  }
}
