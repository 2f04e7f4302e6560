import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import type { Vpc as VpcResource } from '@cdktf/provider-aws/lib/vpc';
import { nameTags, type VpcContext } from './vpc-context';

/**
 * Adopts what EC2 makes with every VPC and empties it: whatever falls back to a default then reaches nothing. CIS AWS 7.0 6.5
 * asks it of the default security group.
 */
export function adoptDefaults(context: VpcContext, vpc: VpcResource): void {
  const { scope } = context;
  const tags = nameTags(context, 'default-unused');
  // An empty list, not an absent one: absent would empty it once and then not look again.
  new DefaultSecurityGroup(scope, 'default-security-group', { vpcId: context.vpcId, ingress: [], egress: [], tags });
  new DefaultRouteTable(scope, 'default-route-table', {
    defaultRouteTableId: vpc.defaultRouteTableId,
    route: [],
    tags,
  });
  new DefaultNetworkAcl(scope, 'default-acl', {
    defaultNetworkAclId: vpc.defaultNetworkAclId,
    tags,
    // A new subnet is in the default ACL until its own is attached, and would show in every later plan as to be removed.
    lifecycle: { ignoreChanges: ['subnet_ids'] },
  });
}
