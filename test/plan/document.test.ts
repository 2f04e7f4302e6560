import { parsePlan } from '../../lib/plan';
import { planJson } from './support/plan';

const read = (json: unknown) => () => parsePlan(JSON.stringify(json), 'plan.json');

describe('reading a plan', () => {
  it('takes every minor of format 1', () => {
    for (const version of ['1.0', '1.2', '1.9'])
      expect(read({ ...planJson([]), format_version: version })).not.toThrow();
  });

  it('refuses another major, which may mean something else', () => {
    expect(read({ ...planJson([]), format_version: '2.0' })).toThrow(
      /plan\.json: plan format_version "2\.0", expected 1\.x/,
    );
  });

  it('refuses a state, and says how a plan is made', () => {
    expect(read({ format_version: '1.0', values: {} })).toThrow(/this is a state, not a plan.*terraform plan -out/s);
  });

  it.each([
    ['a list', []],
    ['another document', { resource: {} }],
  ])('refuses %s', (_, json) => {
    expect(read(json)).toThrow(/not a plan: it has no format_version/);
  });

  it('refuses a saved plan, and says how it is shown', () => {
    expect(() => parsePlan('PK\u0003\u0004', 'plan.bin')).toThrow(/terraform show -json plan\.bin/);
  });

  it('names line and column of what is no JSON', () => {
    expect(() => parsePlan('{\n  "format_version": ,\n}', 'plan.json')).toThrow(/plan\.json:2:/);
  });
});
