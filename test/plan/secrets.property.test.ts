/** A planted secret is in no output, whatever it is and wherever it stands. */
import fc from 'fast-check';
import { parsePlan, previewOf, renderPreview } from '../../lib/plan';
import { type Entry, planJson } from './support/plan';

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const odd = `${letters}!"#$%&'()*+,-./:;<=>?@[]^_\`{|}~\\ \n`;
const word = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

/** Secrets of any shape, which only a mark gives away. */
const marked = fc
  .tuple(word(letters, 4, 20), word(odd, 4, 60), word('23456789', 2, 4))
  .map(([start, middle, end]) => `Q${start}${middle}${end}z`);
/** Secrets that nobody marks, which the detector knows by their shape. */
const shaped = fc.oneof(
  word('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 16, 16).map((rest) => `AKIA${rest}`),
  word(letters, 36, 36).map((rest) => `ghp_${rest}`),
  word(letters, 12, 30).map((rest) => `postgres://app:Q${rest}@db.internal/orders`),
);

/** Ways in which a marked value stands in a change. */
const places: readonly ((secret: string, mark: boolean) => Entry)[] = [
  (secret, mark) => ({ after: { value: secret }, afterSensitive: { value: mark } }),
  (secret, mark) => ({ before: { value: secret }, beforeSensitive: { value: mark } }),
  (secret, mark) => ({
    before: { list: ['a', secret], name: 'x' },
    after: { list: ['b', `${secret}2`], name: 'y' },
    beforeSensitive: { list: [false, mark] },
    afterSensitive: { list: [false, mark] },
  }),
  (secret, mark) => ({
    after: { environment: [{ variables: { A: secret, B: 'b' } }], tags: { note: 'n' } },
    afterSensitive: { environment: [{ variables: mark ? { A: true } : {} }] },
  }),
  // Marked in one place, and put into others by whoever wrote the configuration.
  (secret, mark) => ({
    after: {
      value: secret,
      document: JSON.stringify({ image: 'x', environment: [{ name: 'LOGIN', value: `user:${secret}` }] }),
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:Get', Resource: secret }] }),
      script: `#!/bin/sh\necho ${secret}\n`,
      encoded: Buffer.from(`#cloud-config\n${secret}\n`).toString('base64'),
      [secret]: 'a key',
    },
    afterSensitive: { value: mark },
  }),
  (secret, mark) => ({
    address: `aws_security_group.it[${JSON.stringify(secret)}]`,
    after: {
      name: secret,
      description: `by ${secret}`,
      ingress: [{ description: secret, cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22, protocol: 'tcp' }],
    },
    afterSensitive: { name: mark },
  }),
];

/** A secret as it could come out: as it is, quoted, in HTML, in base64, or only its lines. */
function formsOf(secret: string): readonly string[] {
  const html = secret.replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const lines = secret.split('\n').filter((line) => line.trim().length >= 12);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    html,
    secret.replaceAll('\n', '⏎'),
    Buffer.from(secret).toString('base64').slice(0, -4),
    ...lines,
  ];
}

function leaks(secret: string, entry: Entry, where: 'change' | 'drift' | 'output'): string | undefined {
  const json = planJson(where === 'output' ? [] : [entry]);
  const [change] = json.resource_changes;
  const { before, after, beforeSensitive = false, afterSensitive = false } = entry;
  const moved =
    where === 'drift'
      ? { ...json, resource_drift: [change], resource_changes: [] }
      : where === 'output'
        ? {
            ...json,
            output_changes: {
              url: {
                actions: ['create'],
                before: before ?? null,
                after: after ?? null,
                after_unknown: false,
                before_sensitive: beforeSensitive,
                after_sensitive: afterSensitive,
              },
            },
          }
        : json;
  const preview = previewOf(parsePlan(JSON.stringify(moved), 'plan.json'));
  for (const format of ['markdown', 'text', 'html', 'json'] as const) {
    const text = renderPreview({ previews: [preview], revision: {} }, format);
    const form = formsOf(secret).find((one) => text.includes(one));
    if (form !== undefined) return `${format}: ${form}\n${text}`;
  }
  return undefined;
}

describe('a planted secret', () => {
  it('that Terraform marks is in no output', () => {
    fc.assert(
      fc.property(
        marked,
        fc.constantFrom(...places),
        fc.constantFrom('change', 'drift', 'output'),
        (secret, place, where) => {
          expect(leaks(secret, place(secret, true), where)).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('that nobody marks and the detector knows is in no output', () => {
    fc.assert(
      fc.property(
        shaped,
        fc.constantFrom(...places),
        fc.constantFrom('change', 'drift', 'output'),
        (secret, place, where) => {
          expect(leaks(secret, place(secret, false), where)).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a variable that is declared sensitive is in no output', () => {
    const secret = 'Vq7-planted-by-variable';
    const json = {
      ...planJson([{ after: { name: `x-${secret}` } }]),
      variables: { login: { value: secret } },
    };
    const variables = { login: { sensitive: true } };
    const plan = parsePlan(
      JSON.stringify({ ...json, configuration: { root_module: { ...json.configuration.root_module, variables } } }),
      'plan.json',
    );
    const text = renderPreview({ previews: [previewOf(plan)], revision: {} }, 'json');
    expect(text).toContain('"kind": "hidden"');
    expect(text).not.toContain(secret);
  });
});
