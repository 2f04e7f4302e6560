/** Every class in the spellings that teams use, beside configurations that are nearly the same and right. */

import { checkConfig } from '../policy/support/check';
import { cluster19and48to55 } from './spellings/cluster';
import { data22to31 } from './spellings/data';
import { escape1to6 } from './spellings/escape';
import { identity32to40 } from './spellings/identity';
import { network9to21 } from './spellings/network';
import { reliability56to60 } from './spellings/reliability';
import { secrets41to47 } from './spellings/secrets';
import { asFile, type Spellings } from './spellings/spelling';

const all: readonly Spellings[] = [
  ...escape1to6,
  ...network9to21,
  ...data22to31,
  ...identity32to40,
  ...secrets41to47,
  ...cluster19and48to55,
  ...reliability56to60,
];

/** Classes of files that a synth wrote, which no single configuration shows: attestation.test.ts has them. */
const ofFiles = [7, 8];

describe.each(all.map((row) => [row.class, row.rules[0], row] as const))('class %i, %s', (_, _rule, row) => {
  it.each(Object.entries(row.bad))('refuses %s', (_name, configuration) => {
    const { findings } = checkConfig(asFile(configuration));
    const speaking = findings.filter(
      ({ rule, undecided }) => row.rules.includes(rule) || undecided?.some((one) => row.rules.includes(one)),
    );
    expect(speaking).not.toEqual([]);
  });

  it.each(Object.entries(row.good))('accepts %s', (_name, configuration) => {
    const { findings } = checkConfig(asFile(configuration));
    expect(findings.map(({ rule, address, message }) => `${rule} ${address}: ${message}`)).toEqual([]);
  });
});

describe('the classes', () => {
  it('are all here, 1 to 60', () => {
    const covered = new Set([...ofFiles, ...all.map((row) => row.class)]);
    expect([...covered].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  it.each(all.map((row) => [row.class, row] as const))(
    '%i has six bad spellings and three good ones at least',
    (_, row) => {
      expect(Object.keys(row.bad).length).toBeGreaterThanOrEqual(6);
      expect(Object.keys(row.good).length).toBeGreaterThanOrEqual(3);
    },
  );
});
