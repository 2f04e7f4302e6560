import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../lib/policy';
import { renderPolicyDocs } from '../../../lib/policy/docs';
import type { RuleCases } from '../support/cases';
import { checkConfig } from '../support/check';

/** Every table that a `*.cases.ts` beside this file exports. */
const tables: readonly RuleCases[] = readdirSync(__dirname)
  .filter((name) => name.endsWith('.cases.ts'))
  .flatMap((name) => Object.values(require(join(__dirname, name)) as Record<string, readonly RuleCases[]>).flat());

/** Findings of the rule itself, and those that say that it could not decide. */
function about(rule: string, config: object) {
  const findings = checkConfig(config).findings;
  return {
    own: findings.filter((finding) => finding.rule === rule),
    open: findings.filter((finding) => finding.undecided?.includes(rule)),
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

describe('every rule', () => {
  /** Their cases need files of a synth: test/adversarial has them. */
  const elsewhere = ['SEC-NO-ATTESTATION', 'SEC-DIGEST', 'SEC-UNVERIFIABLE', 'DET-WAIVER'];

  it.each(catalogue.map((rule) => rule.id))('%s has failing, passing, not applicable and unknown cases', (id) => {
    if (elsewhere.includes(id)) return;
    const table = tables.find((candidate) => candidate.rule === id);
    for (const kind of ['failing', 'passing', 'notApplicable', 'unknown'] as const) {
      expect(Object.keys(table?.[kind] ?? {})).not.toEqual([]);
    }
  });

  it.each(catalogue.map((rule) => [rule.id, rule] as const))(
    '%s has a page, a why, a fix and its controls, or says why none',
    (id, rule) => {
      expect(renderPolicyDocs()[`docs/policy/${id}.md`]).toContain(rule.fix);
      expect(rule.why.length).toBeGreaterThan(40);
      expect(rule.controls.length > 0 || (rule.noControl ?? '').length > 20).toBe(true);
    },
  );

  it('has an id of its own', () => {
    expect(new Set(catalogue.map((rule) => rule.id)).size).toBe(catalogue.length);
  });
});
