import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  type ClusterEngine,
  Credentials,
  Engine,
  type GlobalDatabase,
  onDemand,
  type RotationFunction,
  SecondaryAuroraCluster,
} from '../../lib/database';
import type { Connectable, Vpc } from '../../lib/network';

const capacity = AuroraCapacity.provisioned(onDemand('db.r7g.large'));

/** The ledger writes in one region. */
export class Ledger extends Construct {
  readonly global: GlobalDatabase<'aurora-postgresql'>;

  constructor(scope: Construct, id: string, vpc: Vpc, rotation: RotationFunction) {
    super(scope, id);
    const ledger = new AuroraCluster(this, 'ledger', {
      engine: Engine.auroraPostgres('17'),
      subnets: vpc.subnets.data,
      capacity,
      credentials: Credentials.rotated(rotation),
    });
    this.global = ledger.toGlobalDatabase();
  }
}

/** In a stack of another region, with that region's provider: reports read the copy, which can be promoted. */
export class LedgerCopy<E extends ClusterEngine> extends Construct {
  constructor(scope: Construct, id: string, global: GlobalDatabase<E>, vpc: Vpc, reports: Grantee & Connectable) {
    super(scope, id);
    const copy = new SecondaryAuroraCluster(this, 'ledger', { global, subnets: vpc.subnets.data, capacity });
    copy.allowFrom(reports, 'Reports');
    copy.grantConnect(reports, 'reports');
  }
}
