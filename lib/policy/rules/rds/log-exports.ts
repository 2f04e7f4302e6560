import { isOpen } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { items, known } from '../values';

const attribute = 'enabled_cloudwatch_logs_exports';

/** DET-DB-LOGS */
export const logExports: ResourceRule = {
  id: 'DET-DB-LOGS',
  severity: 'medium',
  title: 'A production database keeps its logs to itself',
  why: 'What the engine logs stays on its disk for some days and goes with the instance: after an incident nobody can tell what was tried.',
  fix: 'Name logs in enabled_cloudwatch_logs_exports: "postgresql" for PostgreSQL, "error", "slowquery" and "audit" for MySQL and MariaDB.',
  controls: ['AWS-FSBP RDS.9', 'AWS-FSBP RDS.36'],
  stages: ['prod'],
  declaredOnly: true,
  example: {
    bad: '{ "aws_db_instance": { "orders": { "engine": "postgres" } } }',
    good: '{ "aws_db_instance": { "orders": { "engine": "postgres", "enabled_cloudwatch_logs_exports": ["postgresql"] } } }',
  },
  types: ['aws_db_instance', 'aws_rds_cluster'],
  *check(database) {
    const value = known(database.get(attribute));
    if (value !== undefined && isOpen(value)) {
      yield unverifiable(attribute, value, 'whether its logs are exported is not known');
    } else if (items(value).length === 0) yield { attribute, value, message: 'none of its logs is exported' };
  },
};
