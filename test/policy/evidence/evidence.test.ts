import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  catalogue,
  type Evidence,
  evidencePaths,
  renderEvidenceJson,
  renderEvidenceMarkdown,
  type Waiver,
} from '../../../lib/policy';

const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
const file = join(folder, 'app.tf.json');
afterAll(() => rmSync(folder, { recursive: true }));
const now = new Date('2026-11-21T10:00:00Z');

function collect(databases: object, waivers: readonly Waiver[] = []): Evidence {
  writeFileSync(file, JSON.stringify({ resource: databases }));
  return evidencePaths([file], { waivers, now });
}

function about(name: string, evidence: Evidence) {
  const found = evidence.controls.find(({ control }) => `${control.framework} ${control.id}` === name);
  if (!found) throw new Error(name);
  return found;
}

const closed = { publicly_accessible: false };
const open = { publicly_accessible: true };
const waiver: Waiver = {
  rule: 'SEC-RDS-PUBLIC',
  address: 'aws_db_instance.open',
  reason: 'Demo data alone, reviewed in RFC 12',
  owner: 'data',
  expires: '2027-01-31',
};

it('says which stack and file was checked, by digest, when and with what', () => {
  const evidence = collect({ aws_db_instance: { closed } });
  const sha256 = createHash('sha256')
    .update(JSON.stringify({ resource: { aws_db_instance: { closed } } }))
    .digest('hex');
  expect(evidence).toMatchObject({
    tool: expect.stringMatching(/^rampart \d+\./),
    time: '2026-11-21T10:00:00.000Z',
    stacks: [{ name: 'app', stage: 'prod', files: [{ file, sha256 }] }],
  });
});

it('lists what satisfies a control and what does not, resource by resource', () => {
  const control = about('AWS-FSBP RDS.2', collect({ aws_db_instance: { closed, open } }));
  expect(control.result).toBe('finding');
  expect(control.subjects.filter(({ rule }) => rule === 'SEC-RDS-PUBLIC')).toEqual([
    { stack: 'app', address: 'aws_db_instance.closed', rule: 'SEC-RDS-PUBLIC', outcome: 'satisfied', detail: '' },
    {
      stack: 'app',
      address: 'aws_db_instance.open',
      rule: 'SEC-RDS-PUBLIC',
      outcome: 'finding',
      detail: expect.stringContaining('publicly_accessible = true'),
    },
  ]);
});

it.each<[string, object, readonly Waiver[], string]>([
  ['finding', { aws_db_instance: { x: { publicly_accessible: '${var.x}' } } }, [], 'AWS-FSBP RDS.2'],
  ['waived', { aws_db_instance: { open } }, [waiver], 'AWS-FSBP RDS.2'],
  ['finding', { aws_db_instance: { open } }, [{ ...waiver, expires: '2026-01-31' }], 'AWS-FSBP RDS.2'],
  ['not applicable', { aws_vpc: { x: {} } }, [], 'AWS-FSBP RDS.2'],
  ['not applicable', { aws_db_instance: { closed } }, [], 'AWS-FSBP SQS.1'],
])('%s: %j', (expected, resources, waivers, name) => {
  const { result, subjects } = about(name, collect(resources, waivers));
  // Without a subnet group the other rule of the control notes where the database stands.
  const own = subjects.filter(({ rule }) => rule === 'SEC-RDS-PUBLIC');
  expect([result, ...own.map(({ outcome }) => outcome)]).toContain(expected);
});

it('claims nothing for a control that no rule names', () => {
  const unchecked = collect({}).controls.filter(({ result }) => result === 'not checked');
  const named = new Set(catalogue.flatMap((rule) => rule.controls));
  expect(unchecked.map(({ control }) => `${control.framework} ${control.id}`)).toEqual(
    collect({})
      .controls.map(({ control }) => `${control.framework} ${control.id}`)
      .filter((name) => !named.has(name)),
  );
  expect(unchecked.every(({ rules, subjects }) => rules.length === 0 && subjects.length === 0)).toBe(true);
});

it('writes JSON with a row a control, and the same again for the same files and moment', () => {
  const text = renderEvidenceJson(collect({ aws_db_instance: { open } }));
  expect(Object.keys(JSON.parse(text).controls[0])).toEqual([
    'framework',
    'id',
    'level',
    'setting',
    'result',
    'rules',
    'subjects',
  ]);
  expect(renderEvidenceJson(collect({ aws_db_instance: { open } }))).toBe(text);
});

it('writes Markdown: digests, an overview, a row a control, hostile names harmless', () => {
  const text = renderEvidenceMarkdown(collect({ aws_db_instance: { 'x`|<script>\u001b[2J': open } }));
  expect(text).toContain('| framework | satisfied | finding | waived | noted | not applicable | not checked |');
  expect(text).toMatch(/^\| RDS\.2 \(critical\) \| .* \| finding \| .*SEC-RDS-PUBLIC.* \|$/m);
  expect(text).not.toContain('\u001b');
  expect(text.replace(/`[^`]*`/g, '')).not.toContain('<script>');
});
