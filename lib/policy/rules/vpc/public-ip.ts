import { isOpen, type Resource, show, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { valuesAt } from '../paths';
import { flag, isUndecided, known } from '../values';

/** Where a type says that it gets a public address, and which values say so when it is no boolean. */
interface Place {
  readonly path: string;
  readonly bad?: (value: string) => boolean;
  /** Whether leaving it out gives a public address. */
  readonly publicByDefault?: true;
}

const isEnabled = (value: string): boolean => /^(enabled|true)$/i.test(value);
const places: Readonly<Record<string, readonly Place[]>> = {
  aws_subnet: [{ path: 'map_public_ip_on_launch' }],
  aws_default_subnet: [{ path: 'map_public_ip_on_launch' }],
  aws_instance: [{ path: 'associate_public_ip_address' }],
  aws_spot_instance_request: [{ path: 'associate_public_ip_address' }],
  aws_launch_configuration: [{ path: 'associate_public_ip_address' }],
  aws_launch_template: [{ path: 'network_interfaces.associate_public_ip_address' }],
  aws_spot_fleet_request: [{ path: 'launch_specification.associate_public_ip_address' }],
  aws_ecs_service: [{ path: 'network_configuration.assign_public_ip' }],
  aws_ecs_task_set: [{ path: 'network_configuration.assign_public_ip' }],
  aws_cloudwatch_event_target: [{ path: 'ecs_target.network_configuration.assign_public_ip' }],
  aws_scheduler_schedule: [{ path: 'target.ecs_parameters.network_configuration.assign_public_ip' }],
  aws_pipes_pipe: [
    {
      path: 'target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.assign_public_ip',
      bad: isEnabled,
    },
  ],
  aws_sagemaker_notebook_instance: [{ path: 'direct_internet_access', bad: isEnabled, publicByDefault: true }],
  aws_appstream_fleet: [{ path: 'enable_default_internet_access' }],
  aws_appstream_image_builder: [{ path: 'enable_default_internet_access' }],
  aws_workspaces_directory: [{ path: 'workspace_creation_properties.enable_internet_access' }],
  aws_m2_environment: [{ path: 'publicly_accessible' }],
  aws_drs_replication_configuration_template: [{ path: 'create_public_ip' }],
  aws_rds_shard_group: [{ path: 'publicly_accessible' }],
};

/** JSON that tells ECS or Batch to give a task an address. */
const documents: Readonly<Record<string, string>> = {
  aws_batch_job_definition: 'container_properties',
  aws_sfn_state_machine: 'definition',
};

/** SEC-PUBLIC-IP */
export const publicAddress: ResourceRule = {
  id: 'SEC-PUBLIC-IP',
  severity: 'high',
  title: 'A machine, task or subnet gets public addresses by itself',
  why: 'With a public address one security group rule is all that stands between the machine and the internet; load balancers and NAT gateways have their own.',
  fix: 'Set it to false: reach it through a load balancer or SSM, let it out through NAT or VPC endpoints.',
  controls: ['AWS-FSBP EC2.15', 'AWS-FSBP EC2.25'],
  example: {
    bad: '{ "aws_subnet": { "web": { "map_public_ip_on_launch": true } } }',
    good: '{ "aws_subnet": { "web": { "map_public_ip_on_launch": false } } }',
  },
  types: [...Object.keys(places), ...Object.keys(documents), 'aws_elastic_beanstalk_environment'],
  *check(resource) {
    for (const place of places[resource.type] ?? []) yield* checkPlace(resource, place);
    const document = documents[resource.type];
    if (document !== undefined) yield* checkDocument(resource, document);
    if (resource.type === 'aws_elastic_beanstalk_environment') yield* checkBeanstalk(resource);
  },
};

function* checkPlace(resource: Resource, { path, bad, publicByDefault }: Place): Iterable<Fault> {
  const found = [...valuesAt(resource, path)];
  for (const { path: attribute, value } of found) {
    if (value === undefined) {
      if (publicByDefault) yield { attribute, message: 'it gets a public address: that is the default' };
      continue;
    }
    const decided = bad && !isOpen(value) ? bad(show(value)) : flag(value);
    if (isUndecided(decided)) yield unverifiable(attribute, decided, 'whether it gets a public address is not known');
    else if (decided) yield { attribute, value, message: 'it gets a public address' };
  }
}

function* checkDocument(resource: Resource, attribute: string): Iterable<Fault> {
  const value: Value | undefined = known(resource.get(attribute));
  const text =
    value === undefined
      ? ''
      : typeof value === 'string'
        ? value
        : show(isOpen(value) && 'parts' in value ? (value.parts.encoded ?? value) : value);
  if (/"?assignPublicIp"?\s{0,8}:\s{0,8}"?ENABLED/i.test(text))
    yield { attribute, value: 'assignPublicIp = ENABLED', message: 'its tasks get public addresses' };
}

function* checkBeanstalk(environment: Resource): Iterable<Fault> {
  const names = [...valuesAt(environment, 'setting.name')];
  const values = [...valuesAt(environment, 'setting.value')];
  for (const [index, { value: name }] of names.entries()) {
    const value = values[index]?.value;
    if (name === 'AssociatePublicIpAddress' && flag(value) === true)
      yield { attribute: `setting[${index}]`, value: name, message: 'its machines get public addresses' };
  }
}
