import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';
import { engineOf } from './engine';

const attribute = 'iam_database_authentication_enabled';

/** SEC-DB-IAM */
export const iamAuthentication: ResourceRule = {
  id: 'SEC-DB-IAM',
  severity: 'medium',
  title: 'A production database takes passwords only',
  why: 'A password is copied into configuration and chat, outlives who knew it, and nobody sees who used it; a token of IAM lasts a quarter of an hour and belongs to one role.',
  fix: 'Set iam_database_authentication_enabled = true, and let services log in with a token (rds-db:connect on one user).',
  controls: ['AWS-FSBP RDS.10', 'AWS-FSBP RDS.12'],
  stages: ['prod'],
  declaredOnly: true,
  example: {
    bad: '{ "aws_db_instance": { "orders": { "engine": "postgres" } } }',
    good: '{ "aws_db_instance": { "orders": { "engine": "postgres", "iam_database_authentication_enabled": true } } }',
  },
  types: ['aws_db_instance', 'aws_rds_cluster'],
  *check(database) {
    const engine = engineOf(database);
    // Oracle, SQL Server and Db2 know no such tokens.
    if (typeof engine === 'string' && !/postgres|mysql|mariadb/.test(engine)) return;
    const value = database.get(attribute);
    const on = flag(value);
    if (isUndecided(on)) yield unverifiable(attribute, on, 'whether services can log in by IAM is not known');
    else if (on !== true) yield { attribute, value, message: 'services can log in with a password only' };
  },
};
