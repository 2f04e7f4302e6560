import { type Page, parsePlan, previewOf, renderPreview } from '../../lib/plan';
import { FIXTURES, fixture } from './support/fixture';
import { planJson } from './support/plan';

const LIMIT = 65_536;
const page = (name: string, more: Partial<Page> = {}): Page => ({
  previews: [previewOf(fixture(name), { environment: name })],
  revision: {},
  ...more,
});
const markdown = (name: string, more?: Partial<Page>): string => renderPreview(page(name, more), 'markdown');

/** The text without what stands in blocks and spans of code, where nothing acts. */
function outsideCode(text: string): string {
  return text
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
    .replace(/<code>[^<]*<\/code>/g, '');
}

describe('Markdown for a pull request', () => {
  it.each(FIXTURES)('of %s begins with the marker and fits into a comment', (name) => {
    const text = markdown(name);
    expect(text.startsWith('<!-- rampart-preview -->\n')).toBe(true);
    expect(text.length).toBeLessThan(LIMIT);
  });

  it('says how much of a large plan it leaves out, and where that is', () => {
    const text = markdown('thousands', { link: 'https://ci.example/runs/1' });
    const [, left = '', all] =
      /\*\*(\d+) changes of (\d+) did not fit here\.\*\* They are in \[the whole preview\]\(https:\/\/ci\.example\/runs\/1\)/.exec(
        text,
      ) ?? [];
    expect(all).toBe('2000');
    const named = new Set(text.match(/terraform_data\.\w+\[[^\]]+\]/g)).size;
    // A move names two addresses.
    expect(named + Number(left)).toBeGreaterThanOrEqual(2000);
    expect(text.length).toBeGreaterThan(LIMIT * 0.6);
  });

  it('never leaves out what destroys data, whatever else there is', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      address: `aws_instance.a${index}`,
      after: { name: 'x'.repeat(200) },
    }));
    const lost = { address: 'aws_db_instance.orders', before: { id: 'orders', skip_final_snapshot: true } };
    const plan = parsePlan(JSON.stringify(planJson([...many, lost])), 'plan.json');
    const text = renderPreview({ previews: [previewOf(plan)], revision: {} }, 'markdown');
    expect(text.length).toBeLessThan(LIMIT);
    expect(text.slice(0, 2_000)).toMatch(
      /> \[!CAUTION\]\n> ### 1 resource that holds data is lost or replaced\n>\n> - \*\*DESTROY\*\* `aws_db_instance\.orders`/,
    );
    expect(text).toContain('no final snapshot');
  });

  it('counts the destroyed that there is no room to name', () => {
    const lost = Array.from({ length: 600 }, (_, index) => ({
      address: `aws_db_instance.d${index}["${'k'.repeat(60)}"]`,
      before: { id: `i${index}` },
    }));
    const text = renderPreview(
      { previews: [previewOf(parsePlan(JSON.stringify(planJson(lost)), 'plan.json'))], revision: {} },
      'markdown',
    );
    const named = (text.match(/^> - \*\*DESTROY\*\*/gm) ?? []).length;
    const [, more] = /> - \*\*and (\d+) more, all of them destroyed, replaced or forgotten\*\*/.exec(text) ?? [];
    expect(named + Number(more)).toBe(600);
    expect(text.length).toBeLessThan(LIMIT);
  });

  it('lets nothing hostile out of code: no markup, no HTML, no mention, no link', () => {
    const text = outsideCode(markdown('hostile'));
    const tags = new Set(text.match(/<[^>]*>/g));
    expect([...tags].sort()).toEqual([
      '<!-- rampart-preview -->',
      '</details>',
      '</sub>',
      '</summary>',
      '<details>',
      '<sub>',
      '<summary>',
    ]);
    expect(text).not.toMatch(/@(octocat|org)|[^\\]\]\(|https?:\/\/|javascript:|closes #1/);
    const acting = [...markdown('hostile')].filter(
      (one) => /[\p{Cc}\p{Cf}]/u.test(one) && one !== '\n' && one !== '\u200b',
    );
    expect(acting).toEqual([]);
  });

  it('lets nothing hostile out of messages either', () => {
    const evil = '<b>@octocat</b> [x](https://evil.example) closes #1 `code` | cell';
    const plan = parsePlan(
      JSON.stringify(planJson([{ address: 'aws_db_instance.d', before: { id: 'x' }, entry: { action_reason: evil } }])),
      'plan.json',
    );
    const text = outsideCode(
      renderPreview({ previews: [previewOf(plan, { environment: evil })], revision: {} }, 'markdown'),
    );
    expect(text).not.toMatch(/<b>|@octocat|[^\\]\]\(|:\/\/evil|#1/);
  });

  it('writes no link that is not http', () => {
    expect(markdown('actions', { link: 'javascript:alert(1)' })).not.toContain('javascript');
  });

  it('is marked as stale once the base branch has moved', () => {
    const stale = { head: 'a'.repeat(40), base: 'b'.repeat(40), currentBase: 'c'.repeat(40) };
    expect(markdown('actions', { revision: stale })).toMatch(/> \[!WARNING\]\n> \*\*Stale\.\*\*/);
    expect(markdown('actions', { revision: { ...stale, currentBase: stale.base } })).not.toContain('Stale');
    expect(markdown('actions', { revision: { head: stale.head, base: stale.base } })).not.toContain('Stale');
  });

  it('holds several environments in one comment, each with its verdict', () => {
    const previews = ['aws-create', 'aws-stateful', 'thousands'].map((name) =>
      previewOf(fixture(name), { environment: name }),
    );
    const text = renderPreview({ previews, revision: {} }, 'markdown');
    expect(text.match(/<!-- rampart-preview -->/g)).toHaveLength(1);
    expect(text).toMatch(/\| environment \| verdict \|/);
    for (const { environment } of previews) expect(text).toMatch(new RegExp(`^## \\S+ ${environment}$`, 'm'));
    expect(text.length).toBeLessThan(LIMIT);
  });
});
