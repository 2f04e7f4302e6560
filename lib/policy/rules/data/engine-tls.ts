/** How an engine is told to refuse connections without TLS, and whether it does when it is not told. */
export interface EngineTls {
  readonly parameter: string;
  /** Whether a value of the parameter refuses plaintext. */
  readonly enforces: (value: string) => boolean;
  /** What to write. */
  readonly write: string;
  /** First major version whose default refuses plaintext (AWS documentation, November 2026); none when no version does. */
  readonly defaultSince?: number;
  /** Whether the version that AWS chooses when none is given refuses plaintext by default. */
  readonly newestEnforces: boolean;
}

const isOne = (value: string): boolean => /^(1|on|true)$/i.test(value.trim());
const forceSsl = { parameter: 'rds.force_ssl', enforces: isOne, write: 'rds.force_ssl = 1' };
const secureTransport = {
  parameter: 'require_secure_transport',
  enforces: isOne,
  write: 'require_secure_transport = ON',
};

/** Engines whose parameter groups decide about TLS. Oracle decides in its option group (`oracle-tls.ts`). */
export const engines: ReadonlyMap<string, EngineTls> = new Map<string, EngineTls>([
  ['postgres', { ...forceSsl, defaultSince: 15, newestEnforces: true }],
  ['aurora-postgresql', { ...forceSsl, defaultSince: 17, newestEnforces: false }],
  ['sqlserver', { ...forceSsl, newestEnforces: false }],
  ['mysql', { ...secureTransport, newestEnforces: false }],
  ['mariadb', { ...secureTransport, defaultSince: 11.8, newestEnforces: false }],
  ['aurora-mysql', { ...secureTransport, defaultSince: 8.4, newestEnforces: false }],
  ['aurora', { ...secureTransport, newestEnforces: false }],
  // AWS, "Using SSL/TLS with an Amazon RDS for Db2 DB instance", November 2026: "TCPIP,SSL" keeps the plaintext port open.
  [
    'db2',
    {
      parameter: 'db2comm',
      enforces: (value) => value.trim().toLowerCase() === 'ssl',
      write: 'DB2COMM = SSL with SSL_SVCENAME = <port>',
      newestEnforces: false,
    },
  ],
  [
    'docdb',
    {
      parameter: 'tls',
      enforces: (value) => value.trim().toLowerCase() !== 'disabled',
      write: 'tls = enabled',
      defaultSince: 0,
      newestEnforces: true,
    },
  ],
  [
    'neptune',
    {
      parameter: 'neptune_enforce_ssl',
      enforces: isOne,
      write: 'neptune_enforce_ssl = 1',
      defaultSince: 0,
      newestEnforces: true,
    },
  ],
  // Redshift's own default group became redshift-2.0, which requires TLS, in January 2025.
  [
    'redshift',
    {
      parameter: 'require_ssl',
      enforces: isOne,
      write: 'require_ssl = true',
      defaultSince: 2,
      newestEnforces: true,
    },
  ],
]);

/** Engine and version of a family (`aurora-postgresql16`, `redshift-1.0`) or of an engine name and version. */
export interface Family {
  readonly engine: string;
  /** `16` or `11.8`; undefined when it is not given. */
  readonly version: number | undefined;
}

/** Reads a parameter group family, also behind `default.`. */
export function parseFamily(text: string): Family | undefined {
  const name = text.trim().toLowerCase();
  if (/^(default\.)?db2-/.test(name)) return { engine: 'db2', version: undefined };
  const match = /^(?:default(?:\.cluster)?[.:-]?)?([a-z-]+?)-?(\d{1,3}(?:\.\d{1,3})?)?$/.exec(name);
  return match?.[1] ? { engine: canonical(match[1]), version: versionOf(match[2]) } : undefined;
}

/** The first two numbers of a version, as far as families name them: 16 of `16.4`, 11.8 of `11.8.3`, 8.4 of `8.4.mysql_aurora.4.0`. */
export function versionOf(text: string | undefined): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?/.exec(text?.trim() ?? '');
  return match ? Number(match[2] === undefined ? match[1] : `${match[1]}.${match[2]}`) : undefined;
}

/** `sqlserver` and `db2` for each of their editions; every other engine as it is. */
export function canonical(engine: string): string {
  const name = engine.trim().toLowerCase();
  return /^(sqlserver|db2)(?=-)/.exec(name)?.[1] ?? name;
}

/** Whether a version of the engine refuses plaintext when no parameter says so. */
export function enforcesByDefault(tls: EngineTls, version: number | undefined): boolean {
  if (version === undefined) return tls.newestEnforces;
  return tls.defaultSince !== undefined && version >= tls.defaultSince;
}
