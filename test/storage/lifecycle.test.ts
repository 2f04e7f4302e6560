import { Duration, Size } from '../../lib/core';
import { Bucket, Lifecycle, type LifecycleRule, StorageClass } from '../../lib/storage';
import { Template, testStack } from '../support/template';

const { STANDARD_IA, GLACIER_INSTANT_RETRIEVAL, GLACIER_DEEP_ARCHIVE, ONEZONE_IA } = StorageClass;
const to = (storageClass: StorageClass, days: number) => Lifecycle.transition(storageClass, Duration.days(days));

describe('lifecycle rules', () => {
  it('are written beside the housekeeping', () => {
    const lifecycle: LifecycleRule[] = [
      {
        id: 'archive',
        prefix: 'reports/',
        minimumSize: Size.kibibytes(128),
        transitions: [to(STANDARD_IA, 30), to(GLACIER_DEEP_ARCHIVE, 90)],
        expiry: Duration.days(400),
        noncurrentTransitions: [to(GLACIER_INSTANT_RETRIEVAL, 1)],
        noncurrentExpiry: Duration.days(20),
        noncurrentVersionsToKeep: 3,
      },
      { id: 'drop-uploads', prefix: 'uploads/', expiry: Duration.days(1) },
      { id: 'drop-large', minimumSize: Size.gibibytes(1), expiry: Duration.days(7) },
    ];
    const template = Template.of((stack) => void new Bucket(stack, 'data', { lifecycle }));
    const configurations = Object.entries(template.resources('aws_s3_bucket_lifecycle_configuration'));
    const rules = configurations.find(([name]) => name.startsWith('data_'))?.[1].rule as unknown[];
    expect(rules.slice(1)).toEqual([
      {
        id: 'archive',
        status: 'Enabled',
        filter: [{ and: [{ prefix: 'reports/', object_size_greater_than: 131_071 }] }],
        transition: [
          { days: 30, storage_class: 'STANDARD_IA' },
          { days: 90, storage_class: 'DEEP_ARCHIVE' },
        ],
        expiration: [{ days: 400 }],
        noncurrent_version_transition: [{ noncurrent_days: 1, storage_class: 'GLACIER_IR' }],
        noncurrent_version_expiration: [{ noncurrent_days: 20, newer_noncurrent_versions: 3 }],
      },
      { id: 'drop-uploads', status: 'Enabled', filter: [{ prefix: 'uploads/' }], expiration: [{ days: 1 }] },
      {
        id: 'drop-large',
        status: 'Enabled',
        filter: [{ object_size_greater_than: 2 ** 30 - 1 }],
        expiration: [{ days: 7 }],
      },
    ]);
  });

  it.each<[string, Partial<LifecycleRule>, string]>([
    ['IA before 30 days', { transitions: [to(STANDARD_IA, 29)] }, 'at least 30 days before STANDARD_IA, got 29 days'],
    [
      'one-zone IA before 30 days',
      { noncurrentTransitions: [to(ONEZONE_IA, 3)] },
      'at least 30 days before ONEZONE_IA',
    ],
    [
      'a way back',
      { transitions: [to(GLACIER_INSTANT_RETRIEVAL, 1), to(STANDARD_IA, 40)] },
      'GLACIER_IR, then STANDARD_IA',
    ],
    ['a class twice', { transitions: [to(STANDARD_IA, 30), to(STANDARD_IA, 90)] }, 'STANDARD_IA, then STANDARD_IA'],
    [
      'less than 30 days in IA',
      { transitions: [to(STANDARD_IA, 30), to(GLACIER_DEEP_ARCHIVE, 59)] },
      'Write Duration.days(60) or more',
    ],
    [
      'two moves in a day',
      { transitions: [to(GLACIER_INSTANT_RETRIEVAL, 5), to(GLACIER_DEEP_ARCHIVE, 5)] },
      'at least 1 day after',
    ],
    ['an expiry before a move', { transitions: [to(STANDARD_IA, 30)], expiry: Duration.days(30) }, 'before the expiry'],
    [
      'a move after the bucket removed the version',
      { noncurrentTransitions: [to(STANDARD_IA, 30)] },
      'before the expiry',
    ],
    [
      'a noncurrent expiry that the housekeeping forestalls',
      { noncurrentExpiry: Duration.days(30) },
      "sooner than the bucket's own, 30 days",
    ],
    ['half a day', { expiry: Duration.hours(12) }, 'one or more whole days, got 12 hours'],
    ['no days', { expiry: Duration.days(0) }, 'one or more whole days'],
    ['101 versions', { noncurrentExpiry: Duration.days(3), noncurrentVersionsToKeep: 101 }, '1 to 100'],
    [
      'versions that are kept from nothing',
      { expiry: Duration.days(3), noncurrentVersionsToKeep: 3 },
      'beside `noncurrentExpiry`',
    ],
    ['nothing to do', {}, 'a rule that does something'],
    ['the name of the housekeeping', { id: 'housekeeping', expiry: Duration.days(3) }, 'other than housekeeping'],
  ])('refuse %s', (_name, rule, message) => {
    const make = (): Bucket => new Bucket(testStack(), 'data', { lifecycle: [{ id: 'rule', ...rule }] });
    expect(make).toThrow(/^stack\/data: `lifecycle\./);
    expect(make).toThrow(message);
  });

  it('refuse one name for two rules', () => {
    const rule = { id: 'rule', expiry: Duration.days(3) };
    expect(() => new Bucket(testStack(), 'data', { lifecycle: [rule, rule] })).toThrow('rules with different ids');
  });
});
