import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Stage } from '../core';
import type { IKey } from '../security';
import type { DatabaseProps } from './database-props';
import { backupRetentionDays } from './foundation';
import type { Restore } from './restore';
import type { Storage } from './storage';
import { DEFAULT_WINDOWS } from './windows';

type Arguments = Partial<DbInstanceConfig>;
type GuardProps = Pick<
  DatabaseProps,
  'availability' | 'backupRetention' | 'backupWindow' | 'deletionProtection' | 'finalSnapshot' | 'maintenanceWindow'
>;

/** What keeps the data: a standby, backups, snapshots, and guards against deletion. */
export function guardArguments(stage: Stage, identifier: string, props: GuardProps): Arguments {
  const { deletionProtection, finalSnapshot } = props;
  const snapshot = finalSnapshot ?? stage !== 'sandbox';
  return {
    multiAz: (props.availability ?? (stage === 'prod' ? 'multi-az' : 'single-az')) === 'multi-az',
    deletionProtection: deletionProtection ?? stage !== 'sandbox',
    skipFinalSnapshot: !snapshot,
    // RDS keeps one of a name: before a second database of this name is destroyed, the first one's is renamed by a copy.
    finalSnapshotIdentifier: snapshot ? `${identifier}-final` : undefined,
    deleteAutomatedBackups: stage === 'sandbox',
    backupRetentionPeriod: backupRetentionDays(stage, props.backupRetention),
    backupWindow: props.backupWindow ?? DEFAULT_WINDOWS.backup,
    maintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
    copyTagsToSnapshot: true,
    lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
  };
}

/** The disk, encrypted. */
export function storageArguments(storage: Storage, key: IKey): Arguments {
  const { type, size, maxSize, throughputMebibytes: throughput } = storage;
  return {
    storageType: type,
    allocatedStorage: size.toGibibytes(),
    maxAllocatedStorage: maxSize.toGibibytes(),
    // RDS takes the throughput only together with the IOPS.
    iops: storage.iops ?? (throughput === undefined ? undefined : 12_000),
    storageThroughput: throughput,
    storageEncrypted: true,
    kmsKeyId: key.arn,
  };
}

/** What it begins with. */
export function beginningArguments(restore: Restore | undefined, databaseName: string | undefined): Arguments {
  if (restore?.source === undefined) return { dbName: databaseName, snapshotIdentifier: restore?.snapshot };
  const { source: sourceDbInstanceIdentifier, time: restoreTime } = restore;
  const when = restoreTime === undefined ? { useLatestRestorableTime: true } : { restoreTime };
  return { restoreToPointInTime: { sourceDbInstanceIdentifier, ...when } };
}
