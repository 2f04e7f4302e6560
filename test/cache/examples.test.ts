import type { TerraformStack } from 'cdktf';
import { ShopSessions } from '../../docs/examples/cache-cache';
import { PricesElsewhere } from '../../docs/examples/cache-secondary-cache';
import { ShopPages } from '../../docs/examples/cache-serverless-cache';
import { Cache, CacheAccess, CacheTopology, onDemandNodes } from '../../lib/cache';
import { SecurityGroup } from '../../lib/network';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';
import { vpcIn } from './fixtures';

const role = (stack: TerraformStack, id: string): Role =>
  new Role(stack, id, { assumedBy: Principal.service('pods.eks.amazonaws.com') });

describe('the examples of the reference', () => {
  const topicArn = 'arn:aws:sns:eu-west-1:123456789012:alarms';

  it.each(['staging', 'prod'] as const)('are synthesized in %s', (stage) => {
    const template = Template.of(
      (stack) => {
        const vpc = vpcIn(stack);
        const group = new SecurityGroup(stack, 'pods', { vpc, description: 'Pods' });
        const [api, report, web] = [role(stack, 'api'), role(stack, 'report'), role(stack, 'web')];
        new ShopSessions(stack, 'shop', { vpc, api, report, group, topicArn });
        new ShopPages(stack, 'pages', { vpc, web, group, topicArn });
        const prices = new Cache(stack, 'prices', {
          subnets: vpc.subnets.data,
          capacity: onDemandNodes('cache.r7g.large'),
          topology: CacheTopology.replicated({ replicas: 1 }),
        });
        prices.addUser('writer', CacheAccess.readWrite('price:*'));
        new PricesElsewhere(stack, 'elsewhere', { prices, vpc, api, group });
      },
      { stage },
    );
    expect(Object.keys(template.resources('aws_elasticache_replication_group'))).toHaveLength(3);
    expect(template.resource('aws_elasticache_global_replication_group')).toMatchObject({ engine_version: '8.2' });
    expect(template.resource('aws_elasticache_serverless_cache')).toMatchObject({ engine: 'valkey' });
    expect(Object.keys(template.resources('aws_elasticache_user'))).toHaveLength(5);
  });
});
