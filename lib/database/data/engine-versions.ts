/** One major version that RDS creates databases of without the surcharge of Extended Support. */
interface EngineVersion {
  /** RDS's own name of the engine. */
  readonly engine: 'postgres' | 'mysql' | 'mariadb' | 'aurora-postgresql' | 'aurora-mysql';
  /** The major version, as `engine_version` takes it: RDS picks the minor and keeps it current. */
  readonly version: string;
  /** The parameter group family, the only one that the version accepts. */
  readonly family: string;
  /** Where it was read; see {@link ENGINE_SOURCES}. */
  readonly source: keyof typeof ENGINE_SOURCES;
}

/** Where each row comes from, and the day of the data. MySQL 8.0 and MariaDB 10.6 left standard support in July and August 2026. */
const ENGINE_SOURCES = {
  postgres: { date: '2026-05-31', url: 'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/' },
  mysql: {
    date: '2026-05-08',
    url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html',
  },
  mariadb: {
    date: '2026-04-04',
    url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MariaDB.Concepts.VersionMgmt.html',
  },
  auroraPostgres: { date: '2026-08-06', url: 'aws rds describe-db-engine-versions --engine aurora-postgresql' },
  auroraMysql: { date: '2026-07-09', url: 'aws rds describe-db-engine-versions --engine aurora-mysql' },
} as const;

/** Every engine and version that a database can be made of. */
export const ENGINE_VERSIONS = [
  { engine: 'postgres', version: '14', family: 'postgres14', source: 'postgres' },
  { engine: 'postgres', version: '15', family: 'postgres15', source: 'postgres' },
  { engine: 'postgres', version: '16', family: 'postgres16', source: 'postgres' },
  { engine: 'postgres', version: '17', family: 'postgres17', source: 'postgres' },
  { engine: 'postgres', version: '18', family: 'postgres18', source: 'postgres' },
  { engine: 'mysql', version: '8.4', family: 'mysql8.4', source: 'mysql' },
  { engine: 'mariadb', version: '10.11', family: 'mariadb10.11', source: 'mariadb' },
  { engine: 'mariadb', version: '11.4', family: 'mariadb11.4', source: 'mariadb' },
  { engine: 'mariadb', version: '11.8', family: 'mariadb11.8', source: 'mariadb' },
  { engine: 'aurora-postgresql', version: '14', family: 'aurora-postgresql14', source: 'auroraPostgres' },
  { engine: 'aurora-postgresql', version: '15', family: 'aurora-postgresql15', source: 'auroraPostgres' },
  { engine: 'aurora-postgresql', version: '16', family: 'aurora-postgresql16', source: 'auroraPostgres' },
  { engine: 'aurora-postgresql', version: '17', family: 'aurora-postgresql17', source: 'auroraPostgres' },
  { engine: 'aurora-postgresql', version: '18', family: 'aurora-postgresql18', source: 'auroraPostgres' },
  { engine: 'aurora-mysql', version: '8.0', family: 'aurora-mysql8.0', source: 'auroraMysql' },
  { engine: 'aurora-mysql', version: '8.4', family: 'aurora-mysql8.4', source: 'auroraMysql' },
] as const satisfies readonly EngineVersion[];
