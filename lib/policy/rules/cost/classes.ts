import type { Resource } from '../../graph/value';
import { type Found, valuesAt } from '../paths';

/** Where a type says how large it is: paths of an instance class or of a list of them. */
const paths: Readonly<Record<string, readonly string[]>> = {
  aws_instance: ['instance_type'],
  aws_spot_instance_request: ['instance_type'],
  aws_launch_template: ['instance_type'],
  aws_launch_configuration: ['instance_type'],
  aws_spot_fleet_request: ['launch_specification.instance_type'],
  aws_autoscaling_group: ['mixed_instances_policy.launch_template.override.instance_type'],
  aws_ec2_fleet: ['launch_template_config.override.instance_type'],
  aws_eks_node_group: ['instance_types'],
  aws_batch_compute_environment: ['compute_resources.instance_type'],
  aws_cloud9_environment_ec2: ['instance_type'],
  aws_db_instance: ['instance_class'],
  aws_rds_cluster: ['db_cluster_instance_class'],
  aws_rds_cluster_instance: ['instance_class'],
  aws_docdb_cluster_instance: ['instance_class'],
  aws_neptune_cluster_instance: ['instance_class'],
  aws_elasticache_cluster: ['node_type'],
  aws_elasticache_replication_group: ['node_type'],
  aws_elasticache_global_replication_group: ['cache_node_type'],
  aws_memorydb_cluster: ['node_type'],
  aws_redshift_cluster: ['node_type'],
  aws_opensearch_domain: ['cluster_config.instance_type', 'cluster_config.dedicated_master_type'],
  aws_elasticsearch_domain: ['cluster_config.instance_type', 'cluster_config.dedicated_master_type'],
  aws_emr_cluster: ['master_instance_group.instance_type', 'core_instance_group.instance_type'],
  aws_emr_instance_group: ['instance_type'],
  aws_msk_cluster: ['broker_node_group_info.instance_type'],
  aws_mq_broker: ['host_instance_type'],
  aws_dms_replication_instance: ['replication_instance_class'],
  aws_sagemaker_notebook_instance: ['instance_type'],
};

/** Types that are bought by instance class. */
export const sizedTypes: readonly string[] = Object.keys(paths);

/** Every instance class that a resource names, with its place; what is not known is among them. */
export function classesOf(resource: Resource): readonly Found[] {
  return (paths[resource.type] ?? [])
    .flatMap((path) => [...valuesAt(resource, path)])
    .filter(({ value }) => value !== undefined);
}

/** Parts of an instance class: `{ family: 'm7g', size: 'large' }` of `db.m7g.large` or `m7g.large.search`. */
export interface InstanceClass {
  readonly family: string;
  readonly size: string;
}

const service = new Set(['db', 'cache', 'kafka', 'mq', 'dms', 'ml']);

/** Reads an instance class; undefined for what is none, such as `db.serverless` or `optimal`. */
export function readClass(text: string): InstanceClass | undefined {
  const parts = text.trim().toLowerCase().split('.');
  const [family = '', size = ''] = service.has(parts[0] ?? '') ? parts.slice(1) : parts;
  return family !== '' && size !== '' ? { family, size } : undefined;
}
