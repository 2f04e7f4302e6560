import { allowReplace } from '../../lib/policy';
import { checkConfig, checkFiles } from './support/check';

const plan = (...changes: object[]) => ({
  format_version: '1.2',
  planned_values: { root_module: {} },
  configuration: { root_module: {} },
  resource_changes: changes,
});
const change = (name: string, actions: string[], more: object = {}) => ({
  address: `aws_db_instance.${name}`,
  mode: 'managed',
  type: 'aws_db_instance',
  name,
  change: { actions, ...more },
});
const reason = 'The encrypted copy was restored next to it on Monday.';
const approval = { owner: 'data', expires: '2027-01-31' };
const now = new Date('2026-11-21T12:00:00Z');

it('says which attribute forces the replacement', () => {
  const [finding] = checkConfig(
    plan(change('orders', ['delete', 'create'], { replace_paths: [['kms_key_id']] })),
  ).findings;
  expect(finding).toMatchObject({ rule: 'REL-REPLACE', address: 'aws_db_instance.orders' });
  expect(finding?.message).toContain('kms_key_id cannot change in place');
});

it('recognises a construct that was renamed, and says how to move it', () => {
  const [finding] = checkConfig(plan(change('old', ['delete']), change('new', ['create']))).findings;
  expect(finding?.message).toContain('moved or renamed');
  expect(finding?.fix).toContain('from = aws_db_instance.old, to = aws_db_instance.new');
});

it('lets through what allowReplace names, and nothing else', () => {
  const waivers = [allowReplace('aws_db_instance.orders', reason, approval)];
  const { findings } = checkConfig(plan(change('orders', ['delete']), change('users', ['delete'])), { waivers, now });
  expect(findings.map(({ rule, address, waived }) => [rule, address, waived])).toEqual([
    ['REL-REPLACE', 'aws_db_instance.orders', true],
    ['REL-REPLACE', 'aws_db_instance.users', false],
  ]);
});

it('is not asked for in a check of the configuration, which replaces nothing', () => {
  const waivers = [allowReplace('aws_db_instance.orders', reason, approval)];
  expect(checkFiles({ 'main.tf.json': { resource: { aws_vpc: {} } } }, { waivers, now }).findings).toEqual([]);
});

it('is a finding when a plan no longer replaces it', () => {
  const waivers = [allowReplace('aws_db_instance.orders', reason, approval)];
  const { findings } = checkConfig(plan(change('orders', ['update'])), { waivers, now });
  expect(findings.map((finding) => finding.rule)).toEqual(['DET-WAIVER']);
});

it('needs a reason that says something', () => {
  expect(() => allowReplace('aws_db_instance.orders', 'ok', approval)).toThrow(/at least 20 characters/);
});

it('leaves the sandbox alone', () => {
  expect(checkConfig(plan(change('orders', ['delete'])), { stage: 'sandbox' }).findings).toEqual([]);
});
