import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Preview, previewFiles, previewOf, renderPreview } from '../../lib/plan';
import { fixtureText } from './support/fixture';
import { type Entry, plan, planJson } from './support/plan';

const folder = mkdtempSync(join(tmpdir(), 'preview-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const preview = (entries: readonly Entry[], rest = {}): Preview => previewOf(plan(entries, rest));

describe('what a plan does', () => {
  it('knows every action of Terraform', () => {
    const it = { id: 'i', size: 1 };
    const { groups, counts } = preview([
      { address: 'aws_thing.create', after: it },
      { address: 'aws_thing.update', before: it, after: { ...it, size: 2 } },
      { address: 'aws_thing.first', before: it, after: it, actions: ['delete', 'create'] },
      { address: 'aws_thing.last', before: it, after: it, actions: ['create', 'delete'] },
      { address: 'aws_thing.delete', before: it },
      { address: 'aws_thing.forget', before: it, actions: ['forget'] },
      {
        address: 'aws_thing.move',
        before: it,
        after: it,
        actions: ['no-op'],
        entry: { previous_address: 'aws_thing.old' },
      },
      { address: 'aws_thing.import', before: it, after: it, actions: ['no-op'], change: { importing: { id: 'i' } } },
      { address: 'aws_thing.same', before: it, after: it, actions: ['no-op'] },
      { address: 'aws_thing.odd', before: it, after: it, actions: ['transmogrify'] },
    ]);
    const actions = groups.flatMap(({ changes }) => changes.map(({ address, action }) => `${address} ${action}`));
    expect(actions).toEqual([
      'aws_thing.create create',
      'aws_thing.delete delete',
      'aws_thing.first replace-delete-first',
      'aws_thing.forget forget',
      'aws_thing.import import',
      'aws_thing.last replace-create-first',
      'aws_thing.move move',
      'aws_thing.odd unknown',
      'aws_thing.update update',
    ]);
    expect(counts).toMatchObject({
      create: 1,
      update: 1,
      replace: 2,
      delete: 1,
      forget: 1,
      move: 1,
      import: 1,
      unknown: 1,
    });
  });

  it('stops at an action that it does not know: it is never taken for harmless', () => {
    const { verdict, destructions } = preview([{ before: { id: 'i' }, after: { id: 'i' }, actions: ['transmogrify'] }]);
    expect(verdict).toEqual({
      level: 'stop',
      text: expect.stringContaining('1 change of a kind that is not known here'),
    });
    expect(destructions).toHaveLength(1);
  });

  it('stops at a plan that Terraform could not finish', () => {
    expect(preview([{ after: { id: 'i' } }], { errored: true }).verdict.level).toBe('stop');
    expect(preview([{ after: { id: 'i' } }], { complete: false }).warnings[0]).toMatch(/another plan has more to do/);
  });

  it('tells what is put off, and why', () => {
    const [entry] = planJson([{ address: 'aws_thing.later', after: { id: 'i' } }]).resource_changes;
    const { deferred, verdict } = preview([], {
      deferred_changes: [{ reason: 'provider_config_unknown', resource_change: entry }],
    });
    expect(deferred).toEqual([
      {
        why: 'the configuration of its provider is not known yet',
        change: expect.objectContaining({ address: 'aws_thing.later' }),
      },
    ]);
    expect(verdict.level).toBe('look');
  });

  it('names a deposed object', () => {
    const [lost] = preview([
      { address: 'aws_db_instance.d', before: { id: 'i' }, entry: { deposed: 'abcd1234' } },
    ]).destructions;
    expect(lost?.why[0]).toBe('it is deposed object abcd1234, which a failed replacement left behind');
  });

  it('says what becomes of the data, and that a rename looks like this', () => {
    const before = {
      id: 'orders',
      deletion_protection: true,
      skip_final_snapshot: false,
      delete_automated_backups: true,
    };
    const [lost] = preview([
      { address: 'aws_db_instance.orders', before },
      { address: 'aws_db_instance.orders2', after: { identifier: 'x' } },
    ]).destructions;
    expect(lost).toMatchObject({ stateful: true, action: 'delete' });
    expect(lost?.fate).toEqual([
      'deletion_protection is on: the apply fails unless it is switched off first',
      'a final snapshot is taken',
      'its automated backups are deleted with it',
    ]);
    expect(lost?.why).toContainEqual(
      expect.stringMatching(/aws_db_instance\.orders2 of the same type is made: .* moved block/),
    );
  });

  it('leaves out as drift what AWS only repeats, and keeps what nobody wrote', () => {
    const role = { id: 'api', name: 'api' };
    const own = { name: 'own', policy: '{"Statement":[]}' };
    const change = (after: readonly object[]) => ({
      address: 'aws_iam_role.api',
      mode: 'managed',
      type: 'aws_iam_role',
      name: 'api',
      change: { actions: ['update'], before: { ...role, inline_policy: [] }, after: { ...role, inline_policy: after } },
    });
    const written = [{ address: 'aws_iam_role_policy.own', before: own, after: own, actions: ['no-op'] }];
    expect(preview(written, { resource_drift: [change([own])] }).drift).toEqual([]);
    const hand = { name: 'by-hand', policy: '{"Statement":[]}' };
    expect(preview(written, { resource_drift: [change([own, hand])] }).drift).toHaveLength(1);
  });

  it('says that nothing changes, and that nothing bad does', () => {
    expect(preview([]).verdict).toEqual({ level: 'none', text: 'Nothing changes.' });
    expect(preview([{ after: { a: 1 } }]).verdict).toEqual({
      level: 'ok',
      text: '1 created; nothing is destroyed, nobody gets more access.',
    });
  });
});

describe('findings against the base branch', () => {
  const open = { address: 'aws_db_instance.d', after: { identifier: 'd', publicly_accessible: true } };
  const head = file('head.json', planJson([open]));
  const of = (base: unknown) => previewFiles([`prod=${head}`], { baseFindings: file('base.json', base) })[0]?.findings;
  const found = () => previewFiles([`prod=${head}`])[0]?.findings;
  const rule = 'SEC-RDS-PUBLIC';

  it('are all new without them, and said to be', () => {
    expect(found()).toMatchObject({ compared: false, known: 0 });
    expect(found()?.added.map((one) => one.rule)).toContain(rule);
  });

  it('are known when the base branch has the same, of the same environment', () => {
    const message = found()?.added.find((one) => one.rule === rule)?.message ?? '';
    const same = { rule, stack: 'prod', address: open.address, message: `${message} (construct props: x)` };
    expect(of({ findings: [same] })).toMatchObject({ compared: true, known: 1 });
    expect(
      of({
        findings: [
          { ...same, stack: 'staging' },
          { ...same, stack: 'prod', address: 'x' },
        ],
      })?.known,
    ).toBe(0);
  });

  it('are altered when only the rule and the place are the same, and repaired ones are counted', () => {
    const findings = of({
      findings: [
        { rule, stack: 'prod', address: open.address, message: 'something else' },
        { rule: 'SEC-X', stack: 'prod', address: 'aws_thing.gone', message: 'm' },
      ],
    });
    expect(findings?.altered.map((one) => one.rule)).toEqual([rule]);
    expect(findings?.repaired).toBe(1);
  });
});

describe('previews of files', () => {
  const planFile = file('actions.json', fixtureText('actions'));

  it('are taken stored in place of their plans, and are the same', () => {
    const [made] = previewFiles([`prod=${planFile}`]);
    const stored = file('stored.json', renderPreview({ previews: made ? [made] : [], revision: {} }, 'json'));
    expect(previewFiles([stored])).toEqual([made]);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'two plans have one name',
      () => previewFiles([`prod=${planFile}`, `prod=${planFile}`]),
      /two plans are both called "prod".*staging=plan-a\.json/,
    ],
    [
      'a stored preview is of another version',
      () => previewFiles([file('v2.json', { rampartPreview: 2 })]),
      /a preview of version 2, expected 1/,
    ],
    [
      'the base findings are something else',
      () => previewFiles([planFile], { baseFindings: planFile }),
      /expected the result of rampart check --format json/,
    ],
    ['the file is not there', () => previewFiles([join(folder, 'none.json')]), /cannot be read \(ENOENT\)/],
  ])('are refused when %s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});
