import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { TerraformStack } from 'cdktf';
import { Secret } from '../../lib/security';
import { Template } from '../support/template';
import { clusterIn } from './aurora-fixtures';
import { databaseIn, roleIn, rotatedIn } from './fixtures';

type Json = Record<string, unknown>;
const ACCOUNT = '123456789012';
const ROLES = ['api', 'web', 'stranger'];
const USERS = ['api_user', 'web_user', 'dbowner', 'api_user2'];

/** A database of each kind, and what two roles were granted. */
const template = Template.of((stack: TerraformStack) => {
  const [api, web] = ROLES.map((id) => roleIn(stack, id));
  if (!api || !web) throw new Error('no roles');
  databaseIn(stack).grantConnect(api, 'api_user');
  databaseIn(stack, {}, 'billing')
    .addProxy('proxy', { users: [new Secret(stack, 'user')] })
    .grantConnect(web, 'web_user');
  rotatedIn(stack, {}, 'stock').addReadReplica('replica').grantConnect(web, 'web_user');
  clusterIn(stack, {}, 'shop').grantConnect(api, 'api_user');
});

/** What AWS would call each of them, by the expression that stands for it in the policies. */
const RESOURCE_IDS: Readonly<Record<string, RegExp>> = {
  'db-ORDERS': /\$\{aws_db_instance\.orders_instance_\w+\.resource_id\}/g,
  'db-BILLING': /\$\{aws_db_instance\.billing_instance_\w+\.resource_id\}/g,
  'prx-billing': /\$\{element\(split\(":", aws_db_proxy\.billing_proxy_\w+\.arn\), 6\)\}/g,
  'db-STOCK': /\$\{aws_db_instance\.stock_instance_\w+\.resource_id\}/g,
  'db-REPLICA': /\$\{aws_db_instance\.stock_replica_instance_\w+\.resource_id\}/g,
  'cluster-SHOP': /\$\{aws_rds_cluster\.shop_cluster_\w+\.cluster_resource_id\}/g,
};

/** The policy of a role as AWS would see it. */
function policiesOf(role: string): { name: string; policy: unknown }[] {
  const policies = Object.entries(template.resources('aws_iam_role_policy'));
  return policies
    .filter(([name]) => name.startsWith(`${role}_`))
    .map(([name, policy]) => {
      const text = Object.entries(RESOURCE_IDS).reduce(
        (current, [id, expression]) => current.replaceAll(expression, id),
        String((policy as Json).policy),
      );
      if (text.includes('${')) throw new Error(`a reference is left in ${text}`);
      return { name, policy: JSON.parse(text) };
    });
}

async function isAllowed(role: string, resourceId: string, user: string): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        action: 'rds-db:connect',
        resource: { resource: `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:${resourceId}/${user}`, accountId: ACCOUNT },
        contextVariables: {},
      },
      identityPolicies: policiesOf(role),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult === 'Allowed';
}

/** Every login that a role has, of every database and user that there is. */
async function loginsOf(role: string): Promise<string[]> {
  const logins: string[] = [];
  for (const resourceId of Object.keys(RESOURCE_IDS)) {
    for (const user of USERS) if (await isAllowed(role, resourceId, user)) logins.push(`${resourceId}/${user}`);
  }
  return logins;
}

describe('grantConnect, simulated', () => {
  it.each([
    ['api', ['db-ORDERS/api_user', 'cluster-SHOP/api_user']],
    ['web', ['prx-billing/web_user', 'db-REPLICA/web_user']],
    ['stranger', []],
  ])('lets %s log in where it was granted, as the user that was named, and nowhere else', async (role, logins) => {
    expect(await loginsOf(role)).toEqual(logins);
  });
});
