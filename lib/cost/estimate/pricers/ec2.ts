import type { Resource, ValueMap } from '../../../policy/graph';
import { amount, blocks, isTrue, text } from '../attributes';
import type { Bill } from '../bill';
import type { Pricer } from '../pricer';
import { exactly, mapRange, type Range } from '../range';
import { chargeOnDemand, chargeSpot, type Fleet } from './fleet';
import { chargeVolume, type VolumeDefaults } from './volume';

/** What most Linux images ask for. */
const ROOT: VolumeDefaults = { type: 'gp3', gibibytes: 8 };
/** Metrics of an instance that detailed monitoring charges for. */
const METRICS = 7;
const LINUX = 'Linux, shared tenancy';

/** aws_instance, aws_spot_instance_request */
export const instance: Pricer = (bill) => {
  const { resource } = bill;
  const type = text(resource, 'instance_type') ?? text(templateOf(bill, resource), 'instance_type');
  if (type === undefined) return bill.gap('the instance', 'instance_type is not known', true);
  const fleet = { types: [type], units: exactly(1), notes: [LINUX] };
  const onSpot =
    resource.type === 'aws_spot_instance_request' ||
    blocks(resource, 'instance_market_options').some((options) => text(options, 'market_type') === 'spot');
  if (onSpot) chargeSpot(bill, fleet);
  else chargeOnDemand(bill, fleet);
  chargeVolume(bill, blocks(resource, 'root_block_device')[0], 'root volume', ROOT);
  for (const volume of blocks(resource, 'ebs_block_device')) chargeVolume(bill, volume, 'volume', ROOT);
  if (isTrue(resource, 'associate_public_ip_address')) bill.hourly('public IPv4 address', 'vpc', 'public-ipv4-in-use');
  if (isTrue(resource, 'monitoring'))
    bill.charge('detailed monitoring', 'cloudwatch', 'custom-metric', METRICS, `${METRICS} metrics`);
};

/** aws_autoscaling_group */
export const autoscalingGroup: Pricer = (bill) => {
  const { resource } = bill;
  const low = amount(resource, 'min_size') ?? 0;
  const high = amount(resource, 'max_size') ?? low;
  const expected = amount(resource, 'desired_capacity') ?? low;
  const units = { low, expected: Math.max(expected, low), high };
  const size = `${expected} expected of ${low} to ${high}`;
  const mixed = blocks(resource, 'mixed_instances_policy')[0];
  const template = templateOf(bill, mixed ? blocks(mixed, 'launch_template')[0] : resource);
  const overrides = mixed ? blocks(blocks(mixed, 'launch_template')[0], 'override') : [];
  const own = text(template, 'instance_type');
  const named = overrides.flatMap((override) => text(override, 'instance_type') ?? []);
  const types = named.length > 0 ? named : own === undefined ? [] : [own];
  if (types.length === 0) return bill.gap('its instances', 'no instance type is known', true, units);
  const fleet = { types, units, notes: [LINUX, size] };
  if (mixed) chargeMix(bill, fleet, blocks(mixed, 'instances_distribution')[0]);
  else if (isSpot(template)) chargeSpot(bill, fleet);
  else chargeOnDemand(bill, fleet);
  chargeTemplateVolumes(bill, template, units);
  if (isMonitored(template)) {
    const metrics = mapRange(units, (value) => value * METRICS);
    bill.charge('detailed monitoring', 'cloudwatch', 'custom-metric', metrics, `${METRICS} metrics each`);
  }
};

/** A launch configuration asks for detailed monitoring unless it says otherwise; a launch template only when it says so. */
function isMonitored(template: Resource | undefined): boolean {
  if (template?.type === 'aws_launch_configuration')
    return template.get('enable_monitoring') === undefined || isTrue(template, 'enable_monitoring');
  return blocks(template, 'monitoring').some((monitoring) => isTrue(monitoring, 'enabled'));
}

/** Splits a fleet by https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html */
function chargeMix(bill: Bill, fleet: Fleet, distribution: ValueMap | undefined): void {
  const base = amount(distribution, 'on_demand_base_capacity') ?? 0;
  const share = (amount(distribution, 'on_demand_percentage_above_base_capacity') ?? 100) / 100;
  const onDemand = mapRange(fleet.units, (value) => Math.min(value, base) + Math.max(0, value - base) * share);
  const spot = mapRange(fleet.units, (value) => Math.max(0, value - base) * (1 - share));
  const notes = [...fleet.notes, `${base} and ${share * 100} % of the rest on demand`];
  if (onDemand.high > 0) chargeOnDemand(bill, { ...fleet, units: onDemand, notes });
  if (spot.high > 0) chargeSpot(bill, { ...fleet, units: spot, notes });
}

/** Charges for the volumes that a launch template gives each instance. */
export function chargeTemplateVolumes(bill: Bill, template: Resource | undefined, units: Range, root = ROOT): void {
  const mappings =
    template?.type === 'aws_launch_configuration'
      ? [...blocks(template, 'root_block_device'), ...blocks(template, 'ebs_block_device')]
      : blocks(template, 'block_device_mappings').flatMap((mapping) => blocks(mapping, 'ebs'));
  if (mappings.length === 0) chargeVolume(bill, undefined, 'root volume', root, units);
  for (const ebs of mappings) chargeVolume(bill, ebs, 'volume', root, units);
}

/** Whether a launch template asks for spot capacity. */
export function isSpot(template: Resource | undefined): boolean {
  return blocks(template, 'instance_market_options').some((options) => text(options, 'market_type') === 'spot');
}

/** The launch template or configuration that a resource or block names. */
export function templateOf(bill: Bill, from: Resource | ValueMap | undefined): Resource | undefined {
  if (from === undefined) return undefined;
  const read = (name: string) => ('stack' in from ? (from as Resource).get(name) : (from as ValueMap)[name]);
  for (const name of [
    'launch_template',
    'launch_template_specification',
    'launch_template_id',
    'id',
    'launch_configuration',
    'launch_template_name',
  ]) {
    const value = read(name);
    if (value === undefined) continue;
    const [template] = bill.context.graph.links(
      value,
      bill.resource,
      'aws_launch_template',
      'aws_launch_configuration',
    ).resources;
    if (template) return template;
  }
  return undefined;
}

/** aws_ebs_volume */
export const ebsVolume: Pricer = (bill) =>
  chargeVolume(bill, bill.resource, 'volume', { type: 'gp2', gibibytes: 8 }, 1, { type: 'type', size: 'size' });

/** aws_ebs_snapshot and its copies */
export const ebsSnapshot: Pricer = (bill) => bill.used('snapshot', 'ebs', 'snapshot-standard', 'snapshotGigabytes');
