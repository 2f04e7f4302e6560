import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Cache, CacheAccess, onDemandNodes, ServerlessCache } from '../../lib/cache';
import { Size } from '../../lib/core';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';
import { vpcIn } from './fixtures';

type Json = Record<string, unknown>;
const ACCOUNT = '123456789012';
const ROLES = ['api', 'web', 'stranger'] as const;
const CACHES = ['sessions', 'carts', 'pages'] as const;
const KINDS = {
  aws_elasticache_replication_group: 'replicationgroup',
  aws_elasticache_serverless_cache: 'serverlesscache',
  aws_elasticache_user: 'user',
} as const;

/** The ARN that AWS would give to a resource, made from its Terraform name. */
const arnOf = (type: keyof typeof KINDS, name: string): string =>
  `arn:aws:elasticache:eu-west-1:${ACCOUNT}:${KINDS[type]}:${name.replace(/_[0-9A-F]{8}$/, '').replaceAll('_', '-')}`;

/** Two caches on nodes and a serverless one, each with the users reader and writer; what two roles were granted. */
const template = Template.of((stack) => {
  const subnets = vpcIn(stack).subnets.data;
  const [api, web] = ROLES.map((id) => new Role(stack, id, { assumedBy: Principal.service('pods.eks.amazonaws.com') }));
  const capacity = onDemandNodes('cache.m7g.large');
  const sessions = new Cache(stack, 'sessions', { subnets, capacity });
  const carts = new Cache(stack, 'carts', { subnets, capacity });
  const limits = { storage: Size.gibibytes(1), ecpuPerSecond: 1000 };
  const pages = new ServerlessCache(stack, 'pages', { subnets, limits });
  const users = [sessions, carts, pages].map((cache) => ({
    reader: cache.addUser('reader', CacheAccess.readOnly('*')),
    writer: cache.addUser('writer', CacheAccess.readWrite('*')),
  }));
  sessions.grantConnect(api as Role, (users[0] as (typeof users)[0]).writer);
  sessions.grantConnect(web as Role, (users[0] as (typeof users)[0]).reader);
  pages.grantConnect(web as Role, (users[2] as (typeof users)[0]).writer);
});

/** The policy of a role as AWS would see it: references replaced by ARNs. */
function policiesOf(role: string): { name: string; policy: unknown }[] {
  const [, found] =
    Object.entries(template.resources('aws_iam_role_policy')).find(([name]) => name.startsWith(role)) ?? [];
  if (!found) return [];
  const text = String((found as Json).policy).replace(
    /\$\{(aws_elasticache_\w+?)\.([\w-]+)\.arn}/g,
    (_, type: keyof typeof KINDS, name: string) => arnOf(type, name),
  );
  return [{ name: 'grants', policy: JSON.parse(text) }];
}

async function isAllowed(role: string, resource: string): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        action: 'elasticache:Connect',
        resource: { resource, accountId: ACCOUNT },
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

/** The users of a cache, as the group that it admits lists them. */
function groupOf(cache: string): string[] {
  const [, group] =
    Object.entries(template.resources('aws_elasticache_user_group')).find(([name]) => name.startsWith(cache)) ?? [];
  return ((group as Json).user_ids as string[]).map((reference) => reference.split('.')[1] ?? '');
}

/** Every login that there is: the role must be allowed to connect to the cache and as the user, and the cache must know the user. */
async function loginsOf(role: string): Promise<string[]> {
  const logins: string[] = [];
  for (const cache of CACHES) {
    const type = cache === 'pages' ? 'aws_elasticache_serverless_cache' : 'aws_elasticache_replication_group';
    if (!(await isAllowed(role, arnOf(type, `${cache}_cache_00000000`)))) continue;
    for (const user of Object.keys(template.resources('aws_elasticache_user'))) {
      if (!groupOf(cache).includes(user) || !(await isAllowed(role, arnOf('aws_elasticache_user', user)))) continue;
      logins.push(`${cache} as ${user.replace(/_user_[0-9A-F]{8}$/, '')}`);
    }
  }
  return logins;
}

describe('grantConnect, simulated', () => {
  it.each([
    ['api', ['sessions as sessions_user-writer']],
    ['web', ['sessions as sessions_user-reader', 'pages as pages_user-writer']],
    ['stranger', []],
  ])('lets %s in as the users that it was granted, and nobody else', async (role, logins) => {
    expect(await loginsOf(role)).toEqual(logins);
  });
});
