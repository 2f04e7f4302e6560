import { isOpen, show } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { known } from '../values';
import { engineOf } from './engine';

/** The port of each engine that is told none. */
const PORTS: readonly (readonly [engine: RegExp, port: string])[] = [
  [/postgres/, '5432'],
  [/mysql|mariadb/, '3306'],
  [/oracle/, '1521'],
  [/sqlserver/, '1433'],
];

/** SEC-DB-PORT */
export const defaultPort: ResourceRule = {
  id: 'SEC-DB-PORT',
  severity: 'low',
  title: 'A production database listens on its engine’s own port',
  why: 'The port is what a scanner tries first; another one costs nothing, and shows in the logs who looks for databases.',
  fix: 'Set port to another number, such as 5433 or 3307. For a database that runs it is a restart, and its clients and security groups change with it.',
  controls: ['AWS-FSBP RDS.23'],
  stages: ['prod'],
  declaredOnly: true,
  example: {
    bad: '{ "aws_db_instance": { "orders": { "engine": "postgres" } } }',
    good: '{ "aws_db_instance": { "orders": { "engine": "postgres", "port": 5433 } } }',
  },
  types: ['aws_db_instance', 'aws_rds_cluster'],
  *check(database) {
    const engine = engineOf(database);
    const value = known(database.get('port'));
    if (value !== undefined && isOpen(value)) {
      yield unverifiable('port', value, 'whether it listens on its engine’s own port is not known');
      return;
    }
    const port = value === undefined ? undefined : show(value).trim();
    // What is restored or copied has the port, and often the engine, of its source.
    const inherits = [
      'replicate_source_db',
      'snapshot_identifier',
      'restore_to_point_in_time',
      'global_cluster_identifier',
    ];
    if (port === undefined && inherits.some((source) => database.get(source) !== undefined)) return;
    const own = PORTS.filter(([name]) => typeof engine !== 'string' || name.test(engine)).map(([, number]) => number);
    if (typeof engine === 'string' && own.length === 0) return;
    if (port === undefined ? typeof engine === 'string' : own.includes(port)) {
      yield { attribute: 'port', value, message: `it listens on ${port ?? own[0]}, its engine’s own port` };
    } else if (port === undefined && engine !== undefined && isOpen(engine)) {
      yield unverifiable('engine', engine, 'whether its port is its engine’s own is not known');
    }
  },
};
