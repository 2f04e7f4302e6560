import type { RuleInfo } from '../rule';

/** Waivers are checked like everything else. */
export const waiverRule: RuleInfo = {
  id: 'DET-WAIVER',
  severity: 'medium',
  title: 'A waiver is expired, ambiguous or covers nothing',
  why: 'An exception that nobody looks at any more silently covers the next mistake.',
  fix: 'Remove the waiver, or renew it with a reason that still holds.',
  controls: [],
  noControl: 'It keeps the other rules honest; no framework has a control for it.',
  example: { bad: "allow({ …, expires: '2020-01-01' })", good: "allow({ …, expires: '2027-06-30' })" },
};
