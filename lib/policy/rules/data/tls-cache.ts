import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, show, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, isUndecided, items, known } from '../values';

/** SEC-TLS-REDIS */
export const tlsCache: ResourceRule = {
  id: 'SEC-TLS-REDIS',
  severity: 'high',
  title: 'A cache accepts plaintext, or anybody who reaches it',
  why: 'Sessions and tokens in a cache are as good as passwords; without TLS they are read on the way, without authentication every host that gets a packet through reads all of them.',
  fix: 'Set transit_encryption_enabled = true and transit_encryption_mode = "required", and attach a user group (IAM authentication) or an auth token. A user that may come without password must have the access string "off".',
  controls: ['AWS-FSBP ElastiCache.5', 'AWS-FSBP ElastiCache.6'],
  example: {
    bad: '{ "transit_encryption_enabled": true, "transit_encryption_mode": "preferred" }',
    good: '{ "transit_encryption_enabled": true, "transit_encryption_mode": "required", "user_group_ids": ["${aws_elasticache_user_group.api.id}"] }',
  },
  types: [
    'aws_elasticache_replication_group',
    'aws_elasticache_cluster',
    'aws_elasticache_serverless_cache',
    'aws_elasticache_global_replication_group',
    'aws_elasticache_user',
    'aws_elasticache_user_group',
    'aws_memorydb_cluster',
    'aws_memorydb_multi_region_cluster',
  ],
  *check(resource, graph) {
    switch (resource.type) {
      case 'aws_elasticache_replication_group':
        yield* checkReplicationGroup(resource);
        return;
      case 'aws_elasticache_cluster':
        yield* checkCluster(resource);
        return;
      case 'aws_elasticache_serverless_cache':
        yield* checkServerless(resource);
        return;
      case 'aws_elasticache_global_replication_group':
        yield* mustBeOn(resource, 'transit_encryption_enabled', true);
        return;
      case 'aws_elasticache_user':
        yield* checkUser(resource);
        return;
      case 'aws_elasticache_user_group':
        yield* checkUserGroup(resource, graph);
        return;
      default:
        yield* mustBeOn(resource, 'tls_enabled', true);
        yield* checkAcl(resource);
    }
  },
};

/** The attribute must be true; when it is left out, the service's default holds. */
function* mustBeOn(resource: Resource, attribute: string, byDefault: boolean): Iterable<Fault> {
  const value = resource.get(attribute);
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable(attribute, on, 'whether connections are encrypted is not known');
  else if ((on ?? byDefault) === false)
    yield {
      attribute,
      value,
      message:
        on === false ? 'it accepts plaintext' : `it accepts plaintext: ${attribute} is left out, which means off`,
    };
}

function* checkReplicationGroup(group: Resource): Iterable<Fault> {
  const secondary = group.get('global_replication_group_id') !== undefined;
  yield* mustBeOn(group, 'transit_encryption_enabled', secondary);
  const mode = known(group.get('transit_encryption_mode'));
  if (isOpen(mode)) yield unverifiable('transit_encryption_mode', mode, 'whether plaintext is refused is not known');
  else if (typeof mode === 'string' && mode.trim().toLowerCase() !== 'required')
    yield {
      attribute: 'transit_encryption_mode',
      value: mode,
      message: `mode ${JSON.stringify(mode)} accepts plaintext beside TLS`,
      fix: 'Set transit_encryption_mode = "required" once every client uses TLS.',
    };
  if (!secondary && !isGiven(group.get('auth_token')) && !isGiven(group.get('user_group_ids')))
    yield {
      attribute: 'user_group_ids',
      message: 'whoever reaches it may read and write: it has neither user group nor auth token',
    };
}

function* checkCluster(cluster: Resource): Iterable<Fault> {
  if (cluster.get('replication_group_id') !== undefined) return;
  const engine = known(cluster.get('engine'));
  if (isOpen(engine)) {
    yield unverifiable('engine', engine, 'whether it can encrypt connections is not known, because its engine is not');
    return;
  }
  if (engine === 'memcached') {
    yield* mustBeOn(cluster, 'transit_encryption_enabled', false);
    return;
  }
  if (flag(cluster.get('transit_encryption_enabled')) === true) return;
  yield {
    attribute: 'engine',
    value: engine,
    message: 'it accepts plaintext: a cache cluster of its own has no TLS',
    fix: 'Use aws_elasticache_replication_group with transit_encryption_enabled = true; it may have a single node.',
  };
}

/** TLS is always on here; what is missing without a user group is authentication. */
function* checkServerless(cache: Resource): Iterable<Fault> {
  const engine = known(cache.get('engine'));
  if (engine === 'memcached' || isGiven(cache.get('user_group_id'))) return;
  if (isOpen(engine)) yield unverifiable('engine', engine, 'whether it needs a user group is not known');
  else
    yield {
      attribute: 'user_group_id',
      message: 'whoever reaches it may read and write: it has no user group',
      fix: 'Set user_group_id to a group whose users authenticate with IAM or a password.',
    };
}

function* checkUser(user: Resource): Iterable<Fault> {
  const access = known(user.get('access_string'));
  // A user that is off cannot log in: the usual replacement of the default user.
  if (typeof access === 'string' && /^\s*off(\s|$)/i.test(access)) return;
  const value = user.get('no_password_required');
  const open = flag(value);
  const mode = blocksOf(user, 'authentication_mode').map((block) =>
    isMap(block) ? known(block.type ?? undefined) : block,
  );
  if (open === true || mode.some((type) => typeof type === 'string' && /^no[-_]password/i.test(type)))
    yield {
      attribute: open === true ? 'no_password_required' : 'authentication_mode.type',
      value: open === true ? value : 'no-password-required',
      message: 'it logs in without a password',
      fix: 'Use authentication_mode { type = "iam" } or passwords; switch the default user off with the access string "off ~* -@all".',
    };
  else if (isUndecided(open))
    yield unverifiable('no_password_required', open, 'whether it logs in without a password is not known');
  for (const type of mode) {
    if (isOpen(type)) yield unverifiable('authentication_mode.type', type, 'how it authenticates is not known');
  }
}

function* checkUserGroup(group: Resource, graph: Graph): Iterable<Fault> {
  for (const id of items(group.get('user_ids'))) {
    if (
      id === 'default' &&
      graph.links(id, group, 'aws_elasticache_user').resources.every((user) => known(user.get('user_id')) !== 'default')
    )
      yield {
        attribute: 'user_ids',
        value: id,
        message: 'it holds the user that AWS calls "default", which may do everything and has no password',
        fix: 'Make an aws_elasticache_user with user_name = "default", another user_id and the access string "off ~* -@all", and put it into the group instead.',
      };
  }
}

function* checkAcl(cluster: Resource): Iterable<Fault> {
  const acl = known(cluster.get('acl_name'));
  if (acl === 'open-access')
    yield {
      attribute: 'acl_name',
      value: acl,
      message: 'whoever reaches it may read and write: its access control list is open-access',
      fix: 'Use an aws_memorydb_acl with users that authenticate.',
    };
  else if (isOpen(acl) && !('resource' in acl))
    yield unverifiable('acl_name', acl, 'which access control list it has is not known');
}

/** Whether an attribute has a value: a literal, or something that is only known later. */
function isGiven(value: Value | undefined): boolean {
  const behind = known(value);
  if (behind === undefined || behind === '') return false;
  return !Array.isArray(behind) || behind.some((item) => show(item) !== '');
}
