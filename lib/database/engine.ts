import { Faults } from '../core';
import { ENGINE_VERSIONS } from './data/engine-versions';

type Row = (typeof ENGINE_VERSIONS)[number];

/** RDS's own names of the engines. */
export type EngineName = Row['engine'];
/** The engines of a {@link Database}. */
export type InstanceEngine = 'postgres' | 'mysql' | 'mariadb';
/** The engines of an {@link AuroraCluster}. */
export type ClusterEngine = 'aurora-postgresql' | 'aurora-mysql';
/** The versions of an engine: major ones in RDS's standard support. */
export type EngineVersionOf<E extends EngineName> = Extract<Row, { readonly engine: E }>['version'];

/**
 * An engine in one major version. RDS picks the minor version and keeps it current in the maintenance window; a major
 * version changes only where `upgradeFrom` says so. What left standard support has no spelling: it costs extra by the hour.
 *
 * See `lib/database/data/engine-versions.ts` for the list, its sources and dates.
 */
export class Engine<E extends EngineName = EngineName> {
  /** RDS for PostgreSQL. */
  static postgres(version: EngineVersionOf<'postgres'>): Engine<'postgres'> {
    return new Engine('postgres', version);
  }

  /** RDS for MySQL. */
  static mysql(version: EngineVersionOf<'mysql'>): Engine<'mysql'> {
    return new Engine('mysql', version);
  }

  /** RDS for MariaDB. */
  static mariadb(version: EngineVersionOf<'mariadb'>): Engine<'mariadb'> {
    return new Engine('mariadb', version);
  }

  /** Aurora PostgreSQL. */
  static auroraPostgres(version: EngineVersionOf<'aurora-postgresql'>): Engine<'aurora-postgresql'> {
    return new Engine('aurora-postgresql', version);
  }

  /** Aurora MySQL, by the MySQL version that it is compatible with: Aurora MySQL 3 is `8.0`. */
  static auroraMysql(version: EngineVersionOf<'aurora-mysql'>): Engine<'aurora-mysql'> {
    return new Engine('aurora-mysql', version);
  }

  /** The parameter group family, the only one that the version accepts: `postgres17`. */
  readonly family: string;

  private constructor(
    /** RDS's name of the engine. */
    readonly name: E,
    /** The major version. */
    readonly version: string,
  ) {
    const known = ENGINE_VERSIONS.filter(({ engine }) => engine === name);
    const row = known.find((candidate) => candidate.version === version);
    const faults = new Faults(`Engine ${name}`);
    faults.check(row !== undefined, {
      prop: 'version',
      expected: `one of ${known.map((candidate) => candidate.version).join(', ')}`,
      got: version,
      fix: 'Write the major version only; older ones are in Extended Support, which costs extra: upgrade them first.',
    });
    faults.throwIfAny();
    this.family = (row as Row).family;
  }

  /** What the clients speak: PostgreSQL's or MySQL's protocol. */
  get protocol(): 'POSTGRESQL' | 'MYSQL' {
    return this.name.includes('postgres') ? 'POSTGRESQL' : 'MYSQL';
  }

  /**
   * The TCP port unless another is asked for: one above the engine's own, which every scanner tries first (AWS FSBP RDS.23).
   */
  get defaultPort(): number {
    return this.protocol === 'POSTGRESQL' ? 5433 : 3307;
  }

  /** True when this version is a later one of the same engine. */
  isUpgradeOf(other: Engine): boolean {
    const [major = 0, minor = 0] = this.version.split('.').map(Number);
    const [otherMajor = 0, otherMinor = 0] = other.version.split('.').map(Number);
    return this.name === other.name && (major > otherMajor || (major === otherMajor && minor > otherMinor));
  }
}
