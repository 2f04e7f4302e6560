import { ShopConnections } from '../../docs/examples/network-security-group';
import { ShopNetwork } from '../../docs/examples/network-vpc';
import { Template, testStack } from '../support/template';

describe('examples', () => {
  it('a network for an EKS cluster, and who may talk to whom in it', () => {
    const stack = testStack({ stage: 'prod' });
    const { vpc } = new ShopNetwork(stack, 'network');
    new ShopConnections(stack, 'connections', vpc);
    const template = Template.fromStack(stack);
    expect(Object.keys(template.resources('aws_subnet'))).toHaveLength(12);
    expect(Object.keys(template.resources('aws_vpc_endpoint'))).toHaveLength(7);
    expect(Object.keys(template.resources('aws_vpc_security_group_egress_rule'))).toHaveLength(5);
    expect(template.resource('aws_flow_log')).toHaveProperty('log_destination_type', 's3');
  });
});
