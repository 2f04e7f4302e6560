import type { Graph } from '../../graph/graph';
import { isMap, type Resource } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, isUndecided } from '../values';

const managed = 'manage_master_user_password';

/** REL-DB-CREDENTIALS */
export const managedCredentials: ResourceRule = {
  id: 'REL-DB-CREDENTIALS',
  severity: 'high',
  title: 'RDS refuses what goes with a master password that it manages',
  why: 'RDS manages no master password of a database with read replicas, blue/green updates or a global database: the apply fails half-way, often at the first upgrade.',
  fix: 'Give the database password_wo and a rotation function instead (Credentials.rotated), or leave the replica, the blue/green update or the global database out.',
  controls: [],
  noControl: 'It is a limit of RDS, not a control: see "Password management with Amazon RDS and AWS Secrets Manager".',
  example: {
    bad: '{ "manage_master_user_password": true, "blue_green_update": { "enabled": true } }',
    good: '{ "password_wo": "${ephemeral.aws_secretsmanager_random_password.p.random_password}", "blue_green_update": { "enabled": true } }',
  },
  types: ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster'],
  *check(resource, graph) {
    if (resource.type === 'aws_db_instance') {
      yield* blueGreen(resource);
      yield* ofSource(resource, 'replicate_source_db', 'aws_db_instance', 'it is a read replica of', graph);
    } else if (resource.type === 'aws_rds_cluster') {
      yield* ofSource(resource, 'replication_source_identifier', 'aws_rds_cluster', 'it is a copy of', graph);
      if (resource.get('global_cluster_identifier') !== undefined)
        yield* refuse(
          resource,
          resource,
          managed,
          'it belongs to a global database, and RDS manages its master password',
        );
    } else yield* ofSource(resource, 'source_db_cluster_identifier', 'aws_rds_cluster', 'it is made from', graph);
  },
};

function* blueGreen(database: Resource): Iterable<Fault> {
  for (const block of blocksOf(database, 'blue_green_update')) {
    const enabled = isMap(block) ? flag(block.enabled ?? undefined) : block;
    const attribute = 'blue_green_update.enabled';
    if (isUndecided(enabled)) {
      if (flag(database.get(managed)) !== false && database.get(managed) !== undefined)
        yield unverifiable(
          attribute,
          enabled,
          'whether it is updated by blue/green, which RDS refuses with a managed password, is not known',
        );
    } else if (enabled === true)
      yield* refuse(database, database, attribute, 'it is updated by blue/green, and RDS manages its master password');
  }
}

function* ofSource(copy: Resource, attribute: string, type: string, says: string, graph: Graph): Iterable<Fault> {
  const name = copy.get(attribute);
  if (name === undefined) return;
  for (const source of graph.links(name, copy, type).resources)
    yield* refuse(copy, source, attribute, `${says} ${source.address}, whose master password RDS manages`);
}

function* refuse(resource: Resource, source: Resource, attribute: string, message: string): Iterable<Fault> {
  const on = flag(source.get(managed));
  if (isUndecided(on))
    yield unverifiable(attribute, on, `whether RDS manages the master password of ${source.address} is not known`);
  else if (on === true) yield { attribute, value: resource.get(attribute.split('.')[0] ?? attribute), message };
}
