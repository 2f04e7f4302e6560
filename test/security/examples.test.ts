import type { TerraformStack } from 'cdktf';
import { OrdersKey } from '../../docs/examples/security-key';
import { OrdersRoles } from '../../docs/examples/security-role';
import { PaymentCredentials } from '../../docs/examples/security-secret';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';

const service = (stack: TerraformStack): Role =>
  new Role(stack, 'service', { assumedBy: Principal.service('ec2.amazonaws.com') });

describe('the examples of the reference', () => {
  it.each<[string, (stack: TerraformStack) => void, string]>([
    ['security-key', (stack) => void new OrdersKey(stack, 'example', service(stack)), 'aws_kms_alias'],
    ['security-role', (stack) => void new OrdersRoles(stack, 'example'), 'aws_iam_role_policy_attachment'],
    [
      'security-secret',
      (stack) => void new PaymentCredentials(stack, 'example', service(stack)),
      'aws_secretsmanager_secret_rotation',
    ],
  ])('%s.ts is synthesized in every stage', (_name, build, type) => {
    for (const stage of ['sandbox', 'staging', 'prod'] as const) {
      expect(Object.keys(Template.of(build, { stage }).resources(type))).toHaveLength(1);
    }
  });
});
