/** What must not compile of lib/network: tsc fails when one of these lines begins to. */
import type { Construct } from 'constructs';
import {
  Nat,
  Peer,
  Port,
  type SecurityGroup,
  type Subnets,
  Vpc,
  type VpcAttributes,
  type VpcProps,
} from '../../lib/network';

declare const scope: Construct;
declare const vpc: Vpc;
declare function database(props: { readonly subnets: Subnets<'data'> }): void;

// Tiers.
database({ subnets: vpc.subnets.data });
// @ts-expect-error a database in public subnets
database({ subnets: vpc.subnets.public });
// @ts-expect-error a database in private subnets, which reach out by NAT
database({ subnets: vpc.subnets.private });
// @ts-expect-error pods' subnets are there only where `pods` was given
vpc.subnets.pods.ids;
// @ts-expect-error an object that looks like data subnets is no proof
database({ subnets: { tier: 'data', vpc, all: [], blocks: { ipv4: [], ipv6: [] }, ids: [], availabilityZones: [] } });

const imported = Vpc.fromAttributes(scope, 'imported', {
  vpcId: 'vpc-0123456789abcdef0',
  cidr: '10.0.0.0/16',
  privateSubnetIds: { a: 'subnet-0123456789abcdef0' },
});
imported.subnets.private.ids;
// @ts-expect-error data subnets were not named, so there are none
database({ subnets: imported.subnets.data });
// @ts-expect-error keyed by the zone's letter, not its name
export const wrongKey: VpcAttributes = { vpcId: '', cidr: '', dataSubnetIds: { 'eu-west-1a': 'subnet-1' } };

// Stages.
const common = { cidr: '10.0.0.0/16' } as const;
export const accepted: readonly VpcProps[] = [
  { ...common, availabilityZones: ['a', 'b'], nat: Nat.perZone() },
  { ...common, stage: 'prod', availabilityZones: ['a', 'b', 'c'], nat: Nat.none() },
  { ...common, stage: 'staging', availabilityZones: ['a', 'b'], nat: Nat.single() },
  { ...common, stage: 'sandbox', availabilityZones: ['a'], nat: Nat.none() },
];
// @ts-expect-error a single NAT gateway in prod
export const singleNat: VpcProps = { ...common, stage: 'prod', availabilityZones: ['a', 'b'], nat: Nat.single() };
// @ts-expect-error a single NAT gateway where no stage is said: prod's rules hold
export const unsaidStage: VpcProps = { ...common, availabilityZones: ['a', 'b'], nat: Nat.single() };
// @ts-expect-error one zone in prod
export const oneZone: VpcProps = { ...common, stage: 'prod', availabilityZones: ['a'], nat: Nat.perZone() };
// @ts-expect-error no zone anywhere
export const noZone: VpcProps = { ...common, stage: 'sandbox', availabilityZones: [], nat: Nat.none() };
// @ts-expect-error zones are letters
export const zoneName: VpcProps = { ...common, stage: 'sandbox', availabilityZones: ['eu-west-1a'], nat: Nat.none() };
// @ts-expect-error the cost of NAT is a decision
export const noNat: VpcProps = { ...common, availabilityZones: ['a', 'b'] };
// @ts-expect-error a service that is not on the list is written in full
export const endpoint: VpcProps = { ...(accepted[0] as VpcProps), interfaceEndpoints: ['textract'] };
// @ts-expect-error flow logs cannot be switched off
export const noLogs: VpcProps = { ...(accepted[0] as VpcProps), flowLogs: false };

// Rules.
declare const group: SecurityGroup;
declare const outbound: SecurityGroup<'outbound'>;
declare const internet: SecurityGroup<'internet'>;

group.allowFrom(outbound, Port.all(), 'x');
group.allowFrom(vpc.endpoints, Port.tcp(5432), 'x');
group.allowFrom(Peer.subnets(vpc.subnets.private), Port.https(), 'x');
group.allowTo(Peer.prefixList('s3'), Port.https(), 'x');
outbound.allowTo(Peer.internet(), Port.https(), 'x');
internet.allowTo(Peer.internet(), Port.https(), 'x');
internet.allowFrom(Peer.internet(), Port.http(), 'x');
internet.allowFrom(Peer.prefixList('cloudfront.origin-facing'), Port.https(), 'x');
// @ts-expect-error a world-open data port
internet.allowFrom(Peer.internet(), Port.tcp(5432), 'x');
// @ts-expect-error HTTPS to the world is written Port.https(), so that every number is meant
internet.allowFrom(Peer.internet(), Port.tcp(443), 'x');
// @ts-expect-error every port to the world
internet.allowFrom(Peer.internet(), Port.all(), 'x');
// @ts-expect-error the internet into a group that was not made for it
group.allowFrom(Peer.internet(), Port.https(), 'x');
// @ts-expect-error the internet into a group that may only reach out
outbound.allowFrom(Peer.internet(), Port.https(), 'x');
// @ts-expect-error a private group out to the internet
group.allowTo(Peer.internet(), Port.https(), 'x');
// @ts-expect-error a data port to the internet
outbound.allowTo(Peer.internet(), Port.tcp(22), 'x');
// @ts-expect-error AWS's public addresses into a private group
group.allowFrom(Peer.prefixList('s3'), Port.https(), 'x');
// @ts-expect-error every port to a block
group.allowFrom(Peer.cidr('10.0.0.0/8'), Port.all(), 'x');
// @ts-expect-error a rule says why
group.allowFrom(outbound, Port.https());
// @ts-expect-error a block is a Peer, so that it is checked
group.allowFrom('10.0.0.0/8', Port.https(), 'x');
