import type { Tier } from './subnets';

/** One rule of a network ACL. */
export interface AclRule {
  /** Its place: the lowest number that matches decides. */
  readonly number: number;
  /** The IANA number, which is how EC2 stores it: 6 is TCP, 1 is ICMP, 58 is ICMPv6, -1 is all. */
  readonly protocol: '6' | '1' | '58' | '-1';
  /** First and last port. */
  readonly ports: readonly [number, number];
  /** The IPv4 block, or */
  readonly cidr?: string;
  /** the IPv6 block. */
  readonly ipv6?: string;
  /** ICMP type and code. */
  readonly icmp?: readonly [number, number];
}

/** The rules of one tier's ACL; what no rule allows is denied. */
export interface AclRules {
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
}

/** What the rules depend on. */
export interface AclInput {
  readonly ipv4: Readonly<Record<Tier, string>>;
  /** The second block; its pods belong to the private tier. */
  readonly pods?: string;
  /** The tiers' blocks; the private one holds the pods too. */
  readonly ipv6?: Readonly<Record<Tier, string>>;
  /** True when the private tier has a NAT gateway. */
  readonly nat: boolean;
  /** True when the data tier has a route to S3. */
  readonly dataToS3: boolean;
}

type Ports = readonly [number, number];
const ALL: Ports = [0, 0];
const ANY_PORT: Ports = [0, 65_535];
const HTTP: Ports = [80, 80];
const HTTPS: Ports = [443, 443];
/**
 * Where replies arrive. NAT gateways and load balancers use 1024 to 65535, and so does a node that translates its pods'
 * addresses: the VPC CNI's iptables rule with `--random-fully` does not keep to Linux's 32768 to 60999. See
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const EPHEMERAL: Ports = [1024, 65_535];
/**
 * The same without 3389. CIS AWS 7.0 6.2 and Security Hub EC2.21 forbid to let the world in to it and read allow rules one by
 * one, so a deny in front would not do. A reply to that port is lost, one connection in 64,512, and is made again.
 */
const EPHEMERAL_FROM_WORLD: readonly Ports[] = [
  [1024, 3388],
  [3390, 65_535],
];
/** Where replies arrive at a Linux or Windows host whose address nobody translates. */
const HOST_EPHEMERAL: Ports = [32_768, 65_535];
/** "Fragmentation needed" and its IPv6 twin: without them large packets vanish on paths with a smaller MTU. */
const PATH_MTU = { ipv4: [3, 4], ipv6: [2, 0] } as const;

/**
 * The ACL of each tier. ACLs keep no state: each flow has its way and its way back here, and security groups decide
 * who may open one. At most 20 rules a direction:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export function networkAclRules(input: AclInput): Readonly<Record<Tier, AclRules>> {
  return { public: publicRules(input), private: privateRules(input), data: dataRules(input) };
}

/** Load balancers and NAT gateways: web from the world, replies, and anything with the private tier. */
function publicRules(input: AclInput): AclRules {
  const inside = fromPrivate(input, 100, '-1', ALL);
  const replies = EPHEMERAL_FROM_WORLD.flatMap((ports, index) => world(input, 320 + 10 * index, ports));
  return {
    ingress: [...inside, ...world(input, 300, HTTP), ...world(input, 310, HTTPS), ...replies, ...pathMtu(input)],
    egress: [...inside, ...world(input, 300, HTTP), ...world(input, 310, HTTPS), ...world(input, 320, EPHEMERAL)],
  };
}

/** Workloads and interface endpoints: anything with public and private, TCP to data, and out where there is a way out. */
function privateRules(input: AclInput): AclRules {
  const inside = [...fromPrivate(input, 100, '-1', ALL), ...from(input, 'public', 120, '-1', ALL)];
  const fromData = [...from(input, 'data', 130, '6', EPHEMERAL), ...from(input, 'data', 140, '6', HTTPS)];
  // The gateway endpoints of S3 and DynamoDB answer from public addresses, so these are needed without NAT too.
  const replies = EPHEMERAL_FROM_WORLD.map((ports, index) => tcp(320 + 10 * index, ports, { cidr: '0.0.0.0/0' }));
  const replies6 = input.ipv6 ? [tcp(341, HOST_EPHEMERAL, { ipv6: '::/0' })] : [];
  return {
    ingress: [...inside, ...fromData, ...replies, ...replies6, ...pathMtu(input)],
    egress: [...inside, ...from(input, 'data', 130, '6', ANY_PORT), ...privateToWorld(input)],
  };
}

function privateToWorld(input: AclInput): AclRule[] {
  const more: readonly [number, Ports][] = [
    [310, HTTP],
    [320, EPHEMERAL],
  ];
  const { nat } = input;
  return [
    ...world(input, 300, HTTPS),
    ...more.flatMap(([number, ports]) => world(input, number, ports).filter(({ ipv6 }) => nat || ipv6 !== undefined)),
  ];
}

/** Databases and caches: TCP from the private tier, 443 to its interface endpoints, and anything among themselves. */
function dataRules(input: AclInput): AclRules {
  const itself = from(input, 'data', 130, '-1', ALL);
  const world4 = { cidr: '0.0.0.0/0' };
  return {
    ingress: [
      ...fromPrivate(input, 100, '6', ANY_PORT),
      ...itself,
      ...(input.dataToS3 ? [tcp(300, HOST_EPHEMERAL, world4)] : []),
    ],
    egress: [
      ...fromPrivate(input, 100, '6', EPHEMERAL),
      ...from(input, 'private', 120, '6', HTTPS),
      ...itself,
      ...(input.dataToS3 ? [tcp(300, HTTPS, world4)] : []),
    ],
  };
}

/** The private tier with its pods: `number` for its own block, +10 for the pods', +1 for IPv6. */
function fromPrivate(input: AclInput, number: number, protocol: AclRule['protocol'], ports: Ports): AclRule[] {
  const pods = input.pods === undefined ? [] : [{ number: number + 10, protocol, ports, cidr: input.pods }];
  return [...from(input, 'private', number, protocol, ports), ...pods];
}

function from(input: AclInput, tier: Tier, number: number, protocol: AclRule['protocol'], ports: Ports): AclRule[] {
  const ipv6 = input.ipv6 ? [{ number: number + 1, protocol, ports, ipv6: input.ipv6[tier] }] : [];
  return [{ number, protocol, ports, cidr: input.ipv4[tier] }, ...ipv6];
}

function world(input: AclInput, number: number, ports: Ports): AclRule[] {
  const ipv6 = input.ipv6 ? [tcp(number + 1, ports, { ipv6: '::/0' })] : [];
  return [tcp(number, ports, { cidr: '0.0.0.0/0' }), ...ipv6];
}

function tcp(number: number, ports: Ports, block: Pick<AclRule, 'cidr' | 'ipv6'>): AclRule {
  return { number, protocol: '6', ports, ...block };
}

function pathMtu(input: AclInput): AclRule[] {
  const ipv4: AclRule = { number: 400, protocol: '1', ports: ALL, icmp: PATH_MTU.ipv4, cidr: '0.0.0.0/0' };
  const ipv6: AclRule = { number: 401, protocol: '58', ports: ALL, icmp: PATH_MTU.ipv6, ipv6: '::/0' };
  return input.ipv6 ? [ipv4, ipv6] : [ipv4];
}
