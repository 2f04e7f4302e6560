import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { AccountCosts } from '../../docs/examples/cost-anomaly-detection';
import { Billing } from '../../docs/examples/cost-cost-allocation-tags';
import { StagingBudget } from '../../docs/examples/cost-monthly-budget';
import { StagingNights } from '../../docs/examples/cost-off-hours';
import type { Cluster } from '../../lib/cluster';
import type { AuroraCluster, Database } from '../../lib/database';
import { clusterIn } from '../database/aurora-fixtures';
import { databaseIn } from '../database/fixtures';
import { Template } from '../support/template';
import { nodesIn } from './fixtures';

describe('the examples of the reference', () => {
  it('stop a database, an Aurora cluster and nodes at night', () => {
    const template = Template.of((stack) => {
      const cluster = { nodeGroups: new Map([['apps', nodesIn(stack)]]) } as unknown as Cluster;
      const orders = databaseIn(stack) as unknown as Database;
      const reports = clusterIn(stack, {}, 'reports') as unknown as AuroraCluster;
      new StagingNights(stack, 'nights', orders, reports, cluster);
    });
    const apis = Object.values(template.resources('aws_scheduler_schedule')).map(
      ({ target }) => (target as { arn: string }).arn.split(':').at(-1) ?? '',
    );
    expect(new Set(apis)).toEqual(
      new Set(['stopDBInstance', 'startDBInstance', 'stopDBCluster', 'startDBCluster', 'updateNodegroupConfig']),
    );
  });

  it('hold a stack to its budget, and watch the account', () => {
    const template = Template.of((stack) => {
      new StagingBudget(stack, 'budget');
      new AccountCosts(stack, 'costs');
      new Billing(stack, 'billing');
    });
    expect(template.resource('aws_budgets_budget')).toHaveProperty('limit_amount', '400.0');
    expect(template.resource('aws_ce_anomaly_subscription')).toMatchObject({
      threshold_expression: { dimension: { values: ['100'] } },
    });
    expect(Object.keys(template.resources('aws_ce_cost_allocation_tag'))).toHaveLength(4);
  });

  it('refuse an app whose stack says nonsense of its budget', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'budget-'));
    const app = new App({ outdir });
    StagingBudget.guard(app);
    const stack = new TerraformStack(app, 'staging');
    stack.addOverride('//.rampart', { stage: 'staging', budget: 'plenty' });
    expect(() => app.synth()).toThrow(/COST-BUDGET .*its budget is no number of USD/);
    rmSync(outdir, { recursive: true });
  });
});
