import { catalogue } from '../../../lib/policy';
import { renderPolicyDocs } from '../../../lib/policy/docs';
import type { RuleCases } from '../support/cases';
import { checkConfig } from '../support/check';
import * as network from './network.cases';

const tables: readonly RuleCases[] = Object.values({ ...network });

/** Findings of the rule itself, and those that say that it could not decide. */
function about(rule: string, config: object) {
  const findings = checkConfig(config).findings;
  return {
    own: findings.filter((finding) => finding.rule === rule),
    open: findings.filter(
      (finding) => finding.rule === 'SEC-UNVERIFIABLE' && finding.message.startsWith(`${rule} cannot`),
    ),
  };
}

describe.each(tables.map((table) => [table.rule, table] as const))('%s', (rule, table) => {
  it.each(Object.entries(table.failing))('refuses %s', (_, config) => {
    expect(about(rule, config).own).not.toEqual([]);
  });
  it.each(Object.entries(table.passing))('accepts %s', (_, config) => {
    expect(about(rule, config)).toEqual({ own: [], open: [] });
  });
  it.each(Object.entries(table.notApplicable))('does not look at %s', (_, config) => {
    expect(about(rule, config)).toEqual({ own: [], open: [] });
  });
  it.each(Object.entries(table.unknown))('does not believe what is not known: %s', (_, config) => {
    const { own, open } = about(rule, config);
    expect([...own, ...open]).not.toEqual([]);
  });
});
