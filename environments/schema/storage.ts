import { z } from 'zod';
import { flag, must, name } from './words';

const bucket = {
  /** Days until an old version of an object is removed. @default by stage */
  noncurrentExpiryDays: z
    .int(must('a whole number of days', 'Leave it out for the default.'))
    .min(1)
    .max(3650)
    .optional(),
};

const disposable = flag('Leave it out to keep the data.').optional();

/** The section `storage` of each stage: buckets, by name. `disposable` deletes a bucket with its objects: only a sandbox can say it. */
export const storages = {
  sandbox: z.record(name, z.strictObject({ ...bucket, disposable })).optional(),
  staging: z.record(name, z.strictObject(bucket)).optional(),
  prod: z.record(name, z.strictObject(bucket)).optional(),
};
