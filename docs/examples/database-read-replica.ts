import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import { Credentials, Database, Engine, onDemand, ReadReplica } from '../../lib/database';
import type { Connectable, Subnets, Vpc } from '../../lib/network';
import type { IKey } from '../../lib/security';

/** The Lambda function that rotates passwords: one of AWS's templates for RDS, in the VPC's private subnets. */
export interface RotationFunction {
  readonly arn: string;
  readonly role: Grantee;
  readonly securityGroup: Connectable;
}

/** A database that analysts read a copy of, in the same region. */
export class Catalogue extends Construct {
  readonly database: Database<'postgres', 'rotated'>;

  constructor(scope: Construct, id: string, vpc: Vpc, rotation: RotationFunction, analysts: Grantee & Connectable) {
    super(scope, id);
    this.database = new Database(this, 'catalogue', {
      engine: Engine.postgres('17'),
      subnets: vpc.subnets.data,
      capacity: onDemand('db.r7g.large'),
      credentials: Credentials.rotated({ ...rotation, functionArn: rotation.arn }),
    });
    const reports = this.database.addReadReplica('reports', { capacity: onDemand('db.r7g.xlarge') });
    reports.allowFrom(analysts, 'Reports');
    reports.grantConnect(analysts, 'analyst');
  }
}

/** Its copy in another region, made in a stack of that region. */
export class CatalogueCopy extends Construct {
  constructor(scope: Construct, id: string, catalogue: Catalogue, subnets: Subnets<'data'>, key: IKey) {
    super(scope, id);
    new ReadReplica(this, 'copy', { source: catalogue.database, subnets, key });
  }
}
