import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import type { Construct } from 'constructs';
import { type ByStage, type Duration, type Faults, physicalName, type Stage, tagsOf } from '../core';
import type { Subnets } from '../network';

/** The certificate authorities of RDS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export type CertificateAuthority = 'rds-ca-rsa2048-g1' | 'rds-ca-rsa4096-g1' | 'rds-ca-ecc384-g1';

/** RDS's own default: the one that every client can read. */
export const DEFAULT_CERTIFICATE_AUTHORITY: CertificateAuthority = 'rds-ca-rsa2048-g1';

/** The user that RDS makes: neither `admin` nor `postgres`, which are tried first (AWS FSBP RDS.25). */
export const DEFAULT_MASTER_USERNAME = 'dbowner';

const BACKUP_DAYS: ByStage<number> = { sandbox: 1, staging: 7, prod: 14 };
const LEAST_BACKUP_DAYS: ByStage<number> = { sandbox: 1, staging: 1, prod: 7 };
/** Names that an engine keeps for itself. */
const RESERVED_USERS = ['admin', 'postgres', 'root', 'mysql', 'rdsadmin', 'rds_superuser', 'public', 'user', 'owner'];

/** The subnets that instances may be moved between: data subnets, of at least two zones. */
export function createSubnetGroup(scope: Construct, subnets: Subnets<'data'>): DbSubnetGroup {
  return new DbSubnetGroup(scope, 'subnets', {
    name: physicalName(scope, 'rds-identifier'),
    description: scope.node.path,
    subnetIds: subnets.ids,
    tags: tagsOf(scope),
  });
}

/** For how long backups are kept, in days. */
export function backupRetentionDays(stage: Stage, retention: Duration | undefined): number {
  return retention?.toDays() ?? BACKUP_DAYS[stage];
}

/** What instances and clusters are both told. */
export interface CommonChecks {
  readonly subnets: Subnets<'data'>;
  readonly backupRetention?: Duration;
  readonly databaseName?: string;
  readonly masterUsername?: string;
  readonly port?: number;
}

/** Checks what instances and clusters have in common. */
export function checkCommon(faults: Faults, scope: Construct, stage: Stage, props: CommonChecks): void {
  const { subnets, backupRetention, databaseName, masterUsername, port } = props;
  faults.check(/^[a-z]/i.test(scope.node.path), {
    prop: 'id',
    expected: 'below a stack whose name begins with a letter, as an RDS identifier must',
    got: scope.node.path,
    fix: 'Rename the stack.',
  });
  faults.check(subnets.tier === 'data', {
    prop: 'subnets',
    expected: 'data subnets, which have no route out',
    got: `${subnets.tier} subnets`,
    fix: 'Pass vpc.subnets.data.',
  });
  faults.check(subnets.all.length >= 2, {
    prop: 'subnets',
    expected: 'in two zones or more: RDS makes no subnet group of one',
    got: subnets.availabilityZones,
    fix: 'Add a zone to the VPC: nothing that exists moves.',
  });
  const days = backupRetentionDays(stage, backupRetention);
  const least = LEAST_BACKUP_DAYS[stage];
  faults.check(Number.isInteger(days) && days >= least && days <= 35, {
    prop: 'backupRetention',
    expected: `${least} to 35 whole days in ${stage}`,
    got: backupRetention?.toString(),
    fix: `Leave it out for ${BACKUP_DAYS[stage]} days; what must be kept longer goes to AWS Backup.`,
  });
  faults.check(databaseName === undefined || /^[A-Za-z]\w{0,62}$/.test(databaseName), {
    prop: 'databaseName',
    expected: 'a letter, then up to 62 letters, digits or _',
    got: databaseName,
    fix: 'Leave hyphens out.',
  });
  const user = masterUsername ?? DEFAULT_MASTER_USERNAME;
  faults.check(/^[A-Za-z]\w{0,15}$/.test(user) && !RESERVED_USERS.includes(user.toLowerCase()), {
    prop: 'masterUsername',
    expected: 'a letter, then up to 15 letters, digits or _, and no reserved or well-known name',
    got: masterUsername,
    fix: `Leave it out for ${DEFAULT_MASTER_USERNAME}.`,
  });
  faults.check(port === undefined || (Number.isInteger(port) && port >= 1150 && port <= 65_535), {
    prop: 'port',
    expected: '1150 to 65535',
    got: port,
    fix: 'Leave it out.',
  });
}
