import { Faults } from '../core';

/** Groups of commands that a user may be given: https://valkey.io/topics/acl/#command-categories. `@all`, `@admin` and `@dangerous` are not among them. */
export type CacheCommandCategory =
  | '@read'
  | '@write'
  | '@keyspace'
  | '@string'
  | '@hash'
  | '@list'
  | '@set'
  | '@sortedset'
  | '@bitmap'
  | '@hyperloglog'
  | '@geo'
  | '@stream'
  | '@pubsub'
  | '@transaction'
  | '@scripting'
  | '@blocking'
  | '@fast'
  | '@slow';

/** What a user of a cache may do, in detail. */
export interface CacheAccessOptions {
  /** Patterns of keys, such as `session:*`. */
  readonly keys: readonly [string, ...string[]];
  /** Groups of commands. */
  readonly categories: readonly [CacheCommandCategory, ...CacheCommandCategory[]];
  /** Single commands besides, such as `publish` or `object|freq`. @default none */
  readonly commands?: readonly string[];
  /** Patterns of channels that may be published and listened to. @default none */
  readonly channels?: readonly string[];
}

/**
 * Single commands that no user gets: they stop or rewire a server, empty it, or hold it up for as long as it has keys. The
 * rest of the category @dangerous is harmless here, such as SORT.
 */
const REFUSED: ReadonlySet<string> = new Set([
  ...[
    'acl',
    'bgrewriteaof',
    'bgsave',
    'client',
    'cluster',
    'config',
    'debug',
    'failover',
    'flushall',
    'flushdb',
    'keys',
  ],
  ...['latency', 'migrate', 'module', 'monitor', 'pfdebug', 'pfselftest', 'psync', 'replconf', 'replicaof', 'restore'],
  ...['save', 'shutdown', 'slaveof', 'slowlog', 'swapdb', 'sync'],
]);

/** What client libraries ask a server before their first command: dangerous by category, or in none that is given. */
const HANDSHAKE = ['cluster|slots', 'cluster|shards', 'cluster|nodes', 'info', 'role'];

/**
 * What a user of a cache may do: which commands on which keys. Commands that administer, empty or hold up a cache (`CONFIG`,
 * `FLUSHALL`, `KEYS`) are never among them; what a client library asks before its first command always is.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class CacheAccess {
  /** Reading what is below the patterns. */
  static readOnly(...keys: readonly [string, ...string[]]): CacheAccess {
    return CacheAccess.of({ keys, categories: ['@read'] });
  }

  /** Reading and writing what is below the patterns, transactions included. */
  static readWrite(...keys: readonly [string, ...string[]]): CacheAccess {
    return CacheAccess.of({ keys, categories: ['@read', '@write', '@transaction'] });
  }

  /**
   * Any commands that are neither administrative nor dangerous.
   *
   * @throws ValidationError when a pattern or a command is malformed, or would give more than it says
   */
  static of(options: CacheAccessOptions): CacheAccess {
    return new CacheAccess(options);
  }

  /** The rules in ElastiCache's own order, so that it gives back what it was given. */
  readonly accessString: string;

  private constructor({ keys, categories, commands = [], channels = [] }: CacheAccessOptions) {
    const faults = new Faults('CacheAccess');
    checkPatterns(faults, 'keys', keys);
    checkPatterns(faults, 'channels', channels);
    faults.check(keys.length > 0, {
      prop: 'keys',
      expected: 'at least one pattern',
      got: keys,
      fix: "Write for example 'session:*'.",
    });
    for (const category of categories) {
      faults.check(!/^@(all|admin|dangerous)$/.test(category) && /^@[a-z]+$/.test(category), {
        prop: 'categories',
        expected: 'a category such as @read, and neither @all, @admin nor @dangerous',
        got: category,
        fix: 'Name the groups of commands that the service uses.',
      });
    }
    for (const command of commands) {
      faults.check(/^[a-z_]+(\|[a-z-]+)?$/.test(command) && !REFUSED.has(command.split('|')[0] ?? ''), {
        prop: 'commands',
        expected: 'a command in lower case that does not administer or empty the cache, such as publish or object|freq',
        got: command,
        fix: 'Leave + and - out; what an operator does goes through ElastiCache, not through a user.',
      });
    }
    faults.throwIfAny();
    // Dangerous commands are taken out after the categories, which hold some of them, and before the single ones.
    const rules = [...categories.map((name) => `+${name}`), '+@connection', '-@admin', '-@dangerous'];
    const single = [...HANDSHAKE, ...commands].map((name) => `+${name}`);
    const patterns = [...keys.map((key) => `~${key}`), ...channels.map((channel) => `&${channel}`)];
    this.accessString = ['on', ...patterns, '-@all', ...rules, ...single].join(' ');
  }
}

function checkPatterns(faults: Faults, prop: string, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    faults.check(/^[^\s~&%()#<>+-][^\s]*$/.test(pattern), {
      prop,
      expected: 'a pattern without spaces, such as session:*',
      got: pattern,
      fix: 'Leave ~ and & out: they are added.',
    });
  }
}
