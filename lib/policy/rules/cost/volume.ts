import { isOpen, type Value } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { valuesAt } from '../paths';

/** Where a type says what kind of volume it has, and what leaving it out means. */
interface Place {
  readonly path: string;
  /** The kind that is made when nothing is said, where that is an old one. */
  readonly otherwise?: 'gp2';
}

const block = (name: string): Place => ({ path: `${name}.volume_type` });
const places: Readonly<Record<string, readonly Place[]>> = {
  aws_ebs_volume: [{ path: 'type', otherwise: 'gp2' }],
  aws_instance: [block('root_block_device'), block('ebs_block_device')],
  aws_spot_instance_request: [block('root_block_device'), block('ebs_block_device')],
  aws_launch_configuration: [block('root_block_device'), block('ebs_block_device')],
  aws_launch_template: [{ path: 'block_device_mappings.ebs.volume_type' }],
  aws_imagebuilder_image_recipe: [{ path: 'block_device_mapping.ebs.volume_type' }],
  aws_db_instance: [{ path: 'storage_type' }],
  aws_opensearch_domain: [block('ebs_options')],
  aws_elasticsearch_domain: [block('ebs_options')],
  aws_emr_cluster: [{ path: 'master_instance_group.ebs_config.type' }, { path: 'core_instance_group.ebs_config.type' }],
  aws_emr_instance_group: [{ path: 'ebs_config.type' }],
  kubernetes_storage_class: [{ path: 'parameters.type' }],
  kubernetes_storage_class_v1: [{ path: 'parameters.type' }],
};

/** gp2's successor costs a fifth less and brings its IOPS along; magnetic volumes are slower and charge by the request. */
const old: Readonly<Record<string, string>> = { gp2: 'gp3', standard: 'gp3', io1: 'io2' };

/** COST-VOLUME */
export const oldVolume: ResourceRule = {
  id: 'COST-VOLUME',
  severity: 'low',
  title: 'A volume of a kind that costs more for less',
  why: 'gp3 costs a fifth less than gp2 and has 3,000 IOPS at any size; io2 costs what io1 does and fails a hundred times less often.',
  fix: 'Write gp3 (or io2 instead of io1): EBS and RDS change the kind while the volume is in use.',
  controls: [],
  noControl: 'The frameworks in use judge security and reliability; none asks for a price.',
  example: {
    bad: '{ "aws_ebs_volume": { "data": { "size": 100, "type": "gp2" } } }',
    good: '{ "aws_ebs_volume": { "data": { "size": 100, "type": "gp3" } } }',
  },
  types: Object.keys(places),
  *check(resource) {
    const { stageDeclared } = resource.stack.root;
    for (const { path, otherwise } of places[resource.type] ?? []) {
      for (const { path: attribute, value = stageDeclared ? otherwise : undefined } of valuesAt(resource, path)) {
        if (isOpen(value)) {
          if (stageDeclared) yield unverifiable(attribute, value, 'of which kind its volume is is not known');
        } else if (value !== undefined && successorOf(value) !== undefined)
          yield { attribute, value, message: `it is on ${value}; ${successorOf(value)} costs less for more` };
      }
    }
  },
};

function successorOf(value: Value): string | undefined {
  return typeof value === 'string' ? old[value.toLowerCase()] : undefined;
}
