import type { TerraformStack } from 'cdktf';
import type { Stage } from '../../lib/core';
import { Nat, Vpc, type VpcProps } from '../../lib/network';
import { Template } from '../support/template';

/** Overrides of any shape: tests of what the types refuse go through here. */
export type LooseVpcProps = Omit<Partial<VpcProps>, 'nat' | 'availabilityZones' | 'stage'> & {
  nat?: Nat;
  availabilityZones?: readonly string[];
  stage?: Stage;
};

/** A VPC of two zones, one NAT gateway each, unless told otherwise. */
export function vpcIn(stack: TerraformStack, props: LooseVpcProps = {}): Vpc {
  const all = { cidr: '10.20.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.perZone(), ...props };
  return new Vpc(stack, 'vpc', all as VpcProps);
}

/** The JSON of a stack with such a VPC. */
export function vpcTemplate(props: LooseVpcProps = {}, stage: Stage = 'staging'): Template {
  return Template.of((stack) => void vpcIn(stack, props), { stage });
}

/** Configurations that differ in every option: what must hold always is tried with all of them. */
export const CONFIGURATIONS: readonly [name: string, props: LooseVpcProps][] = [
  ['without NAT', { nat: Nat.none() }],
  ['with one NAT gateway', { nat: Nat.single() }],
  ['with a NAT gateway a zone', { nat: Nat.perZone() }],
  ['with one zone', { stage: 'staging', availabilityZones: ['b'] }],
  ['with six zones', { zoneSlots: 8, availabilityZones: ['a', 'b', 'c', 'd', 'e', 'f'] }],
  ['with IPv6', { ipv6: true }],
  ['with IPv6 and no NAT', { ipv6: true, nat: Nat.none() }],
  ['with pods', { pods: '100.64.0.0/16' }],
  ['with a route from data to S3', { dataTier: { s3: true } }],
  [
    'with everything',
    {
      availabilityZones: ['a', 'b', 'c'],
      ipv6: true,
      pods: '100.64.0.0/16',
      dataTier: { s3: true },
      interfaceEndpoints: ['sts', 'ecr.api'],
      clusters: ['main'],
      karpenterDiscovery: 'main',
    },
  ],
];
