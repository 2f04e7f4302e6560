import {
  type AccountEnvironment,
  defineAccount,
  defineEnvironment,
  type Environment,
} from '../../environments/environment';
import { fromProcess } from '../../environments/process-env';
import { onDemandNodes } from '../../lib/cache';
import { onDemand } from '../../lib/database';

const good = {
  stage: 'prod',
  accountId: '222222222222',
  region: 'eu-west-1',
  owner: 'platform',
  costCenter: 'cc-1',
  alarmEmails: ['team@example.com'],
  network: { cidr: '10.40.0.0/16', availabilityZones: ['a', 'b', 'c'], nat: 'perZone' },
} satisfies Environment;

const define = (changes: object): Environment =>
  defineEnvironment('environments/prod.ts', { ...good, ...changes } as Environment);
const network = (changes: object): object => ({ network: { ...good.network, ...changes } });

describe('defineEnvironment', () => {
  it('returns a right environment as it is', () => {
    expect(define({})).toEqual(good);
  });

  it('reports all faults of a file at once, each with path, expectation, value and fix', () => {
    expect(() =>
      define({ accountId: '12', region: undefined, ...network({ cidr: '10.40.0.1/16', nat: 'single' }) }),
    ).toThrow(
      [
        'environments/prod.ts: `accountId` must be 12 digits, got 12. Take it from `aws sts get-caller-identity`.',
        'environments/prod.ts: `region` must be an AWS region such as eu-west-1, got nothing. Take it from `aws ec2 describe-regions`; a zone has one letter more.',
        'environments/prod.ts: `network.cidr` must be an IPv4 block such as 10.0.0.0/16, got 10.40.0.1/16. Did you mean 10.40.0.0/16?',
        "environments/prod.ts: `network.nat` must be one of none, perZone, got single. A single NAT gateway is a single point of failure: take 'perZone' in prod.",
      ].join('\n'),
    );
  });

  it.each<[string, object, string]>([
    [
      'a stage that does not exist',
      { stage: 'production' },
      '`stage` must be sandbox, staging or prod, got production',
    ],
    ['a misspelt setting', { acountId: '1' }, '`acountId` must be a known setting, got 1'],
    ['a misspelt nested setting', network({ natt: 'none' }), '`network.natt` must be a known setting, got none'],
    ['one zone in prod', network({ availabilityZones: ['a'] }), '`network.availabilityZones'],
    [
      'a zone that is not a letter',
      network({ availabilityZones: ['a', 'eu-west-1b'] }),
      'Write the letter of the zone only',
    ],
    ['services without a cluster', { services: { api: {} } }, '`cluster` must be there where `services` are'],
    ['a node pool by hand', { cluster: { version: '1.35', nodePools: [{ name: 'a' }] } }, 'Write onDemandPool({ … })'],
    [
      'a cluster without nodes',
      { cluster: { version: '1.35', nodePools: [] } },
      '`cluster.nodePools.0` must be a node pool',
    ],
    ['a version as a number', { cluster: { version: 1.35 } }, "a version such as '1.35'"],
    ['short retention in prod', network({ flowLogRetentionDays: 30 }), 'Prod keeps its logs for a year or more'],
    [
      'an unknown endpoint',
      network({ interfaceEndpoints: ['s4'] }),
      '`network.interfaceEndpoints.0` must be one of ecr.api',
    ],
    [
      'a disposable bucket in prod',
      { storage: { logs: { disposable: true } } },
      '`storage.logs.disposable` must be a known setting',
    ],
    ['a bucket name with capitals', { storage: { Logs: {} } }, '2 to 32 lower-case letters'],
    ['a tag with a newline', { owner: 'a\nb' }, '1 to 256 letters'],
    [
      'a missing section',
      { network: undefined },
      '`network` must be a section with cidr, availabilityZones and nat, got nothing',
    ],
    [
      'an undeclared bucket',
      { services: { api: { buckets: ['logs'] } } },
      '`services.api.buckets.0` must be declared in `storage`, got logs',
    ],
    [
      'an undeclared secret',
      { secrets: ['a1'], services: { api: { secrets: ['b1'] } } },
      '`services.api.secrets.0` must be one of a1, got b1',
    ],
    [
      'working hours that end before they begin',
      { stage: 'staging', workingHours: { timeZone: 'UTC', from: '19:00', to: '07:00' } },
      '`workingHours` must be a time of day, hh:mm, before `to` of the same day',
    ],
    [
      'no working hours',
      { stage: 'staging', workingHours: 'nights' },
      '`workingHours` must be working hours, or always',
    ],
    ['an end that is no day', { stage: 'sandbox', expires: 'soon' }, '`expires` must be a day, YYYY-MM-DD, got soon'],
    ['a budget of nothing', { budget: { monthlyUsd: 0 } }, '`budget.monthlyUsd` must be a sum of USD above 0, got 0'],
    [
      'a database without a class',
      { databases: { orders: { postgres: '17', capacity: 'db.m7g.large' } } },
      'Write onDemand(',
    ],
    ['prod that nobody watches', { alarmEmails: [] }, '`alarmEmails.0` must be an e-mail address, got nothing'],
    [
      'a database version out of support',
      { databases: { orders: { postgres: '9', capacity: onDemand('db.m7g.large') } } },
      '`databases.orders.postgres` must be one of',
    ],
    [
      'one cache node in prod',
      { caches: { sessions: { capacity: onDemandNodes('cache.m7g.large'), replicas: 0 } } },
      'One node alone is a single point of failure',
    ],
    [
      'an undeclared database',
      { services: { api: { databases: ['x'] } } },
      '`services.api.databases.0` must be declared in `databases`, got x',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => define(changes)).toThrow(message);
  });
});

describe('defineAccount', () => {
  it('refuses an alias where a key is asked for', () => {
    const account = { ...good, state: { keyArn: 'arn:aws:kms:eu-west-1:333333333333:alias/state' } };
    const { stage, network: _, ...input } = account;
    expect(stage).toBe('prod');
    expect(() => defineAccount('environments/account.ts', input satisfies AccountEnvironment)).toThrow(
      'environments/account.ts: `state.keyArn` must be the ARN of a KMS key',
    );
  });
});

describe('fromProcess', () => {
  afterEach(() => {
    delete process.env.RAMPART_TEST_VALUE;
  });

  it('prefers a set variable, and takes an empty one as not set', () => {
    expect(fromProcess('RAMPART_TEST_VALUE', 'x')).toBe('x');
    process.env.RAMPART_TEST_VALUE = '';
    expect(fromProcess('RAMPART_TEST_VALUE', 'x')).toBe('x');
    process.env.RAMPART_TEST_VALUE = 'y';
    expect(fromProcess('RAMPART_TEST_VALUE', 'x')).toBe('y');
  });
});
