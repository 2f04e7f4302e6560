import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { App } from 'cdktf';
import { type Estimate, estimatePaths } from '../../lib/cost';
import { addStacks } from '../../stacks/app';
import { renderCosts } from '../../stacks/costs';

const outdir = mkdtempSync(join(tmpdir(), 'costs-'));
afterAll(() => rmSync(outdir, { recursive: true }));
let estimate: Estimate;

beforeAll(() => {
  const app = new App({ outdir });
  addStacks(app);
  app.synth();
  estimate = estimatePaths([outdir]);
}, 60_000);

describe.each(['staging', 'prod'])('%s', (name) => {
  const stack = () => estimate.stacks.find((each) => each.name === name);

  it('is declared to cost over 30 % less than on demand', () => {
    expect(stack()?.savingsPercent).toBeGreaterThan(30);
  });

  it('has nothing unpriced', () => {
    expect(estimate.unpriced.filter((item) => item.stack === name)).toEqual([]);
  });

  it('says of each declared commitment that it is not bought yet', () => {
    const declared = estimate.resources.filter(
      (each) => each.stack === name && /reserved|savings plan/.test(each.purchase),
    );
    const warned = estimate.warnings.filter((warning) => warning.startsWith(`COST-UNCOVERED ${name}/`));
    expect([warned.length > 0, warned.length]).toEqual([true, declared.length]);
  });
});

it('prices all of it: no other type of ours is sold by the hour and has no price', () => {
  expect(estimate.unpriced.filter((item) => item.hourly)).toEqual([]);
});

it('is summed up by npm start: total, range, on demand, saving, owned, the three dearest resources', () => {
  // In CI the table is coloured.
  const text = stripVTControlCharacters(renderCosts(outdir, ['staging', 'prod', 'prod-workloads']));
  const row = text.split('\n').find((line) => line.includes('prod '));
  expect(row).toMatch(
    /│ .*prod.* │ +[\d,.]+ │ [\d,.]+ – [\d,.]+ │ +[\d,.]+ │ +\d\d % │ +[\d,.]+ │ cluster\/pool-base\/group [\d.]+ +│/,
  );
  expect(text.match(/│ {9}│/g)?.length).toBeGreaterThanOrEqual(4);
  expect(text).toMatch(/COST-UNCOVERED: \d declared commitments are not bought/);
  expect(text).not.toContain('workloads');
});
