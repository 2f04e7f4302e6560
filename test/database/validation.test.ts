import { Duration, Size, type Stage } from '../../lib/core';
import { Engine, onDemand, Storage } from '../../lib/database';
import { Template } from '../support/template';
import { databaseIn, databaseTemplate, type LooseProps, vpcIn } from './fixtures';

const gibibytes = Size.gibibytes;

describe('a database that RDS would refuse, or that is too weak, is refused', () => {
  it.each<[string, LooseProps, string, Stage?]>([
    [
      'an engine that is not sold with the class',
      { capacity: { ...onDemand('db.m7g.large'), instanceClass: 'db.r8g.48xlarge' } },
      '`capacity` must',
    ],
    [
      'an unknown class',
      { capacity: { ...onDemand('db.m7g.large'), instanceClass: 'db.m1.small' } },
      '`capacity` must',
    ],
    [
      'a downgrade called an upgrade',
      { engine: Engine.postgres('16'), upgradeFrom: Engine.postgres('17') },
      '`upgradeFrom` must be an earlier major version of postgres, got postgres 17',
    ],
    [
      'an upgrade to the version that runs',
      { engine: Engine.mariadb('11.4'), upgradeFrom: Engine.mariadb('11.4') },
      '`upgradeFrom` must be an earlier major version of mariadb, got mariadb 11.4',
    ],
    [
      'an upgrade across minors the wrong way',
      { engine: Engine.mariadb('11.4'), upgradeFrom: Engine.mariadb('11.8') },
      '`upgradeFrom` must be an earlier major version of mariadb, got mariadb 11.8',
    ],
    ['no backups', { backupRetention: Duration.days(0) }, '`backupRetention` must be 1 to 35 whole days in staging'],
    ['short backups in prod', { backupRetention: Duration.days(3) }, '`backupRetention` must be 7 to 35', 'prod'],
    ['long backups', { backupRetention: Duration.days(36) }, '`backupRetention` must'],
    ['a well-known user', { masterUsername: 'admin' }, '`masterUsername` must'],
    ['a name with a hyphen', { databaseName: 'my-orders' }, '`databaseName` must'],
    ['a system port', { port: 443 }, '`port` must'],
    ['windows that overlap', { maintenanceWindow: 'sun:02:30-sun:03:30' }, '`maintenanceWindow` must be apart from'],
    [
      'windows that overlap across midnight',
      { backupWindow: '23:45-00:30', maintenanceWindow: 'mon:00:00-mon:01:00' },
      '`maintenanceWindow` must be apart from',
    ],
    [
      'windows that overlap across the week’s end',
      { backupWindow: '00:00-01:00', maintenanceWindow: 'sun:23:30-mon:00:30' },
      '`maintenanceWindow` must be apart from',
    ],
    ['a window of 20 minutes', { backupWindow: '02:00-02:20' }, '`backupWindow` must'],
    ['a window of no day', { maintenanceWindow: 'xyz:02:00-sun:03:00' }, '`maintenanceWindow` must be a time'],
    ['an hour that is none', { backupWindow: '24:00-25:00' }, '`backupWindow` must'],
    ['TLS turned off', { parameters: { 'rds.force_ssl': 0 } }, '`parameters.rds.force_ssl` must'],
    ['a parameter of another engine', { parameters: { slow_query_log: 1 } }, '`parameters.slow_query_log` must'],
    ['an interval that is none', { monitoringInterval: Duration.seconds(7) }, '`monitoringInterval` must'],
    [
      'blue/green updates with managed credentials',
      { blueGreenUpdates: true },
      '`blueGreenUpdates` must be left out with managed credentials',
    ],
    ['little storage', { storage: Storage.gp3({ size: gibibytes(10) }) }, '`storage.size` must'],
    ['storage of a fraction', { storage: Storage.gp3({ size: gibibytes(20.5) }) }, '`storage.size` must'],
    [
      'a bound below the size',
      { storage: Storage.gp3({ size: gibibytes(100), maxSize: gibibytes(105) }) },
      '`storage.maxSize` must',
    ],
    [
      'IOPS on a small gp3',
      { storage: Storage.gp3({ size: gibibytes(399), iops: 12_000 }) },
      '`storage.size` must be 400 GiB or more',
    ],
    [
      'too few IOPS on a large gp3',
      { storage: Storage.gp3({ size: gibibytes(400), iops: 3000 }) },
      '`storage.iops` must be 12000 to 64000',
    ],
    [
      'more throughput than a quarter of the IOPS',
      { storage: Storage.gp3({ size: gibibytes(400), throughputMebibytes: 3001 }) },
      '`storage.throughputMebibytes` must be 500 to 3000',
    ],
    [
      'too many IOPS a GiB on io2',
      { storage: Storage.io2({ size: gibibytes(100), iops: 100_001 }) },
      '`storage.iops` must be 1000 to 100000',
    ],
  ])('%s', (_name, props, message, stage = 'staging') => {
    expect(() => databaseTemplate(props, stage)).toThrow(`stack/orders: ${message}`);
  });

  it.each(['public', 'private'] as const)('a %s subnet', (tier) => {
    const build = () => Template.of((stack) => void databaseIn(stack, { subnets: vpcIn(stack).subnets[tier] }));
    expect(build).toThrow(`\`subnets\` must be data subnets, which have no route out, got ${tier} subnets`);
  });

  it('a stage that is not the stack’s', () => {
    expect(() => databaseTemplate({ stage: 'sandbox' }, 'prod')).toThrow(
      '`stage` must be the stage of its stack, prod',
    );
  });

  it('an engine version without standard support, with those that have it', () => {
    const old = '13' as '14';
    expect(() => Engine.postgres(old)).toThrow('`version` must be one of 14, 15, 16, 17, 18, got 13');
  });

  it.each<LooseProps>([
    { backupWindow: '03:00-03:30', maintenanceWindow: 'sun:03:30-sun:04:00' },
    { backupWindow: '23:30-00:00', maintenanceWindow: 'mon:00:00-mon:00:30' },
    { storage: Storage.gp3({ size: gibibytes(399) }) },
    { storage: Storage.gp3({ size: gibibytes(400), iops: 64_000, throughputMebibytes: 4000 }) },
    { storage: Storage.gp3({ size: gibibytes(65_536) }) },
  ])('but not its nearest good neighbour: %j', (props) => {
    expect(() => databaseTemplate(props)).not.toThrow();
  });

  it('with every fault at once', () => {
    const build = () => databaseTemplate({ port: 1, databaseName: '-', backupWindow: 'never' });
    expect(build).toThrow(/`databaseName`.*`port`.*`backupWindow`/s);
  });
});
