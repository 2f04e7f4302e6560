import { Construct } from 'constructs';
import type { Cluster } from '../../lib/cluster';
import { Duration } from '../../lib/core';
import { CronJob, Image, type Namespace, NetworkPeer } from '../../lib/kubernetes';
import type { Bucket } from '../../lib/storage';

/** A report that is written to a bucket each night, by a pod that may write there and nowhere else. */
export class NightlyReport extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster, namespace: Namespace, reports: Bucket) {
    super(scope, id);
    const identity = cluster.addWorkload('nightly-report', { namespace: namespace.name });
    reports.grantReadWrite(identity);
    const job = new CronJob(this, 'nightly-report', {
      namespace,
      identity,
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      timeout: Duration.hours(2),
      image: Image.ecr({
        accountId: '123456789012',
        region: 'eu-west-1',
        repository: 'reports',
        digest: 'sha256:9b0c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4f5061728394a5b6c7d8e9f',
      }),
      resources: { cpu: '500m', memory: '1Gi' },
      environment: { BUCKET: reports.resource.bucketInput ?? '' },
    });
    job.allowTo(NetworkPeer.internet(), 443);
  }
}
