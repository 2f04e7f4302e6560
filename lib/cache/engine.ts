import { Faults } from '../core';
import { CACHE_ENGINE_VERSIONS } from './data/engine-versions';

type Row = (typeof CACHE_ENGINE_VERSIONS)[number];

/** ElastiCache's own names of the engines. */
export type CacheEngineName = Row['engine'];
/** The versions of an engine: the newest minor version of each major one. */
export type CacheEngineVersionOf<E extends CacheEngineName> = Extract<Row, { readonly engine: E }>['version'];

/**
 * A cache engine in one version. ElastiCache moves a cache to a later minor version by itself; a later major version is
 * an update in place, an earlier one, or Redis OSS after Valkey, would replace the cache.
 *
 * See `lib/cache/data/engine-versions.ts` for the list, its sources and dates.
 */
export class CacheEngine<E extends CacheEngineName = CacheEngineName> {
  /** Valkey: the open successor of Redis OSS, a fifth cheaper by the node and a third cheaper serverless. */
  static valkey(version: CacheEngineVersionOf<'valkey'>): CacheEngine<'valkey'> {
    return new CacheEngine('valkey', version);
  }

  /** Redis OSS, which ends with 7.1: for what is not yet moved to Valkey. */
  static redis(version: CacheEngineVersionOf<'redis'>): CacheEngine<'redis'> {
    return new CacheEngine('redis', version);
  }

  /** The parameter group family, the only one that the version accepts: `valkey8`. */
  readonly family: string;
  /** The major version, as serverless caches take it. */
  readonly major: string;

  private constructor(
    /** ElastiCache's name of the engine. */
    readonly name: E,
    /** The version. */
    readonly version: string,
  ) {
    const known = CACHE_ENGINE_VERSIONS.filter(({ engine }) => engine === name);
    const row = known.find((candidate) => candidate.version === version);
    const faults = new Faults(`CacheEngine.${name}`);
    faults.check(row !== undefined, {
      prop: 'version',
      expected: `one of ${known.map((candidate) => candidate.version).join(', ')}`,
      got: version,
      fix: 'Write the newest minor version of its major one: ElastiCache moves caches there by itself.',
    });
    faults.throwIfAny();
    const { family, major } = row as Row;
    this.family = family;
    this.major = major;
  }
}

/** What a cache is made of unless told otherwise. */
export const DEFAULT_CACHE_ENGINE: CacheEngine<'valkey'> = CacheEngine.valkey('8.2');
