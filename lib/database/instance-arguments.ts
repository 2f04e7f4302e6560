import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { IKey } from '../security';
import type { Restore } from './restore';
import type { Storage } from './storage';

type Arguments = Partial<DbInstanceConfig>;
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
