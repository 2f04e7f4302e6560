import { eksVersions } from '../../../policy/graph';
import { amount, blocks, isTrue, text, texts } from '../attributes';
import { originOf } from '../context';
import { HOURS_PER_MONTH } from '../line';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';
import { chargeTemplateVolumes, isSpot, templateOf } from './ec2';
import { chargeOnDemand, chargeSpot } from './fleet';
import { chargeVolume } from './volume';

/** What a managed node group takes without a launch template: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const NODE_VOLUME = { type: 'gp2', gibibytes: 20 };

/** aws_eks_cluster: https://aws.amazon.com/eks/pricing/ */
export const cluster: Pricer = (bill) => {
  const { resource, context } = bill;
  const version = text(resource, 'version');
  const ends: { readonly [version: string]: string } = eksVersions.standardSupportEnds;
  const end = version === undefined ? undefined : ends[version];
  const known = Object.keys(ends).map(minorOf);
  // A version below the calendar's first is long out of standard support; one above its last is newer than the calendar.
  const extended =
    version !== undefined &&
    (end === undefined ? minorOf(version) < Math.min(...known) : context.now >= new Date(`${end}T24:00:00Z`));
  const upgrades = blocks(resource, 'upgrade_policy').some((policy) => text(policy, 'support_type') === 'STANDARD');
  const standard = 'standard support';
  if (!extended) {
    const until = end === undefined ? standard : `${standard} until ${end}; extended support costs six times as much`;
    bill.hourly(
      'control plane',
      'eks',
      'cluster-standard-support',
      1,
      version === undefined ? 'version not said: standard support assumed' : until,
    );
  } else if (upgrades) {
    bill.hourly(
      'control plane',
      'eks',
      'cluster-standard-support',
      1,
      `${version} is out of standard support: AWS upgrades it`,
    );
  } else {
    bill.hourly(
      'control plane',
      'eks',
      'cluster-extended-support-total',
      1,
      `${version} is in extended support${end === undefined ? '' : ` since ${end}`}`,
    );
  }
  if (blocks(resource, 'compute_config').some((config) => isTrue(config, 'enabled'))) {
    bill.gap('nodes of EKS Auto Mode', 'how many nodes run is decided by the pods: add 12 % to their EC2 price', true);
  }
};

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** aws_eks_node_group */
export const nodeGroup: Pricer = (bill) => {
  const { resource } = bill;
  const scaling = blocks(resource, 'scaling_config')[0];
  const low = amount(scaling, 'min_size') ?? 0;
  const high = amount(scaling, 'max_size') ?? low;
  const expected = amount(scaling, 'desired_size') ?? low;
  const units = { low, expected, high };
  const [block] = blocks(resource, 'launch_template');
  const template = templateOf(bill, block);
  const named = texts(resource, 'instance_types');
  const own = text(template, 'instance_type');
  // Without either EKS launches t3.medium.
  const types = named.length > 0 ? named : [own ?? 't3.medium'];
  const fleet = { types, units, notes: ['Linux, shared tenancy', `${expected} nodes expected of ${low} to ${high}`] };
  if (text(resource, 'capacity_type') === 'SPOT' || isSpot(template)) chargeSpot(bill, fleet);
  else chargeOnDemand(bill, fleet);
  if (template) chargeTemplateVolumes(bill, template, units, NODE_VOLUME);
  else chargeVolume(bill, resource, 'node volume', NODE_VOLUME, units, { type: 'volume_type', size: 'disk_size' });
};

/** aws_eks_fargate_profile */
export const fargateProfile: Pricer = (bill) => {
  const { context, resource } = bill;
  const parts = Math.max(1, context.ofStack(resource.stack, 'aws_eks_fargate_profile').length);
  const cpu = context.usage(resource, 'fargateVcpus');
  const memory = context.usage(resource, 'fargateGibibytes');
  const hours = (value: number): number => (value * HOURS_PER_MONTH) / parts;
  bill.charge(
    'vCPUs of pods',
    'eks',
    'fargate-vcpu',
    mapRange(cpu, hours),
    `${cpu.expected} vCPU on average (${originOf(cpu)})`,
  );
  bill.charge(
    'memory of pods',
    'eks',
    'fargate-memory',
    mapRange(memory, hours),
    `${memory.expected} GiB on average (${originOf(memory)})`,
  );
};
