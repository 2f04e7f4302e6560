import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcEndpointRouteTableAssociation } from '@cdktf/provider-aws/lib/vpc-endpoint-route-table-association';
import { Faults } from '../core';
import { EndpointPolicy } from './endpoint-policy';
import { checkInterfaceService, endpointSpec, type InterfaceService } from './endpoint-services';
import { Peer } from './peer';
import { Port } from './port';
import type { RouteTables } from './route-tables';
import { SecurityGroup } from './security-group';
import type { VpcSubnets } from './tier-subnets';
import { nameTags, type VpcContext, zoneName } from './vpc-context';

/**
 * The VPC's endpoints: ways to AWS that do not cross the internet. S3 and DynamoDB have gateway endpoints, which cost
 * nothing and are always there, on the private tier's route tables; public subnets hold load balancers and NAT gateways
 * only, which read neither. Interface endpoints stand in the private subnets and share one security group, which lets in
 * 443 from the private tier only.
 */
export class Endpoints {
  /** The gateway endpoint of S3. */
  readonly s3: VpcEndpoint;
  /** The gateway endpoint of DynamoDB. */
  readonly dynamodb: VpcEndpoint;
  private readonly policy: EndpointPolicy;
  private readonly interfaces = new Map<string, VpcEndpoint>();
  private group: SecurityGroup | undefined;

  constructor(
    private readonly context: VpcContext,
    tables: RouteTables,
    private readonly subnets: VpcSubnets,
  ) {
    const { scope, plan } = context;
    this.policy = new EndpointPolicy(scope, plan.region, plan.props.endpointAccess ?? {});
    this.s3 = this.createGateway('s3', this.policy.forS3(), tables);
    this.dynamodb = this.createGateway('dynamodb', this.policy.forDynamodb(), tables);
    if (plan.props.dataTier?.s3) this.attach(this.s3, 's3-data', tables.data);
    for (const service of plan.props.interfaceEndpoints ?? []) this.add(service);
  }

  /** What the interface endpoints share, for `group.allowTo(vpc.endpoints, Port.https(), …)`. */
  get securityGroup(): SecurityGroup {
    this.group ??= this.createSecurityGroup();
    return this.group;
  }

  /**
   * Adds an interface endpoint with private DNS in each private subnet; adding it again returns the same.
   *
   * @throws ValidationError when the service is not known and not a whole service name
   */
  add(service: InterfaceService): VpcEndpoint {
    const { scope, plan, vpcId } = this.context;
    const faults = new Faults(scope);
    checkInterfaceService(faults, service);
    faults.throwIfAny();
    const { id, serviceName, privateDns, takesPolicy } = endpointSpec(service, plan.region);
    const made = this.interfaces.get(id);
    if (made) return made;
    const endpoint = new VpcEndpoint(scope, id, {
      vpcId,
      serviceName,
      vpcEndpointType: 'Interface',
      subnetIds: this.subnets.private.ids,
      securityGroupIds: [this.securityGroup.securityGroupId],
      privateDnsEnabled: privateDns,
      policy: takesPolicy ? this.policy.forService(serviceName) : undefined,
      tags: nameTags(this.context, id),
    });
    this.interfaces.set(id, endpoint);
    return endpoint;
  }

  private createGateway(service: 's3' | 'dynamodb', policy: string, tables: RouteTables): VpcEndpoint {
    const { scope, plan, vpcId } = this.context;
    const endpoint = new VpcEndpoint(scope, `endpoint-${service}`, {
      vpcId,
      serviceName: `com.amazonaws.${plan.region}.${service}`,
      vpcEndpointType: 'Gateway',
      policy,
      tags: nameTags(this.context, `endpoint-${service}`),
    });
    for (const [zone, table] of tables.private) {
      this.attach(endpoint, `${service}-private-${zoneName(this.context, zone)}`, table);
    }
    return endpoint;
  }

  /** One resource a table, not a list in the endpoint: a new zone then changes no existing resource. */
  private attach(endpoint: VpcEndpoint, id: string, routeTableId: string): void {
    const ends = { vpcEndpointId: endpoint.id, routeTableId };
    new VpcEndpointRouteTableAssociation(this.context.scope, `endpoint-${id}`, ends);
  }

  private createSecurityGroup(): SecurityGroup {
    const group = new SecurityGroup(this.context.scope, 'endpoints', {
      vpc: this.subnets.private.vpc,
      description: 'Interface endpoints: HTTPS from the private tier',
    });
    // IPv4 only, like the endpoints themselves: not every service has dual-stack ones.
    for (const block of [this.subnets.private, this.subnets.pods].flatMap((subnets) => subnets?.blocks.ipv4 ?? [])) {
      group.allowFrom(Peer.cidr(block), Port.https(), 'workloads call AWS APIs');
    }
    return group;
  }
}
