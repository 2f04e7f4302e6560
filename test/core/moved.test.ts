import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Cache, CacheAccess, onDemandNodes } from '../../lib/cache';
import { formerPath, physicalName, renamed } from '../../lib/core';
import { Database, Engine, onDemand } from '../../lib/database';
import { Nat, Vpc } from '../../lib/network';
import { Principal, Role } from '../../lib/security';
import { Bucket } from '../../lib/storage';
import { Template, testStack } from '../support/template';

type Move = { readonly from: string; readonly to: string };

const movesOf = (template: Template): Move[] => (template.json.moved ?? []) as Move[];

/** What every resource is told, without tags and descriptions, by address. */
function resourcesOf({ json }: Template, rename: (text: string) => string = (text) => text): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [type, byName] of Object.entries(json.resource as Record<string, Record<string, object>>)) {
    for (const [name, body] of Object.entries(byName)) {
      const {
        '//': _metadata,
        tags: _tags,
        description: _description,
        alarm_description: _alarm,
        ...rest
      } = body as Record<string, unknown>;
      all[rename(`${type}.${name}`)] = JSON.parse(rename(JSON.stringify(rest)));
    }
  }
  return all;
}

/** A network, a database, a cache, a bucket and who uses them, each under an id of its own. */
function platform(stack: TerraformStack, ids: { vpc: string; orders: string; sessions: string; assets: string }): void {
  const vpc = new Vpc(stack, ids.vpc, { cidr: '10.20.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.perZone() });
  const { data: subnets } = vpc.subnets;
  const capacity = onDemand('db.m7g.large');
  const alarms = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
  const orders = new Database(stack, ids.orders, { engine: Engine.postgres('17'), subnets, capacity, alarms });
  const sessions = new Cache(stack, ids.sessions, { subnets, capacity: onDemandNodes('cache.m7g.large'), alarms });
  const user = sessions.addUser('api', CacheAccess.readWrite('session:*'));
  const role = new Role(stack, 'api', { assumedBy: Principal.service('pods.eks.amazonaws.com') });
  sessions.grantConnect(role, user);
  orders.grantConnect(role, 'api_user');
  sessions.allowFrom(orders, 'Nobody does that');
  new Bucket(stack, ids.assets).grantRead(role);
}

const BEFORE = { vpc: 'vpc', orders: 'orders', sessions: 'sessions', assets: 'assets' };
const AFTER = { vpc: 'network', orders: 'purchases', sessions: 'visits', assets: 'pictures' };
const RENAMES = Object.entries(BEFORE).map(([kind, from]) => ({ from, to: AFTER[kind as keyof typeof AFTER] }));

describe('a renamed construct', () => {
  it('keeps every resource: each has a move from the address that it had, and is told what it was told', () => {
    const before = Template.of((stack) => platform(stack, BEFORE), { stage: 'prod' });
    const after = Template.of(
      (stack) => {
        for (const rename of RENAMES) renamed(stack, rename);
        platform(stack, AFTER);
      },
      { stage: 'prod' },
    );
    const moves = movesOf(after);
    const addresses = before.addresses();
    expect(addresses.length).toBeGreaterThan(80);
    // All but what is not below a renamed construct: the role, and the bucket of access logs.
    expect(moves.map(({ from }) => from).sort()).toEqual(
      addresses.filter((address) => !/\.(api|s3-access-logs)/.test(address)).sort(),
    );
    const back = new Map(moves.map(({ from, to }) => [to, from]));
    const names = new RegExp(`(?:${[...back.keys()].map((to) => to.replaceAll('.', '\\.')).join('|')})\\b(?!-)`, 'g');
    const rename = (text: string) => text.replace(names, (to) => back.get(to) ?? to);
    expect(resourcesOf(after, rename)).toEqual(resourcesOf(before));
  });

  it('keeps its name', () => {
    const stack = testStack();
    const old = physicalName(new Construct(stack, 'old'), 'secret');
    renamed(stack, { from: 'older', to: 'new' });
    const other = testStack();
    renamed(other, { from: 'old', to: 'new' });
    const construct = new Construct(other, 'new');
    expect(formerPath(new Construct(construct, 'part'))).toBe('stack/old/part');
    expect(physicalName(construct, 'secret')).toBe(old);
  });

  it('can be renamed again, and moved elsewhere in its stack', () => {
    const template = Template.of((stack) => {
      renamed(stack, { from: 'alarms', to: 'topics' });
      renamed(stack, { from: 'topics', to: 'shop/topics' });
      const topics = new Construct(new Construct(stack, 'shop'), 'topics');
      new SnsTopic(topics, 'topic', { name: physicalName(topics, 'sns-topic') });
    });
    const at = (path: string[]) =>
      Template.of((stack) => {
        const parent = path.reduce<Construct>((scope, id) => new Construct(scope, id), stack);
        new SnsTopic(parent, 'topic', { name: physicalName(parent, 'sns-topic') });
      });
    const [first, second, third] = [at(['alarms']), at(['topics']), at(['shop', 'topics'])];
    expect(movesOf(template)).toEqual([
      { from: second.addresses()[0], to: third.addresses()[0] },
      { from: first.addresses()[0], to: second.addresses()[0] },
    ]);
    expect(template.resource('aws_sns_topic').name).toBe(first.resource('aws_sns_topic').name);
  });

  it('has no move where its address does not follow its path', () => {
    const template = Template.of((stack) => {
      renamed(stack, { from: 'old', to: 'new' });
      new SnsTopic(new Construct(stack, 'new'), 'one', {}).overrideLogicalId('fixed');
      new SnsTopic(stack.node.findChild('new') as Construct, 'two', {});
    });
    expect(movesOf(template)).toHaveLength(1);
  });

  it('is one that is not there yet when it is told', () => {
    const stack = testStack();
    new Construct(stack, 'new');
    expect(() => renamed(stack, { from: 'old', to: 'new' })).toThrow(
      'stack: `to` must be not made yet: its names come from the old path, got new. Call renamed() before the construct is made.',
    );
  });

  it.each([
    [{ from: '/old', to: 'new' }, '`from` must be an id'],
    [{ from: 'old', to: '' }, '`to` must be an id'],
    [{ from: 'same', to: 'same' }, '`to` must be another one than `from`'],
  ])('is refused as %j', (options, message) => {
    expect(() => renamed(testStack(), options)).toThrow(message);
  });

  it('takes no path that another one had: Terraform would chain both moves', () => {
    const stack = testStack();
    renamed(stack, { from: 'b', to: 'c' });
    expect(() => renamed(stack, { from: 'a', to: 'b' })).toThrow(
      '`to` must be a path that no other construct had before',
    );
  });

  it('is there at synthesis, and its old path is not', () => {
    const synthesize = (ids: readonly string[]) =>
      Template.of((stack) => {
        renamed(stack, { from: 'old', to: 'new' });
        for (const id of ids) new SnsTopic(new Construct(stack, id), 'topic', {});
      });
    expect(() => synthesize([])).toThrow('`to` must be the path of a construct with resources, got stack/new');
    expect(() => synthesize(['old', 'new'])).toThrow('`from` must be a path that nothing has any more, got stack/old');
    expect(movesOf(synthesize(['new']))).toHaveLength(1);
  });
});
