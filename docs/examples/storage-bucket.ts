import { Construct } from 'constructs';
import { Duration, type Grantee, Size } from '../../lib/core';
import { Bucket, Lifecycle, StorageClass } from '../../lib/storage';

/** Reports that one service writes and reads, kept for seven years and copied to a second bucket. */
export class Reports extends Construct {
  constructor(scope: Construct, id: string, service: Grantee) {
    super(scope, id);
    const copies = new Bucket(this, 'copies');
    const reports = new Bucket(this, 'reports', {
      eventBridge: true,
      lifecycle: [
        {
          id: 'archive-reports',
          prefix: 'reports/',
          minimumSize: Size.kibibytes(128),
          transitions: [
            Lifecycle.transition(StorageClass.STANDARD_IA, Duration.days(30)),
            Lifecycle.transition(StorageClass.GLACIER_DEEP_ARCHIVE, Duration.days(180)),
          ],
          expiry: Duration.days(7 * 365),
        },
      ],
    });
    reports.replicateTo(copies, { prefix: 'reports/' });
    reports.addInventory(copies, { name: 'weekly-audit' });
    reports.grantReadWrite(service, 'reports/');
    reports.grantList(service, 'reports/');
  }
}
