import { DataAwsRouteTable } from '@cdktf/provider-aws/lib/data-aws-route-table';
import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { Construct } from 'constructs';
import { Cidr, Faults, settingsOf } from '../core';
import { ZONE_LETTERS, type ZoneLetter } from './address-plan';
import { type Subnet, Subnets, type Tier, type VpcReference } from './subnets';

/** The ids of a tier's subnets, by letter of their zone. */
export type SubnetIds = Readonly<Partial<Record<ZoneLetter, string>>>;

/** What must be said of a VPC that exists elsewhere. */
export interface VpcAttributes {
  /** Its id: `vpc-0123456789abcdef0`, or a reference. */
  readonly vpcId: string;
  /** Its IPv4 block. */
  readonly cidr: string;
  /** Its IPv6 block. @default IPv4 only */
  readonly ipv6CidrBlock?: string;
  /** Its region. @default the stack's */
  readonly region?: string;
  /** Subnets with a route to an internet gateway. @default none */
  readonly publicSubnetIds?: SubnetIds;
  /** Subnets without one. @default none */
  readonly privateSubnetIds?: SubnetIds;
  /** Subnets without any way out. @default none */
  readonly dataSubnetIds?: SubnetIds;
}

type TierOf<A, K extends keyof VpcAttributes, T extends Tier> =
  A extends Readonly<Record<K, SubnetIds>> ? Subnets<T> : undefined;

/** The tiers that were named; the others are not there, in the type either. */
export interface ImportedSubnets<A extends VpcAttributes> {
  /** Public subnets, if they were named. */
  readonly public: TierOf<A, 'publicSubnetIds', 'public'>;
  /** Private subnets, if they were named. */
  readonly private: TierOf<A, 'privateSubnetIds', 'private'>;
  /** Data subnets, if they were named. */
  readonly data: TierOf<A, 'dataSubnetIds', 'data'>;
}

/**
 * What the routes of a tier's subnets must be, as a Terraform condition on `data.aws_route_table`, and what to say when
 * they are not. A route's unused targets are empty strings there.
 */
const PROOF: Readonly<Record<Tier, { readonly condition: string; readonly message: string }>> = {
  public: {
    condition: '${anytrue([for route in self.routes : startswith(route.gateway_id, "igw-")])}',
    message: 'has no route to an internet gateway, so it is not public',
  },
  private: {
    condition: '${alltrue([for route in self.routes : !startswith(route.gateway_id, "igw-")])}',
    message: 'has a route to an internet gateway, so it is public, not private',
  },
  data: {
    // Targets are named that may stay: a new kind of gateway is then refused until somebody looked at it. `try`, because
    // Terraform before 1.12 evaluates both sides of `||`, also for a route without an IPv6 block.
    condition:
      '${alltrue([for route in self.routes : route.gateway_id == "local" || startswith(route.gateway_id, "vpce-") || ' +
      '(alltrue([for block in [route.cidr_block, route.ipv6_cidr_block] : try(tonumber(split("/", block)[1]), 32) >= 8]) && ' +
      'route.destination_prefix_list_id == "" && (route.transit_gateway_id != "" || route.vpc_peering_connection_id != ""))])}',
    message:
      'has a way out of the VPC (only local, gateway endpoint, peering and transit gateway routes of /8 or narrower may stay), so it is not a data subnet',
  },
};

/**
 * A VPC that this app does not manage. Each subnet is looked up at plan, and the plan fails when it is in another VPC or
 * zone, has no route table of its own, or its routes are not those of its tier.
 */
export class ImportedVpc<A extends VpcAttributes = VpcAttributes> extends Construct implements VpcReference {
  /** The VPC's id. */
  readonly vpcId: string;
  /** The VPC's IPv4 block. */
  readonly cidr: string;
  /** The VPC's IPv6 block; nothing where it is IPv4 only. */
  readonly ipv6CidrBlock: string | undefined;
  /** The subnets of the tiers that were named. */
  readonly subnets: ImportedSubnets<A>;
  private readonly region: string;

  constructor(scope: Construct, id: string, attributes: A) {
    super(scope, id);
    this.region = validate(this, attributes);
    this.vpcId = attributes.vpcId;
    this.cidr = attributes.cidr;
    this.ipv6CidrBlock = attributes.ipv6CidrBlock;
    const { publicSubnetIds, privateSubnetIds, dataSubnetIds } = attributes;
    this.subnets = {
      public: this.prove('public', publicSubnetIds),
      private: this.prove('private', privateSubnetIds),
      data: this.prove('data', dataSubnetIds),
    } as ImportedSubnets<A>;
  }

  private prove<T extends Tier>(tier: T, ids: SubnetIds | undefined): Subnets<T> | undefined {
    if (ids === undefined) return undefined;
    const all = ZONE_LETTERS.flatMap((zone) => {
      const subnetId = ids[zone];
      return subnetId === undefined ? [] : [this.proveSubnet(tier, zone, subnetId)];
    });
    return new Subnets(tier, this, all, { ipv4: all.map(({ cidr }) => cidr), ipv6: [] });
  }

  private proveSubnet(tier: Tier, zone: ZoneLetter, subnetId: string): Subnet {
    const availabilityZone = `${this.region}${zone}`;
    const id = `${tier}-${availabilityZone}`;
    const { condition, message } = PROOF[tier];
    const say = (text: string): string => `${this.node.path}: the ${tier} subnet ${subnetId} ${text}.`;
    const table = new DataAwsRouteTable(this, `${id}-routes`, {
      subnetId,
      lifecycle: { postcondition: [{ condition, errorMessage: say(message) }] },
    });
    const place = `\${self.vpc_id == "${this.vpcId}" && self.availability_zone == "${availabilityZone}"}`;
    const subnet = new DataAwsSubnet(this, id, {
      id: subnetId,
      lifecycle: {
        postcondition: [{ condition: place, errorMessage: say(`is not in ${this.vpcId} and ${availabilityZone}`) }],
        // Mentioned here, so that whatever takes the subnet waits for the proof.
        precondition: [
          {
            condition: `\${data.aws_route_table.${table.friendlyUniqueId}.id != ""}`,
            errorMessage: say('has no route table of its own'),
          },
        ],
      },
    });
    return { subnetId: subnet.id, zone, availabilityZone, cidr: subnet.cidrBlock };
  }
}

function validate(scope: Construct, attributes: VpcAttributes): string {
  const faults = new Faults(scope);
  faults.attempt('cidr', () => Cidr.parse(attributes.cidr));
  const region = attributes.region ?? settingsOf(scope).region;
  faults.check(region !== undefined, {
    prop: 'region',
    expected: 'known at synth, because the zones’ names are checked',
    got: region,
    fix: "Give `region`, or call configureStack(stack, { stage, region: 'eu-west-1' }).",
  });
  checkId(faults, 'vpcId', 'vpc', attributes.vpcId);
  for (const prop of ['publicSubnetIds', 'privateSubnetIds', 'dataSubnetIds'] as const) {
    for (const [zone, id] of Object.entries(attributes[prop] ?? {})) {
      checkId(faults, `${prop}.${zone}`, 'subnet', id);
      faults.check((ZONE_LETTERS as readonly string[]).includes(zone), {
        prop,
        expected: `keyed by the letter of the zone, ${ZONE_LETTERS.join(', ')}`,
        got: zone,
        fix: `Write { a: '${id}' } for a subnet of zone a.`,
      });
    }
  }
  faults.throwIfAny();
  return region as string;
}

function checkId(faults: Faults, prop: string, kind: string, id: string): void {
  faults.check(new RegExp(`^${kind}-[0-9a-f]{8,17}$`).test(id) || id.includes('${'), {
    prop,
    expected: `the id of a ${kind}`,
    got: id,
    fix: `Write it as the console shows it: ${kind}-0123456789abcdef0.`,
  });
}
