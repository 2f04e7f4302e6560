import type { TerraformStack } from 'cdktf';
import { NodeGroup, onDemandPool } from '../../lib/cluster';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { roleIn, vpcIn } from '../database/fixtures';

/** A group of two to six nodes of a cluster that is elsewhere. */
export function nodesIn(stack: TerraformStack): NodeGroup {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  return new NodeGroup(stack, 'nodes', {
    pool: onDemandPool({ name: 'apps', instanceTypes: ['m7g.large'], scaling: { min: 2, max: 6 } }),
    clusterName: 'apps',
    version: '1.35',
    subnets: vpc.subnets.private,
    securityGroup: new SecurityGroup(stack, 'nodes-group', { vpc, description: 'Nodes' }),
    role: roleIn(stack, 'nodes-role'),
    after: [],
  });
}
