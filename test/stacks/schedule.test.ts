import type { TerraformStack } from 'cdktf';
import type { Environment } from '../../environments/environment';
import { prod } from '../../environments/prod';
import { staging } from '../../environments/staging';
import type { Cluster } from '../../lib/cluster';
import type { Database } from '../../lib/database';
import { addBudget } from '../../stacks/budget';
import { addSchedule, tagExpiry } from '../../stacks/schedule';
import { nodesIn } from '../cost/fixtures';
import { databaseIn } from '../database/fixtures';
import { Template } from '../support/template';

function scheduled(environment: Environment, build: (stack: TerraformStack) => void = () => undefined): Template {
  return Template.of(
    (stack) => {
      tagExpiry(stack, environment);
      const databases = new Map([['orders', databaseIn(stack) as unknown as Database]]);
      const cluster = { nodeGroups: new Map([['base', nodesIn(stack)]]) } as unknown as Cluster;
      addSchedule(stack, environment, { databases, cluster });
      addBudget(stack, environment);
      build(stack);
    },
    { stage: environment.stage },
  );
}

const names = (template: Template): unknown[] =>
  Object.values(template.resources('aws_scheduler_schedule')).map(({ name }) => name);

describe('a stack is bought as its stage asks for', () => {
  it('staging: database and nodes sleep as the file says, and the file’s budget holds', () => {
    const template = scheduled(staging);
    expect(names(template)).toEqual(expect.arrayContaining(['orders-stop', 'orders-start', 'nodes-base-stop']));
    expect(template.json).toMatchObject({
      '//': { rampart: { purchasing: 'by-stage', schedule: { timeZone: 'Europe/Berlin' }, budget: staging.budget } },
    });
  });

  it('office hours in UTC where the file says nothing', () => {
    const template = scheduled({ ...staging, workingHours: undefined } as Environment);
    expect(template.json).toHaveProperty('//.rampart.schedule', { timeZone: 'UTC', from: '07:00', to: '19:00' });
  });

  it('nothing sleeps where the file says always, and the promise stays: the policy asks for a waiver', () => {
    const template = scheduled({ ...staging, workingHours: 'always' } as Environment);
    expect(names(template)).toEqual([]);
    expect(template.json).toHaveProperty('//.rampart.purchasing', 'by-stage');
  });

  it('prod does not sleep, and promises too', () => {
    const template = scheduled(prod);
    expect(names(template)).toEqual([]);
    expect(template.json).toHaveProperty('//.rampart.purchasing', 'by-stage');
    expect(template.resource('aws_budgets_budget')).toHaveProperty('limit_amount', '1000.0');
  });

  it('an environment that ends is tagged so, and is not woken after its last day', () => {
    const template = scheduled({ ...staging, expires: '2026-12-31' } as Environment);
    expect(template.resource('aws_db_instance')).toHaveProperty('tags.expires-on', '2026-12-31');
    const start = Object.values(template.resources('aws_scheduler_schedule')).find(
      ({ name }) => name === 'orders-start',
    );
    expect(start).toHaveProperty('end_date', '2026-12-31T23:59:59Z');
  });
});
