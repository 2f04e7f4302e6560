import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';

/** Types that have the attribute, and whether AWS makes them public when it is left out (provider 5.100). */
const types: ReadonlyMap<string, boolean> = new Map([
  ['aws_db_instance', false],
  ['aws_rds_cluster_instance', false],
  ['aws_docdb_cluster_instance', false],
  ['aws_neptune_cluster_instance', false],
  ['aws_redshift_cluster', true],
  ['aws_redshiftserverless_workgroup', false],
  ['aws_dms_replication_instance', false],
  ['aws_mq_broker', false],
  ['aws_lightsail_database', false],
  ['aws_rds_shard_group', false],
  ['aws_m2_environment', false],
  ['aws_timestreaminfluxdb_db_instance', false],
]);

/** SEC-RDS-PUBLIC */
export const publicDatabase: ResourceRule = {
  id: 'SEC-RDS-PUBLIC',
  severity: 'critical',
  title: 'A database has a public address',
  why: 'With a public address, one security group rule is all that stands between the database and the internet.',
  fix: 'Set publicly_accessible = false, and reach the database from inside the VPC.',
  controls: ['AWS-FSBP RDS.2', 'CIS-AWS-7.0 3.2.3'],
  example: { bad: '{ "publicly_accessible": true }', good: '{ "publicly_accessible": false }' },
  types: [...types.keys()],
  *check(resource) {
    const attribute = 'publicly_accessible';
    const value = resource.get(attribute);
    const accessible = flag(value);
    if (isUndecided(accessible))
      yield unverifiable(attribute, accessible, 'whether the database gets a public address is not known');
    else if (accessible) yield { attribute, value, message: 'the database gets a public address' };
    else if (accessible === undefined && types.get(resource.type)) {
      yield {
        attribute,
        value,
        message: `the database gets a public address: AWS provider 5 makes ${resource.type} public when ${attribute} is left out`,
      };
    }
  },
};
