import type { Construct } from 'constructs';
import { Faults, settingsOf, stageOf } from '../core';
import { AddressPlan, parsePodCidr, parseVpcCidr, ZONE_LETTERS, type ZoneLetter, type ZoneSlots } from './address-plan';
import { checkInterfaceService, type InterfaceService } from './endpoint-services';
import type { FlowLogs } from './flow-logs';
import type { Nat } from './nat';

/** What a VPC of any stage is made of. */
interface CommonVpcProps {
  /** The VPC's block: /16 to /20 of private space. Half of it becomes private, a quarter data, an eighth public; an eighth stays free. */
  readonly cidr: string;
  /**
   * For how many zones each tier keeps addresses: 4 (`a` to `d`) or 8 (`e` and `f` too). Changing it later moves every
   * subnet but those of zone `a`.
   *
   * @default 4
   */
  readonly zoneSlots?: ZoneSlots;
  /** A second block for pods, /16 to /20 of 100.64.0.0/10, with subnets of its own that belong to the private tier. @default none */
  readonly pods?: string;
  /**
   * Dual stack: the VPC gets a /56 of Amazon's, each subnet a /64. The private tier then reaches out over IPv6 by an
   * egress-only gateway, also without NAT; the data tier has no IPv6 route either.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /** What the data tier may reach besides the private tier. @default nothing */
  readonly dataTier?: DataTierProps;
  /** Interface endpoints, in the private tier. More can be added by `vpc.endpoints.add()`. @default none */
  readonly interfaceEndpoints?: readonly InterfaceService[];
  /** Who may use the endpoints and what they may read through them. @default the stack's own account */
  readonly endpointAccess?: EndpointAccess;
  /** Where traffic is logged to; there is no way to leave it out. @default FlowLogs.toCloudWatch() */
  readonly flowLogs?: FlowLogs;
  /** EKS clusters whose load balancers find the subnets by the tag `kubernetes.io/cluster/<name>`. @default none */
  readonly clusters?: readonly string[];
  /** The value of the tag `karpenter.sh/discovery` on private subnets. @default no such tag */
  readonly karpenterDiscovery?: string;
}

/** What the data tier may reach besides the private tier. */
export interface DataTierProps {
  /**
   * A route to S3 by the gateway endpoint, for database exports and imports. Network ACLs know no prefix lists, so the
   * tier's ACL then lets 443 out to any address, and replies in: the route table still leads to S3 only.
   *
   * @default false
   */
  readonly s3?: boolean;
}

/** What the endpoints' policies let through. */
export interface EndpointAccess {
  /** Accounts besides the stack's own whose principals may use the endpoints, 12 digits each. @default none */
  readonly accounts?: readonly string[];
  /** Buckets of others that anybody in the VPC may read through the S3 endpoint, as names. @default only those that AWS needs */
  readonly readableBuckets?: readonly string[];
}

/** A VPC in prod: at least two zones, and no single NAT gateway. */
export interface ProdVpcProps extends CommonVpcProps {
  /** The stack's stage; left out, prod's rules hold. @default the stack's */
  readonly stage?: 'prod';
  /** The zones, by letter. */
  readonly availabilityZones: readonly [ZoneLetter, ZoneLetter, ...ZoneLetter[]];
  /** How the private tier reaches the internet: no single gateway in prod. */
  readonly nat: Nat<'none' | 'perZone'>;
}

/** A VPC below prod: one zone and one NAT gateway are allowed. */
export interface LowerStageVpcProps extends CommonVpcProps {
  /** The stack's stage, said aloud because it loosens the rules. */
  readonly stage: 'sandbox' | 'staging';
  /** The zones, by letter. */
  readonly availabilityZones: readonly [ZoneLetter, ...ZoneLetter[]];
  /** How the private tier reaches the internet. */
  readonly nat: Nat;
}

/** What a {@link Vpc} is made of. */
export type VpcProps = ProdVpcProps | LowerStageVpcProps;

/** Checked props: what the parts of a VPC are built from. */
export interface VpcPlan {
  readonly addresses: AddressPlan;
  readonly region: string;
  /** In the order of the alphabet, so that the order in which they were given changes nothing. */
  readonly zones: readonly ZoneLetter[];
  readonly natZones: readonly ZoneLetter[];
  readonly props: VpcProps;
}

/**
 * Checks all props at once.
 *
 * @throws ValidationError with every fault
 */
export function planVpc(scope: Construct, props: VpcProps): VpcPlan {
  const faults = new Faults(scope);
  const region = checkRegion(faults, scope);
  const cidr = parseVpcCidr(faults, props.cidr);
  const pods = props.pods === undefined ? undefined : parsePodCidr(faults, props.pods, cidr);
  const stage = faults.attempt('stage', () => stageOf(scope, props.stage));
  checkZones(faults, props);
  checkNat(faults, props);
  if (stage === 'prod') checkProd(faults, props);
  if (stage !== undefined) props.flowLogs?.validate(faults, stage);
  checkDiscovery(faults, props);
  checkAccess(faults, props.endpointAccess ?? {});
  for (const service of props.interfaceEndpoints ?? []) checkInterfaceService(faults, service);
  faults.throwIfAny();
  const addresses = new AddressPlan(cidr as NonNullable<typeof cidr>, props.zoneSlots ?? 4, pods);
  const zones = [...props.availabilityZones].sort();
  const natZones = (props.nat as Nat).gatewayZones(props.availabilityZones);
  return { addresses, region: region as string, zones, natZones, props };
}

function checkRegion(faults: Faults, scope: Construct): string | undefined {
  const { region } = settingsOf(scope);
  faults.check(region !== undefined, {
    prop: 'region',
    expected: 'known at synth, because ids and addresses come from the zones’ names',
    got: region,
    fix: "Call configureStack(stack, { stage, region: 'eu-west-1' }) with the region that the provider uses.",
  });
  return region;
}

function checkZones(faults: Faults, { availabilityZones: zones, zoneSlots = 4 }: VpcProps): void {
  const known = ZONE_LETTERS.slice(0, zoneSlots);
  faults.check([4, 8].includes(zoneSlots), {
    prop: 'zoneSlots',
    expected: '4 or 8',
    got: zoneSlots,
    fix: 'Write 8 only where zone e or f is used.',
  });
  faults.check(zones.length > 0 && new Set<string>(zones).size === zones.length, {
    prop: 'availabilityZones',
    expected: 'at least one zone, each named once',
    got: zones,
    fix: "Write for example ['a', 'b', 'c'].",
  });
  const unknown = zones.filter((zone) => !known.includes(zone));
  faults.check(unknown.length === 0, {
    prop: 'availabilityZones',
    expected: `letters of ${known.join(', ')}`,
    got: unknown,
    fix: unknown.some((zone) => ZONE_LETTERS.includes(zone))
      ? 'Set `zoneSlots: 8` to keep addresses for zones e and f: it halves each subnet, so decide it before the first deployment.'
      : 'Write the letter only: the region comes from the stack.',
  });
}

function checkNat(faults: Faults, { nat, availabilityZones: zones }: VpcProps): void {
  const { zone } = nat as Nat;
  faults.check(zone === undefined || (zones as readonly ZoneLetter[]).includes(zone), {
    prop: 'nat',
    expected: `in one of the zones ${zones.join(', ')}`,
    got: zone,
    fix: 'Name a zone of `availabilityZones`.',
  });
}

function checkProd(faults: Faults, { nat, availabilityZones: zones }: VpcProps): void {
  faults.check((nat as Nat).kind !== 'single', {
    prop: 'nat',
    expected: 'Nat.perZone() or Nat.none() in prod',
    got: 'Nat.single()',
    fix: 'A single gateway takes all zones offline with its own: use Nat.perZone().',
  });
  faults.check(zones.length >= 2, {
    prop: 'availabilityZones',
    expected: 'at least two zones in prod',
    got: zones,
    fix: 'Add a zone: nothing that exists moves.',
  });
}

function checkDiscovery(faults: Faults, { clusters = [], karpenterDiscovery }: VpcProps): void {
  for (const name of clusters) {
    faults.check(/^[0-9A-Za-z][\w-]{0,99}$/.test(name), {
      prop: 'clusters',
      expected: 'the name of an EKS cluster: 1 to 100 letters, digits, - or _',
      got: name,
      fix: 'Write the cluster’s name, not its ARN.',
    });
  }
  faults.check(karpenterDiscovery === undefined || /^[\w.:/=+@ -]{1,256}$/.test(karpenterDiscovery), {
    prop: 'karpenterDiscovery',
    expected: '1 to 256 letters, digits, spaces or _.:/=+-@',
    got: karpenterDiscovery,
    fix: 'Write what the subnet selector of the EC2NodeClass asks for: usually the cluster’s name.',
  });
}

function checkAccess(faults: Faults, { accounts = [], readableBuckets = [] }: EndpointAccess): void {
  for (const account of accounts) {
    faults.check(/^\d{12}$/.test(account), {
      prop: 'endpointAccess.accounts',
      expected: '12 digits',
      got: account,
      fix: 'Write the account id, not an ARN.',
    });
  }
  for (const bucket of readableBuckets) {
    faults.check(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket), {
      prop: 'endpointAccess.readableBuckets',
      expected: 'the exact name of a bucket',
      got: bucket,
      fix: 'Write the name without `arn:aws:s3:::`, path or wildcard.',
    });
  }
}
