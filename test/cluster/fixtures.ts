import type { TerraformStack } from 'cdktf';
import { AddOn, Cluster, type ClusterProps, type NodePool, onDemandPool, spotPool } from '../../lib/cluster';
import type { ProviderMajor, Stage } from '../../lib/core';
import { Nat, Vpc, type VpcProps } from '../../lib/network';
import { Template } from '../support/template';

/** Props of any shape: tests of what the types refuse go through here. */
export type LooseProps = Partial<Record<keyof ClusterProps, unknown>>;

/** Two nodes that take whatever runs. */
export const base = (changes: object = {}): NodePool =>
  onDemandPool({ name: 'base', instanceTypes: ['m7g.large'], scaling: { min: 2, max: 6 }, ...changes });

/** Spot nodes of eight types. */
export const spot = (changes: object = {}): NodePool =>
  spotPool({
    name: 'spot',
    families: ['m7g', 'm6g', 'r7g', 'r6g'],
    sizes: ['large', 'xlarge'],
    scaling: { min: 0, max: 9 },
    ...changes,
  });

/** Every add-on that is not there anyway. */
export const ADD_ONS = [
  AddOn.metricsServer(),
  AddOn.ebsCsiDriver(),
  AddOn.efsCsiDriver(),
  AddOn.cloudwatchObservability(),
];

/** A day on which no version is near its end. */
export const LONG_BEFORE = new Date('2026-06-01');

/** A VPC of two zones. */
export function vpcIn(stack: TerraformStack, changes: Partial<VpcProps> = {}): Vpc {
  const props = { cidr: '10.20.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.perZone(), ...changes };
  return new Vpc(stack, 'vpc', props as VpcProps);
}

/** A cluster with a base pool unless told otherwise. */
export function clusterIn(stack: TerraformStack, props: LooseProps = {}, id = 'cluster'): Cluster {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  return new Cluster(stack, id, { vpc, nodePools: [base()], asOf: LONG_BEFORE, ...props } as ClusterProps);
}

/** The JSON of a stack with such a cluster, and what `also` does with it. */
export function clusterTemplate(
  props: LooseProps = {},
  settings: { stage?: Stage; providerMajor?: ProviderMajor } = {},
  also: (cluster: Cluster, stack: TerraformStack) => void = () => undefined,
): Template {
  return Template.of((stack) => also(clusterIn(stack, props), stack), settings);
}
