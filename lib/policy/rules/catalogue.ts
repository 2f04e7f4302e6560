import type { RuleInfo } from '../rule';
import { rules } from './index';
import { unverifiableRule } from './unverifiable';
import { waiverRule } from './waiver';

/** Every rule that a finding can name, sorted by id. */
export const catalogue: readonly RuleInfo[] = [...rules, unverifiableRule, waiverRule].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
