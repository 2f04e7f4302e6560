import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import type { Construct } from 'constructs';
import { type ByStage, type Duration, type Faults, finalSnapshotName, physicalName, type Stage, tagsOf } from '../core';
import { checkDataPlace, type Subnets } from '../network';

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

/** What is read of the props for {@link keepingArguments}. */
export interface KeepingProps {
  readonly deletionProtection?: boolean;
  readonly finalSnapshot?: boolean;
  readonly backupRetention?: Duration;
}

/**
 * What keeps the data of instances and clusters alike: backups, a last snapshot, and guards against deletion.
 *
 * @param replacedBy what replaces it when it changes: the next one leaves a snapshot of another name
 */
export function keepingArguments(
  scope: Construct,
  stage: Stage,
  identifier: string,
  props: KeepingProps,
  replacedBy: Readonly<Record<string, string | undefined>>,
) {
  const { deletionProtection, finalSnapshot = stage !== 'sandbox', backupRetention } = props;
  return {
    deletionProtection: deletionProtection ?? stage !== 'sandbox',
    skipFinalSnapshot: !finalSnapshot,
    finalSnapshotIdentifier: finalSnapshot ? finalSnapshotName(scope, `${identifier}-final`, replacedBy) : undefined,
    deleteAutomatedBackups: stage === 'sandbox',
    backupRetentionPeriod: backupRetentionDays(stage, backupRetention),
    copyTagsToSnapshot: true,
    lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
  };
}

function backupRetentionDays(stage: Stage, retention: Duration | undefined): number {
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
  checkDataPlace(faults, scope, subnets, 'RDS');
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
