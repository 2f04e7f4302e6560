/** One version that ElastiCache makes caches of, IAM authentication included. */
interface CacheEngineVersion {
  /** ElastiCache's own name of the engine. */
  readonly engine: 'valkey' | 'redis';
  /** As `engine_version` takes it. */
  readonly version: string;
  /** The parameter group family, the only one that the version accepts. */
  readonly family: string;
  /** As `major_engine_version` of a serverless cache takes it. */
  readonly major: string;
}

/**
 * Every engine and version that a cache can be made of: the newest minor version of each major one. ElastiCache moves older
 * minor versions there by itself, and Terraform would then read its own older number as a downgrade, which replaces the
 * cache. Redis OSS before 7.0 knows no IAM authentication, and after 7.1 there is none.
 *
 * Read on 2026-11-21. Versions: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html; families:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html; which of them know IAM:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html.
 */
export const CACHE_ENGINE_VERSIONS = [
  { engine: 'valkey', version: '7.2', family: 'valkey7', major: '7' },
  { engine: 'valkey', version: '8.2', family: 'valkey8', major: '8' },
  { engine: 'valkey', version: '9.1', family: 'valkey9', major: '9' },
  { engine: 'redis', version: '7.1', family: 'redis7', major: '7' },
] as const satisfies readonly CacheEngineVersion[];
