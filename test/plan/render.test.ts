/** What the plans of the real terraform are written as, in each format: reviewed by a person, kept in `fixtures/reviewed`. */
import { type Preview, previewOf, renderPreview } from '../../lib/plan';
import { verdictOf } from '../../lib/plan/preview/verdict';
import { FIXTURES, fixture, sourceOf } from './support/fixture';
import { expectReviewed } from './support/reviewed';

/** Rules and prices have tests of their own, and change more often than the page: these stand for them. */
const RULES = ['SEC-SG-WORLD', 'SEC-SECRET-LITERAL', 'REL-REPLACE'];

function steady(name: string): Preview {
  const preview = previewOf(fixture(name), {
    environment: 'prod',
    source: sourceOf(name),
    now: new Date('2026-11-21'),
  });
  const added = preview.findings.added.filter(({ rule }) => RULES.includes(rule));
  const line = {
    address: 'aws_dynamodb_table.orders',
    constructPath: null,
    before: 5.88,
    after: 1303.68,
    purchase: 'on-demand',
  };
  const cost = {
    currency: 'USD',
    basis: 'on-demand' as const,
    before: 14.3,
    after: 1312.1,
    resources: [line],
    unpriced: ['x'],
  };
  const fixed = { ...preview, findings: { ...preview.findings, added }, cost: preview.cost && cost };
  return { ...fixed, verdict: verdictOf(fixed) };
}

const page = (name: string) => ({
  previews: [steady(name)],
  revision: { head: '0123456789abcdef', base: 'fedcba9876543210' },
  link: 'https://ci.example/runs/1',
});

describe('a preview as it is read', () => {
  it.each(FIXTURES)('of %s in Markdown', (name) => {
    expectReviewed(`${name}.md`, renderPreview(page(name), 'markdown'));
  });

  it.each(FIXTURES.filter((name) => name !== 'thousands'))('of %s as text', (name) => {
    expectReviewed(`${name}.txt`, renderPreview(page(name), 'text'));
  });

  it.each(['actions', 'aws-stateful', 'hostile'])('of %s in HTML', (name) => {
    const html = renderPreview(page(name), 'html');
    // Style and script are looked at in a browser, see test/e2e/preview.e2e.ts.
    expectReviewed(
      `${name}.html`,
      html
        .replace(/<style>.*?<\/style>/s, '<style></style>')
        .replace(/<script>.*?<\/script>/s, '<script></script>')
        .replace(/'sha256-[^']+'/g, "'sha256-…'"),
    );
  });

  it.each(['actions', 'sensitive'])('of %s as JSON', (name) => {
    expectReviewed(`${name}.json`, renderPreview(page(name), 'json'));
  });
});
