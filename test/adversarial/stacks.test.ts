/** Bad configurations that only the JSON of all stacks together shows. */
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { TerraformStack } from 'cdktf';
import { Attempt, tags } from './support';

let attempt: Attempt;
beforeEach(() => {
  attempt = new Attempt();
});
afterEach(() => attempt.remove());

function network(stack: TerraformStack) {
  const vpc = new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16', tags });
  const gateway = new InternetGateway(stack, 'gateway', { vpcId: vpc.id, tags });
  const subnet = new Subnet(stack, 'data', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24', tags });
  const table = new RouteTable(stack, 'table', { vpcId: vpc.id, tags });
  new RouteTableAssociation(stack, 'association', { subnetId: subnet.id, routeTableId: table.id });
  return { gateway, subnet, table };
}

it('finds a database subnet that a third stack made public, and names the whole way', () => {
  const { gateway, subnet, table } = network(attempt.stack);
  const database = attempt.addStack('database');
  new DbSubnetGroup(database, 'group', { subnetIds: [subnet.id], tags });
  database.addOverride('resource.aws_db_instance.orders', {
    db_subnet_group_name: '${aws_db_subnet_group.group.name}',
    storage_encrypted: true,
    deletion_protection: true,
    multi_az: true,
    backup_retention_period: 14,
    tags,
  });
  new Route(attempt.addStack('later'), 'default', {
    routeTableId: table.id,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: gateway.id,
  });
  const refusal = attempt.synth();
  expect(refusal?.findings.map((finding) => `${finding.stack} ${finding.rule} ${finding.address}`)).toEqual([
    'database SEC-DB-PUBLIC-SUBNET aws_db_instance.orders',
  ]);
  for (const part of [
    'aws_subnet.data',
    'aws_route_table.table',
    'aws_route.default',
    'aws_internet_gateway.gateway',
  ]) {
    expect(refusal?.findings[0]?.message).toContain(part);
  }
});

it('accepts the same stacks when the route is another table’s', () => {
  const { gateway, subnet } = network(attempt.stack);
  const database = attempt.addStack('database');
  new DbSubnetGroup(database, 'group', { subnetIds: [subnet.id], tags });
  const later = attempt.addStack('later');
  const other = new RouteTable(later, 'public', { vpcId: 'vpc-1', tags });
  new Route(later, 'default', { routeTableId: other.id, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.id });
  expect(attempt.synth()).toBeUndefined();
});

it('refuses a module and a provisioner that hide what they do', () => {
  attempt.stack.addOverride('module.vpc', { source: 'git::https://example.com/vpc.git' });
  attempt.stack.addOverride('resource.terraform_data.seed', { provisioner: [{ 'local-exec': { command: 'true' } }] });
  expect(attempt.synth()?.findings.map((finding) => finding.rule)).toEqual(['SEC-OPAQUE-MODULE', 'SEC-PROVISIONER']);
});
