import { z } from 'zod';
import { type Capacity, Engine, type EngineVersionOf } from '../../lib/database';
import { flag, must, name, parsedBy } from './words';

const database = {
  /** The major version of PostgreSQL. */
  postgres: z.custom<EngineVersionOf<'postgres'>>().superRefine(parsedBy((version) => Engine.postgres(version))),
  /** The class and how it is paid for: `reserved('db.m7g.large', { term: '1y' })`, `savingsPlan`, `onDemand`. */
  capacity: z.custom<Capacity>(
    (value) => /^db\.\w+\.\w+$/.test(String((value as Partial<Capacity> | undefined)?.instanceClass)),
    must('a class and how it is paid for', "Write onDemand('db.t4g.medium'): docs/constructs/database-types.md."),
  ),
  /** The size at first, in GiB: RDS enlarges it up to twice that. @default 20 */
  storageGibibytes: z
    .int(must('a whole number of GiB', 'Write 20 or more.'))
    .min(20, must('20 or more', 'RDS has no smaller gp3 volume.'))
    .max(65_536)
    .optional(),
};

const standby = flag('Leave it out for none.').optional();
const lower = z.record(name, z.strictObject({ ...database, standby })).optional();

/** The section `databases` of each stage: PostgreSQL databases, by name. `standby` is a second instance in another zone, which prod always has. */
export const databases = {
  sandbox: lower,
  staging: lower,
  prod: z.record(name, z.strictObject(database)).optional(),
};
