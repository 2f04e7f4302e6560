import { Construct } from 'constructs';
import type { Cluster } from '../../lib/cluster';
import { type Namespace, ServiceAccount } from '../../lib/kubernetes';
import type { Bucket } from '../../lib/storage';

/** The account of a service that Argo CD deploys: its pods say `serviceAccountName: uploads` and may write to the bucket. */
export class UploadsAccount extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster, namespace: Namespace, uploads: Bucket) {
    super(scope, id);
    const identity = cluster.addWorkload('uploads', { namespace: namespace.name });
    uploads.grantReadWrite(identity);
    new ServiceAccount(this, 'uploads', { namespace, identity });
  }
}
