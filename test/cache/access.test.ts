import { CacheAccess } from '../../lib/cache';

describe('what a user of a cache may do', () => {
  const handshake = '+cluster|slots +cluster|shards +cluster|nodes +info +role';

  it('is reading what is below a pattern', () => {
    expect(CacheAccess.readOnly('session:*').accessString).toBe(
      `on ~session:* -@all +@read +@connection -@admin -@dangerous ${handshake}`,
    );
  });

  it('is reading and writing what is below several', () => {
    expect(CacheAccess.readWrite('a:*', 'b:*').accessString).toBe(
      `on ~a:* ~b:* -@all +@read +@write +@transaction +@connection -@admin -@dangerous ${handshake}`,
    );
  });

  it('is single commands and channels, after the dangerous ones were taken out', () => {
    const access = CacheAccess.of({
      keys: ['q:*'],
      categories: ['@list'],
      commands: ['object|freq'],
      channels: ['events:*'],
    });
    expect(access.accessString).toBe(
      `on ~q:* &events:* -@all +@list +@connection -@admin -@dangerous ${handshake} +object|freq`,
    );
  });

  it.each<[string, object, string]>([
    ['no key', { keys: [] }, '`keys` must be at least one pattern'],
    ['a second rule inside a pattern', { keys: ['a:* +@all'] }, '`keys` must be a pattern without spaces'],
    ['a pattern with its sigil', { keys: ['~a:*'] }, '`keys`'],
    ['a channel that is a rule', { channels: ['+@all'] }, '`channels`'],
    ['every command', { categories: ['@all'] }, '`categories`'],
    ['dangerous commands', { categories: ['@dangerous'] }, '`categories`'],
    ['a category that is two rules', { categories: ['@read +@all'] }, '`categories`'],
    ['emptying the cache', { commands: ['flushall'] }, '`commands`'],
    ['a part of what administers', { commands: ['config|set'] }, '`commands`'],
    ['every subcommand of a container', { commands: ['client'] }, '`commands`'],
    ['a command that is a rule', { commands: ['+get'] }, '`commands`'],
    ['two commands in one', { commands: ['get +flushall'] }, '`commands`'],
  ])('is never %s', (_, options, message) => {
    const all = { keys: ['a:*'], categories: ['@read'], ...options };
    expect(() => CacheAccess.of(all as never)).toThrow(message);
  });
});
