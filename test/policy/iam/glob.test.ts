import fc from 'fast-check';
import { globMatches, globsMeet } from '../../../lib/policy/iam/glob';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });

/** What a pattern means, said the long way round. */
function meaning(of: string): RegExp {
  return new RegExp(`^${of.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

it('matches what the pattern means', () => {
  fc.assert(fc.property(pattern, text, (p, t) => globMatches(p, t) === meaning(p).test(t)));
});

it('finds a text that both match, whenever there is one', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (a, b, t) => !(globMatches(a, t) && globMatches(b, t)) || globsMeet(a, b)),
  );
});

it('claims none where there is none', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '?'), maxLength: 4 });
  const texts = ['', ...[1, 2, 3, 4].flatMap((length) => all(length))];
  fc.assert(
    fc.property(short, short, (a, b) => globsMeet(a, b) === texts.some((t) => globMatches(a, t) && globMatches(b, t))),
  );
});

it('is the same both ways round', () => {
  fc.assert(fc.property(pattern, pattern, (a, b) => globsMeet(a, b) === globsMeet(b, a)));
});

it('takes hostile patterns in no time', () => {
  const hostile = 'a*'.repeat(500);
  expect(globMatches(hostile, 'a'.repeat(2000))).toBe(true);
  expect(globMatches(`${hostile}b`, 'a'.repeat(2000))).toBe(false);
  expect(globsMeet(hostile, `${'*a'.repeat(500)}b`)).toBe(true);
});

function all(length: number): string[] {
  return length === 0 ? [''] : all(length - 1).flatMap((rest) => [`a${rest}`, `b${rest}`]);
}
