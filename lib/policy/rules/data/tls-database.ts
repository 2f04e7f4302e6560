import { follow } from '../../graph/follow';
import type { Graph } from '../../graph/graph';
import { isMap, isOpen, Reference, type Resource, show } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, isUndecided, known } from '../values';
import { canonical, type EngineTls, enforcesByDefault, engines, parseFamily, versionOf } from './engine-tls';
import { checkOracle } from './oracle-tls';

/** Where a database names its parameter group. */
interface Join {
  readonly attribute: string;
  readonly group: string;
  /** The engine, when the type has one only. */
  readonly engine?: string;
  /** Attributes with which the source decides: a replica runs with its source's parameters unless it is told otherwise. */
  readonly inheritedWith?: readonly string[];
}

const joins: ReadonlyMap<string, Join> = new Map<string, Join>([
  [
    'aws_db_instance',
    { attribute: 'parameter_group_name', group: 'aws_db_parameter_group', inheritedWith: ['replicate_source_db'] },
  ],
  ['aws_rds_cluster', { attribute: 'db_cluster_parameter_group_name', group: 'aws_rds_cluster_parameter_group' }],
  [
    'aws_docdb_cluster',
    { attribute: 'db_cluster_parameter_group_name', group: 'aws_docdb_cluster_parameter_group', engine: 'docdb' },
  ],
  [
    'aws_neptune_cluster',
    {
      attribute: 'neptune_cluster_parameter_group_name',
      group: 'aws_neptune_cluster_parameter_group',
      engine: 'neptune',
    },
  ],
  [
    'aws_redshift_cluster',
    { attribute: 'cluster_parameter_group_name', group: 'aws_redshift_parameter_group', engine: 'redshift' },
  ],
]);

const groupTypes = [...new Set([...joins.values()].map((join) => join.group))];

/** SEC-TLS-RDS */
export const tlsDatabase: ResourceRule = {
  id: 'SEC-TLS-RDS',
  severity: 'high',
  title: 'A database accepts connections without TLS',
  why: 'A client that is set up without TLS sends its password and the data in the clear, and nobody notices, because the connection works.',
  fix: 'Attach a parameter group that refuses plaintext: rds.force_ssl = 1 (PostgreSQL, SQL Server), require_secure_transport = ON (MySQL, MariaDB), require_ssl = true (Redshift), tls = enabled (DocumentDB); require_tls = true for a proxy.',
  controls: ['AWS-FSBP RDS.38', 'AWS-FSBP RDS.39'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "engine": "mysql" } } }',
    good: '{ "aws_db_instance": { "orders": { "engine": "mysql", "parameter_group_name": "${aws_db_parameter_group.tls.name}" } }, "aws_db_parameter_group": { "tls": { "family": "mysql8.0", "parameter": [{ "name": "require_secure_transport", "value": "ON" }] } } }',
  },
  types: [...joins.keys(), ...groupTypes, 'aws_db_proxy', 'aws_redshiftserverless_workgroup'],
  *check(resource, graph) {
    const join = joins.get(resource.type);
    if (join) yield* checkDatabase(resource, join, graph);
    else if (resource.type === 'aws_db_proxy') yield* checkProxy(resource);
    else yield* checkExplicit(resource, graph);
  },
};

function* checkProxy(proxy: Resource): Iterable<Fault> {
  const value = proxy.get('require_tls');
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable('require_tls', on, 'whether the proxy requires TLS is not known');
  else if (on !== true)
    yield {
      attribute: 'require_tls',
      value,
      message: 'the proxy accepts connections without TLS',
      fix: 'Set require_tls = true.',
    };
}

/** A group that turns TLS off says so itself, whoever uses it; one that a database uses is reported there. */
function* checkExplicit(group: Resource, graph: Graph): Iterable<Fault> {
  const serverless = group.type === 'aws_redshiftserverless_workgroup';
  if (!serverless && graph.usesOf(group).some(({ resource }) => joins.has(resource.type))) return;
  const family = serverless ? 'redshift' : known(group.get('family'));
  const engine = typeof family === 'string' ? parseFamily(family)?.engine : undefined;
  const tls = engine === undefined ? undefined : engines.get(engine);
  if (!tls) return;
  const setting = settingOf(group, tls);
  if (setting.kind === 'off')
    yield {
      attribute: setting.attribute,
      value: setting.value,
      message: `it turns ${tls.parameter} off, so plaintext is accepted`,
    };
  if (setting.kind === 'open')
    yield unverifiable(setting.attribute, setting.value, `what it sets ${tls.parameter} to is not known`);
}

function* checkDatabase(database: Resource, join: Join, graph: Graph): Iterable<Fault> {
  const engineValue = join.engine ?? known(database.get('engine'));
  if (engineValue === undefined) return;
  if (isOpen(engineValue)) {
    yield unverifiable('engine', engineValue, 'whether it accepts plaintext is not known, because its engine is not');
    return;
  }
  const engine = canonical(show(engineValue));
  if (/^(custom-)?oracle-/.test(engine)) yield* checkOracle(database, graph);
  const tls = engines.get(engine);
  if (!tls) return;
  const name = database.get(join.attribute);
  if (name === undefined) {
    if (!join.inheritedWith?.some((attribute) => database.get(attribute) !== undefined))
      yield* checkDefault(database, join, engine, tls);
    return;
  }
  const links = graph.links(name, database, join.group);
  for (const group of links.resources) yield* checkGroup(join, group, tls);
  for (const literal of links.foreign) {
    const family = literal.startsWith('default') ? parseFamily(literal) : undefined;
    if (family && !enforcesByDefault(tls, family.version))
      yield {
        attribute: join.attribute,
        value: literal,
        message: `${literal} accepts plaintext, and it cannot be changed: TLS is not enforced`,
      };
    else if (!family)
      yield {
        attribute: join.attribute,
        value: literal,
        message: `${literal} is not among these files, so whether it enforces TLS was not looked at`,
        note: true,
      };
  }
  for (const part of links.open) {
    if (part instanceof Reference && part.resource.mode === 'data')
      yield {
        attribute: join.attribute,
        message: `${part} is read at plan, so whether the group enforces TLS was not looked at`,
        note: true,
      };
    else yield unverifiable(join.attribute, part, 'whether its parameter group enforces TLS is not known');
  }
}

function* checkDefault(database: Resource, join: Join, engine: string, tls: EngineTls): Iterable<Fault> {
  const value = known(database.get('engine_version'));
  if (isOpen(value) && tls.defaultSince !== undefined && tls.defaultSince > 0) {
    yield unverifiable(
      'engine_version',
      value,
      'it has no parameter group, and whether its version enforces TLS by default is not known',
    );
    return;
  }
  // Redshift and the like have no engine version that says which default group they get.
  const version = join.engine ? undefined : versionOf(value === undefined ? undefined : show(value));
  if (enforcesByDefault(tls, version)) return;
  yield {
    attribute: join.attribute,
    message: `it uses the default parameter group of ${engine}${version === undefined ? '' : ` ${version}`}, which accepts plaintext: TLS is not enforced`,
    fix: `Give it a parameter group with ${tls.write}.`,
  };
}

function* checkGroup(join: Join, group: Resource, tls: EngineTls): Iterable<Fault> {
  const attribute = `${join.attribute} → ${group.address}`;
  const setting = settingOf(group, tls);
  const fix = `Set the parameter ${tls.write} in ${group.address}.`;
  if (setting.kind === 'on') return;
  if (setting.kind === 'off')
    yield {
      attribute,
      value: setting.value,
      message: `its parameter group sets ${tls.parameter} = ${show(setting.value)}, so TLS is not enforced`,
      fix,
    };
  else if (setting.kind === 'open')
    yield {
      ...unverifiable(attribute, setting.value, `what its parameter group sets ${tls.parameter} to is not known`),
      fix,
    };
  else {
    const family = known(group.get('family'));
    if (isOpen(family)) {
      yield unverifiable(
        attribute,
        family,
        `its parameter group does not set ${tls.parameter}, and the default of its family is not known`,
      );
      return;
    }
    const parsed = typeof family === 'string' ? parseFamily(family) : undefined;
    if (parsed && parsed.version !== undefined && enforcesByDefault(tls, parsed.version)) return;
    yield {
      attribute,
      value: family,
      message: `its parameter group does not set ${tls.parameter}, and without it plaintext is accepted`,
      fix,
    };
  }
}

type Setting =
  | { readonly kind: 'on' | 'absent' }
  | { readonly kind: 'off'; readonly attribute: string; readonly value: string }
  | { readonly kind: 'open'; readonly attribute: string; readonly value: Parameters<typeof unverifiable>[1] };

/** What a group says about the parameter; of several entries the worst counts. */
function settingOf(group: Resource, tls: EngineTls): Setting {
  const serverless = group.type === 'aws_redshiftserverless_workgroup';
  const block = serverless ? 'config_parameter' : 'parameter';
  let result: Setting = { kind: 'absent' };
  for (const [index, entry] of blocksOf(group, block).entries()) {
    const attribute = `${block}[${index}]`;
    if (!isMap(entry)) {
      if (result.kind !== 'off') result = { kind: 'open', attribute, value: entry };
      continue;
    }
    const name = follow((serverless ? entry.parameter_key : entry.name) ?? '');
    if (isOpen(name) || show(name).trim().toLowerCase() !== tls.parameter) continue;
    const value = follow((serverless ? entry.parameter_value : entry.value) ?? '');
    if (isOpen(value)) {
      if (result.kind !== 'off') result = { kind: 'open', attribute, value };
    } else if (!tls.enforces(show(value))) result = { kind: 'off', attribute, value: show(value) };
    else if (result.kind === 'absent') result = { kind: 'on' };
  }
  return result;
}
