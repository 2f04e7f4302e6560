import { App, TerraformStack } from 'cdktf';
import { configureStack, type Stage } from '../../lib/core';
import { FlowLogs, type InterfaceService, Nat } from '../../lib/network';
import { testStack } from '../support/template';
import { type LooseVpcProps, vpcIn } from './fixtures';

const build =
  (props: LooseVpcProps, stage: Stage = 'staging') =>
  () =>
    vpcIn(testStack({ stage }), props);

describe('Vpc refuses', () => {
  it.each<[string, LooseVpcProps, string]>([
    [
      'a block that is too large',
      { cidr: '10.0.0.0/15' },
      '`cidr` must be /16 to /20, to hold three tiers with a subnet for each zone slot, got 10.0.0.0/15.',
    ],
    ['a block that is too small', { cidr: '10.0.0.0/21' }, '`cidr` must be /16 to /20'],
    ['a public block', { cidr: '8.8.0.0/16' }, '`cidr` must be private: inside 10.0.0.0/8'],
    [
      'a block that is not canonical',
      { cidr: '10.0.1.0/16' },
      '`cidr` must be an IPv4 block such as 10.0.0.0/16, got 10.0.1.0/16. Did you mean 10.0.0.0/16?',
    ],
    ['no zone', { availabilityZones: [] }, '`availabilityZones` must be at least one zone, each named once, got [].'],
    [
      'a zone twice',
      { availabilityZones: ['a', 'a'] },
      '`availabilityZones` must be at least one zone, each named once, got ["a","a"].',
    ],
    [
      'a whole zone name',
      { availabilityZones: ['eu-west-1a'] },
      'Write the letter only: the region comes from the stack.',
    ],
    [
      'zone e without room for it',
      { availabilityZones: ['a', 'e'] },
      '`availabilityZones` must be letters of a, b, c, d, got ["e"]. Set `zoneSlots: 8`',
    ],
    ['another number of slots', { zoneSlots: 6 as 8 }, '`zoneSlots` must be 4 or 8, got 6.'],
    [
      'a NAT gateway in a zone that is not there',
      { nat: Nat.single('c') },
      '`nat` must be in one of the zones a, b, got c.',
    ],
    [
      'pods outside of shared space',
      { pods: '10.1.0.0/16' },
      '`pods` must be a /16 to /20 inside 100.64.0.0/10, got 10.1.0.0/16.',
    ],
    [
      'pods in the VPC’s own block',
      { cidr: '100.64.0.0/16', pods: '100.64.0.0/18' },
      '`pods` must be outside of the VPC',
    ],
    [
      'an ARN as a cluster',
      { clusters: ['arn:aws:eks:eu-west-1:1:cluster/x'] },
      '`clusters` must be the name of an EKS cluster',
    ],
    ['an empty discovery tag', { karpenterDiscovery: '' }, '`karpenterDiscovery` must be 1 to 256'],
    [
      'an unknown endpoint',
      { interfaceEndpoints: ['s4' as InterfaceService] },
      "`interfaceEndpoints` must be a service of the list, got s4. For one that is not on it write { serviceName: 'com.amazonaws.<region>.s4' }.",
    ],
    [
      'half a service name',
      { interfaceEndpoints: [{ serviceName: 'textract' }] },
      '`interfaceEndpoints.serviceName` must be a whole service name',
    ],
    [
      'an account that is none',
      { endpointAccess: { accounts: ['12'] } },
      '`endpointAccess.accounts` must be 12 digits, got 12.',
    ],
    [
      'a wildcard for a bucket',
      { endpointAccess: { readableBuckets: ['*'] } },
      '`endpointAccess.readableBuckets` must be the exact name of a bucket, got *.',
    ],
    [
      'a retention that CloudWatch does not have',
      { flowLogs: FlowLogs.toCloudWatch({ retentionDays: 8 }) },
      '`flowLogs.retentionDays` must be one of 1, 3, 5, 7',
    ],
    [
      'another stage than the stack’s',
      { stage: 'sandbox' },
      '`stage` must be the stage of its stack, staging, got sandbox.',
    ],
  ])('%s', (_name, props, message) => {
    expect(build(props)).toThrow(`stack/vpc: ${message}`.replace('stack/vpc: Write', 'Write'));
  });

  it.each<[string, LooseVpcProps, string]>([
    [
      'a single NAT gateway',
      { nat: Nat.single() },
      '`nat` must be Nat.perZone() or Nat.none() in prod, got Nat.single().',
    ],
    ['one zone', { availabilityZones: ['a'] }, '`availabilityZones` must be at least two zones in prod, got ["a"].'],
    [
      'flow logs of less than a year',
      { flowLogs: FlowLogs.toCloudWatch({ retentionDays: 90 }) },
      '`flowLogs.retentionDays` must be a year or more in prod, got 90.',
    ],
  ])('%s in prod, and allows it in staging', (_name, props, message) => {
    expect(build(props, 'prod')).toThrow(message);
    expect(build(props, 'staging')).not.toThrow();
  });

  it('everything that is wrong at once', () => {
    const props = {
      cidr: '8.8.8.0/24',
      availabilityZones: ['z'],
      nat: Nat.single('a'),
      pods: '10.0.0.0/8',
      clusters: [' '],
    };
    const faults = /(?:`cidr`.*\n.*`cidr`.*\n.*`pods`.*\n.*`availabilityZones`.*\n.*`nat`.*\n.*`clusters`)/;
    expect(build(props)).toThrow(faults);
  });

  it('a stack whose region is known at plan only', () => {
    const stack = new TerraformStack(new App(), 'stack');
    configureStack(stack, { stage: 'staging' });
    expect(() => vpcIn(stack)).toThrow(
      "stack/vpc: `region` must be known at synth, because ids and addresses come from the zones’ names, got nothing. Call configureStack(stack, { stage, region: 'eu-west-1' })",
    );
  });
});
