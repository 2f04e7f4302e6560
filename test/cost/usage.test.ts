import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineEnvironment } from '../../environments/environment';
import { prod } from '../../environments/prod';
import { USAGE } from '../../lib/cost';

const page = readFileSync(join(__dirname, '../../docs/cost.md'), 'utf8');
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

describe('figures of use', () => {
  it.each(Object.entries(USAGE))(
    '%s stands in docs/cost.md with its unit and default',
    (key, { what, unit, low, expected, high }) => {
      const defaults = [low, expected, high].map((value) => figures.format(value)).join(' / ');
      expect(page).toContain(`| \`${key}\` | ${what} | ${unit} | ${defaults} |`);
    },
  );

  it('rise from low to high', () => {
    for (const { low, expected, high } of Object.values(USAGE)) expect(low <= expected && expected <= high).toBe(true);
  });
});

describe('an environment', () => {
  it('takes figures, ranges and bought commitments', () => {
    const { usage, commitments } = defineEnvironment('x.ts', {
      ...prod,
      usage: { natGigabytes: 300, logGigabytes: { low: 1, expected: 2, high: 3 } },
      commitments: [
        {
          bought: 'cache',
          nodeType: 'cache.m7g.large',
          engine: 'valkey',
          count: 2,
          term: '1y',
          payment: 'no-upfront',
          start: '2026-12-01',
        },
      ],
    });
    expect([usage?.natGigabytes, commitments?.length]).toEqual([300, 1]);
  });

  it.each<[string, object, RegExp]>([
    ['a figure that does not exist', { usage: { natTerabytes: 1 } }, /`usage\.natTerabytes` must be a known setting/],
    ['less than nothing', { usage: { natGigabytes: -1 } }, /`usage\.natGigabytes`/],
    ['a range upside down', { usage: { natGigabytes: { low: 3, expected: 2, high: 1 } } }, /`usage\.natGigabytes`/],
    ['a commitment of another kind', { commitments: [{ bought: 'hope' }] }, /`commitments\.0/],
    [
      'a commitment without a day',
      {
        commitments: [
          { bought: 'savings-plan', kind: 'compute', usdPerHour: 1, term: '1y', payment: 'no-upfront', start: 'soon' },
        ],
      },
      /`commitments\.0\.start` must be a day such as 2026-03-01/,
    ],
  ])('refuses %s', (_, more, message) => {
    expect(() => defineEnvironment('x.ts', { ...prod, ...more } as never)).toThrow(message);
  });
});
