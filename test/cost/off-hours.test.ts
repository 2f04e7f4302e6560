import type { TerraformStack } from 'cdktf';
import type { Stage, WorkingHours } from '../../lib/core';
import { OffHours } from '../../lib/cost';
import { ReadReplica } from '../../lib/database';
import { clusterIn } from '../database/aurora-fixtures';
import { databaseIn, rotatedIn } from '../database/fixtures';
import { Template } from '../support/template';
import { nodesIn } from './fixtures';

const hours: WorkingHours = { timeZone: 'Europe/Berlin', from: '07:00', to: '19:00', holidays: ['12-25'] };

interface Schedule {
  readonly name: string;
  readonly target: { readonly arn: string; readonly input: string };
}

/** The schedules of a stack, by their names. */
function schedulesOf(template: Template): Record<string, Schedule> {
  const all = Object.values(template.resources('aws_scheduler_schedule')) as unknown as Schedule[];
  return Object.fromEntries(all.map((schedule) => [schedule.name, schedule]));
}

const offHours = (build: (offHours: OffHours, stack: TerraformStack) => void, stage: Stage = 'staging'): Template =>
  Template.of((stack) => build(new OffHours(stack, 'off-hours', { hours }), stack), { stage });

describe('off-hours', () => {
  const database = offHours((off, stack) => off.addDatabase('orders', databaseIn(stack)));

  it('stop a database in the evening, start it in the morning, and stop it on holidays', () => {
    const schedules = schedulesOf(database);
    expect(Object.keys(schedules).sort()).toEqual(['orders-holiday-12', 'orders-start', 'orders-stop']);
    expect(schedules['orders-stop']).toMatchObject({
      schedule_expression: 'cron(0 19,20,21 * * ? *)',
      schedule_expression_timezone: 'Europe/Berlin',
      target: { arn: 'arn:aws:scheduler:::aws-sdk:rds:stopDBInstance' },
    });
    expect(JSON.parse(schedules['orders-start']?.target.input ?? '')).toEqual({
      DbInstanceIdentifier: expect.stringMatching(/^\$\{aws_db_instance\..*\.identifier\}$/),
    });
    expect(schedules['orders-start']?.target.arn).toBe('arn:aws:scheduler:::aws-sdk:rds:startDBInstance');
    expect(schedules['orders-holiday-12']?.target.arn).toBe('arn:aws:scheduler:::aws-sdk:rds:stopDBInstance');
  });

  it('wait for the permission to call', () => {
    expect(schedulesOf(database)['orders-stop']).toHaveProperty('depends_on', [
      expect.stringMatching(/^aws_iam_role_policy\./),
    ]);
  });

  it('write down how long the database runs, and when that is', () => {
    expect(database.resource('aws_db_instance')).toHaveProperty('//.rampart.schedule.hoursPerMonth', 260.7);
    expect(database.json).toHaveProperty('//.rampart.schedule', hours);
  });

  it('stop Aurora as a cluster, and count the hours of its instances', () => {
    const template = offHours((off, stack) => off.addAuroraCluster('orders', clusterIn(stack)));
    expect(schedulesOf(template)['orders-stop']?.target.arn).toBe('arn:aws:scheduler:::aws-sdk:rds:stopDBCluster');
    for (const instance of Object.values(template.resources('aws_rds_cluster_instance')))
      expect(instance).toHaveProperty('//.rampart.schedule.hoursPerMonth', 260.7);
  });

  it('send nodes away and bring back the least, which Terraform then leaves alone', () => {
    const template = offHours((off, stack) => off.addNodeGroup('nodes', nodesIn(stack)));
    const schedules = schedulesOf(template);
    const scaling = (name: string) => JSON.parse(schedules[name]?.target.input ?? '{}').ScalingConfig;
    expect(schedules['nodes-stop']?.target.arn).toBe('arn:aws:scheduler:::aws-sdk:eks:updateNodegroupConfig');
    expect(scaling('nodes-stop')).toEqual({ MinSize: 0, DesiredSize: 0, MaxSize: 6 });
    expect(scaling('nodes-start')).toEqual({ MinSize: 2, DesiredSize: 2, MaxSize: 6 });
    expect(template.resource('aws_eks_node_group')).toMatchObject({
      lifecycle: {
        create_before_destroy: true,
        ignore_changes: ['scaling_config[0].min_size', 'scaling_config[0].desired_size'],
      },
    });
  });
});

it('nothing of an environment that has expired is started again; it is still stopped', () => {
  const template = Template.of((stack) => {
    new OffHours(stack, 'off-hours', { hours, expires: '2026-12-31' }).addDatabase('orders', databaseIn(stack));
  });
  const schedules = schedulesOf(template);
  expect(schedules['orders-start']).toHaveProperty('end_date', '2026-12-31T23:59:59Z');
  expect(schedules['orders-stop']).not.toHaveProperty('end_date');
});

describe('off-hours refuse', () => {
  it('an end that is no day', () => {
    expect(() => Template.of((stack) => void new OffHours(stack, 'o', { hours, expires: '2026-13-01' }))).toThrow(
      /`expires` must be a day, YYYY-MM-DD/,
    );
  });

  it('prod, where nothing sleeps', () => {
    expect(() => offHours(() => undefined, 'prod')).toThrow(
      /`stage` must be sandbox or staging: nothing in prod sleeps/,
    );
  });

  it('hours that are none', () => {
    const wrong = { ...hours, to: '06:00' } as const;
    expect(() => Template.of((stack) => void new OffHours(stack, 'o', { hours: wrong }))).toThrow(/before `to`/);
  });

  it('a read replica', () => {
    expect(() =>
      offHours((off, stack) => off.addDatabase('r', new ReadReplica(stack, 'r', { source: rotatedIn(stack) }))),
    ).toThrow(/must be no read replica/);
  });

  it('a database with a read replica, also one that is added later', () => {
    expect(() =>
      offHours((off, stack) => {
        const source = rotatedIn(stack);
        off.addDatabase('orders', source);
        source.addReadReplica('copy');
      }),
    ).toThrow(/without a read replica, got stack\/orders/);
  });

  it('two of one name', () => {
    expect(() =>
      offHours((off, stack) => {
        off.addDatabase('orders', databaseIn(stack));
        off.addDatabase('orders', databaseIn(stack, {}, 'other'));
      }),
    ).toThrow(/a name that no other has/);
  });
});
