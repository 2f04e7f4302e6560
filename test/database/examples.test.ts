import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import type { TerraformStack } from 'cdktf';
import { ShopDatabase } from '../../docs/examples/database-aurora-cluster';
import { OrdersDatabase } from '../../docs/examples/database-database';
import { Checkout } from '../../docs/examples/database-database-proxy';
import { Catalogue, CatalogueCopy } from '../../docs/examples/database-read-replica';
import { Ledger, LedgerCopy } from '../../docs/examples/database-secondary-aurora-cluster';
import { STAGES } from '../../lib/core';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { Key } from '../../lib/security';
import { Template, testStack } from '../support/template';
import { FUNCTION_ARN, roleIn, vpcIn } from './fixtures';

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

  it.each(STAGES)('database-aurora-cluster.ts is synthesized in %s', (stage) => {
    const template = Template.of(
      (stack) => {
        const vpc = vpcIn(stack);
        new ShopDatabase(stack, 'example', vpc, serviceIn(stack, vpc), 'arn:aws:sns:eu-west-1:123456789012:alarms');
      },
      { stage },
    );
    expect(Object.keys(template.resources('aws_rds_cluster_instance'))).toHaveLength(3);
  });

  it.each(STAGES)('database-database-proxy.ts is synthesized in %s', (stage) => {
    const template = Template.of(
      (stack) => {
        const vpc = vpcIn(stack);
        new Checkout(stack, 'example', vpc, serviceIn(stack, vpc));
      },
      { stage },
    );
    expect(template.resource('aws_db_proxy')).toMatchObject({ engine_family: 'MYSQL' });
  });

  it.each(STAGES)('database-read-replica.ts is synthesized in %s', (stage) => {
    const home = testStack({ stage }, 'home');
    const away = testStack({ stage, region: 'eu-central-1' }, 'away');
    const vpc = vpcIn(home);
    const role = roleIn(home, 'rotation');
    const securityGroup = new SecurityGroup(home, 'rotation-group', { vpc, description: 'Rotation function' });
    const catalogue = new Catalogue(
      home,
      'example',
      vpc,
      { arn: FUNCTION_ARN, role, securityGroup },
      serviceIn(home, vpc),
    );
    new CatalogueCopy(away, 'example', catalogue, vpcIn(away).subnets.data, new Key(away, 'key'));
    expect(Object.keys(Template.fromStack(home).resources('aws_db_instance'))).toHaveLength(2);
    expect(Object.keys(Template.fromStack(away).resources('aws_db_instance'))).toHaveLength(1);
  });

  it.each(STAGES)('database-secondary-aurora-cluster.ts is synthesized in %s', (stage) => {
    const home = testStack({ stage }, 'home');
    const away = testStack({ stage, region: 'eu-central-1' }, 'away');
    const vpc = vpcIn(home);
    const securityGroup = new SecurityGroup(home, 'rotation-group', { vpc, description: 'Rotation function' });
    const rotation = { functionArn: FUNCTION_ARN, role: roleIn(home, 'rotation'), securityGroup };
    const { global } = new Ledger(home, 'example', vpc, rotation);
    const there = vpcIn(away);
    new LedgerCopy(away, 'example', global, there, serviceIn(away, there));
    expect(Template.fromStack(home).resource('aws_rds_global_cluster').deletion_protection).toBe(stage === 'prod');
    expect(Template.fromStack(away).resource('aws_rds_cluster').source_region).toBe('eu-west-1');
  });
});
