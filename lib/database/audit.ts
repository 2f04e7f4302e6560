import { DbOptionGroup } from '@cdktf/provider-aws/lib/db-option-group';
import type { Construct } from 'constructs';
import { type Faults, namePrefix, type Stage, tagsOf } from '../core';
import type { Engine, InstanceEngine } from './engine';

/**
 * What the audit log holds: who logs in and out, every statement, or those that define (`ddl`), change or read (`dml`), change
 * (`dml-no-select`) or allow (`dcl`). Statements are written with their values.
 */
export type AuditEvent = 'connect' | 'query' | 'query-ddl' | 'query-dml' | 'query-dml-no-select' | 'query-dcl';

/** What is written into the audit log of MySQL or MariaDB. */
export interface DatabaseAudit {
  /** What is recorded. @default ['connect', 'query-ddl', 'query-dcl']: logins, and changes of schema and permissions */
  readonly events?: readonly [AuditEvent, ...AuditEvent[]];
  /** Users whose statements are not recorded, such as a health check; their logins are all the same. @default none */
  readonly excludeUsers?: readonly string[];
}

const EVENTS: readonly AuditEvent[] = [
  'connect',
  'query',
  'query-ddl',
  'query-dml',
  'query-dml-no-select',
  'query-dcl',
];
const DEFAULT_EVENTS: readonly AuditEvent[] = ['connect', 'query-ddl', 'query-dcl'];

/**
 * The option group that loads the audit plugin. It cannot be deleted while a snapshot of the database exists, so outside the sandbox it
 * is left behind, and each one has a name of its own.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MariaDB.Options.AuditPlugin.html, read in 2026-11.
 */
export function createAuditGroup(
  scope: Construct,
  stage: Stage,
  engine: Engine<InstanceEngine>,
  { events = DEFAULT_EVENTS as DatabaseAudit['events'], excludeUsers = [] }: DatabaseAudit,
): DbOptionGroup {
  const recorded = (events ?? []).map((event) => event.toUpperCase().replaceAll('-', '_'));
  const settings = {
    SERVER_AUDIT_EVENTS: [...recorded].sort().join(','),
    ...(excludeUsers.length > 0 && { SERVER_AUDIT_EXCL_USERS: excludeUsers.join(',') }),
  };
  return new DbOptionGroup(scope, 'audit', {
    namePrefix: namePrefix(scope, 'rds-identifier', 30),
    optionGroupDescription: `Audit log of ${engine.family}`,
    engineName: engine.name,
    majorEngineVersion: engine.version,
    option: [
      {
        optionName: 'MARIADB_AUDIT_PLUGIN',
        optionSettings: Object.entries(settings).map(([name, value]) => ({ name, value })),
      },
    ],
    skipDestroy: stage !== 'sandbox',
    tags: tagsOf(scope),
    lifecycle: { createBeforeDestroy: true },
  });
}

/** Checks events and users, for callers who got around the types. */
export function checkAudit(faults: Faults, engine: Engine<InstanceEngine>, audit: DatabaseAudit | undefined): void {
  if (audit === undefined) return;
  faults.check(engine.protocol === 'MYSQL', {
    prop: 'audit',
    expected: `left out for ${engine.name}, which has another way`,
    got: audit,
    fix: "Set `parameters` to { shared_preload_libraries: 'pgaudit', 'pgaudit.log': 'ddl,role' }: it writes into the log that is exported.",
  });
  for (const event of audit.events ?? []) {
    faults.check(EVENTS.includes(event), {
      prop: 'audit.events',
      expected: EVENTS.join(', '),
      got: event,
      fix: 'Leave it out for logins, and changes of schema and permissions.',
    });
  }
  for (const user of audit.excludeUsers ?? []) {
    faults.check(/^[^,\s]{1,80}$/.test(user), {
      prop: 'audit.excludeUsers',
      expected: 'names of users, one each',
      got: user,
      fix: 'Write each user as an entry of the list.',
    });
  }
}
