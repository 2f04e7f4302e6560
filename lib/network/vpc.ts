import type { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { Vpc as VpcResource } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import { Faults, stageOf, tagsOf } from '../core';
import type { ZoneLetter } from './address-plan';
import { adoptDefaults } from './defaults';
import { Endpoints } from './endpoints';
import { FlowLogs } from './flow-logs';
import { ImportedVpc, type VpcAttributes } from './imported-vpc';
import { createGateways, createNatGateways } from './internet';
import { createNetworkAcls } from './network-acls';
import { createRoutes, createRouteTables } from './route-tables';
import type { VpcReference } from './subnets';
import { createSubnets, type VpcSubnets } from './tier-subnets';
import { ipv6Blocks, type VpcContext } from './vpc-context';
import { planVpc, type VpcPlan, type VpcProps } from './vpc-props';

/**
 * A VPC of three tiers: public for load balancers and NAT gateways, private for workloads, data for databases, which has
 * no route out at all and talks to the private tier only. Every subnet has a route table and a network ACL of its tier;
 * the VPC's defaults are emptied. Traffic is logged, S3 and DynamoDB are reached without crossing the internet. Ids and
 * addresses come from the zones' letters: a zone can be added without touching what exists, save the list of subnets in
 * each interface endpoint, which grows in place.
 *
 * The network ACLs let the world reach the public tier on TCP 80 and 443; public and private tier talk freely; the private
 * tier, pods included, reaches data on any TCP port, and data answers, calls its interface endpoints on 443 and talks to
 * itself. They hold the tiers apart; who may open which connection inside them is for security groups.
 *
 * See https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html; CIS AWS 7.0 6.2 to 6.5.
 *
 * @throws ValidationError with every fault of the props, or when the stack's region is not known at synth
 */
export class Vpc extends Construct implements VpcReference {
  /**
   * A VPC that exists elsewhere. Its subnets count as a tier only after their route tables were looked up at plan.
   *
   * @throws ValidationError when an id or the block is malformed
   */
  static fromAttributes<A extends VpcAttributes>(scope: Construct, id: string, attributes: A): ImportedVpc<A> {
    return new ImportedVpc(scope, id, attributes);
  }

  /** The `aws_vpc`. */
  readonly resource: VpcResource;
  /** The VPC's id, as a reference. */
  readonly vpcId: string;
  /** The subnets, by tier. */
  readonly subnets: VpcSubnets;
  /** Gateway and interface endpoints. */
  readonly endpoints: Endpoints;
  /** The VPC's own IPv4 block. */
  readonly cidr: string;
  /** The VPC's IPv6 block, as a reference; nothing where it is IPv4 only. */
  readonly ipv6CidrBlock: string | undefined;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const plan = planVpc(this, props);
    this.resource = this.createVpc(plan);
    this.vpcId = this.resource.id;
    this.cidr = props.cidr;
    this.ipv6CidrBlock = props.ipv6 ? this.resource.ipv6CidrBlock : undefined;
    const context: VpcContext = {
      scope: this,
      plan,
      vpcId: this.vpcId,
      ipv6: this.ipv6CidrBlock ? ipv6Blocks(this.ipv6CidrBlock) : undefined,
    };
    adoptDefaults(context, this.resource);
    const tables = createRouteTables(context);
    this.subnets = createSubnets(context, tables, createNetworkAcls(context));
    this.connectToInternet(context, tables);
    this.endpoints = new Endpoints(context, tables, this.subnets);
    this.addFlowLogs('flow-logs', props.flowLogs ?? FlowLogs.toCloudWatch());
  }

  /**
   * Logs the traffic to a further place, for example to a central bucket.
   *
   * @throws ValidationError when the retention is not one of CloudWatch's steps, or too short for prod
   */
  addFlowLogs(id: string, flowLogs: FlowLogs): FlowLog {
    const faults = new Faults(this);
    flowLogs.validate(faults, stageOf(this));
    faults.throwIfAny();
    return flowLogs.attach(new Construct(this, id), this.vpcId);
  }

  private createVpc({ props }: VpcPlan): VpcResource {
    return new VpcResource(this, 'vpc', {
      cidrBlock: props.cidr,
      assignGeneratedIpv6CidrBlock: props.ipv6 || undefined,
      // Private names of interface endpoints need both.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tagsOf(this, { Name: this.node.path.replaceAll('/', '-') }),
    });
  }

  private connectToInternet(context: VpcContext, tables: ReturnType<typeof createRouteTables>): void {
    const gateways = createGateways(context);
    const publicSubnets = new Map(this.subnets.public.all.map(({ zone, subnetId }) => [zone, subnetId]));
    const subnetIn = (zone: ZoneLetter): string => publicSubnets.get(zone) as string;
    createRoutes(context, tables, gateways, createNatGateways(context, gateways, subnetIn));
  }
}
