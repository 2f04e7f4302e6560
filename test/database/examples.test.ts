import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import type { TerraformStack } from 'cdktf';
import { OrdersDatabase } from '../../docs/examples/database-database';
import { STAGES } from '../../lib/core';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { Template } from '../support/template';
import { roleIn, vpcIn } from './fixtures';

/** A service: a role with a security group. */
function serviceIn(stack: TerraformStack, vpc: Vpc) {
  const role = roleIn(stack, 'service');
  const securityGroup = new SecurityGroup(stack, 'service-group', { vpc, description: 'Service' });
  return { roleArn: role.roleArn, allow: role.allow.bind(role), securityGroup };
}

describe('the examples of the reference', () => {
  it.each(STAGES)('database-database.ts is synthesized in %s', (stage) => {
    const template = Template.of(
      (stack) => {
        const vpc = vpcIn(stack);
        new OrdersDatabase(stack, 'example', vpc, serviceIn(stack, vpc), new SnsTopic(stack, 'alarms', {}));
      },
      { stage },
    );
    expect(template.resource('aws_db_instance')).toMatchObject({ db_name: 'orders', max_allocated_storage: 500 });
  });
});
