import { isOpen } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';

/** COST-LOG-RETENTION */
export const logRetention: ResourceRule = {
  id: 'COST-LOG-RETENTION',
  severity: 'low',
  title: 'A log group below prod keeps everything for ever',
  why: 'CloudWatch keeps logs until somebody says for how long, and charges for each GB every month. In prod DET-BASELINE asks for a year or more.',
  fix: 'Set retention_in_days: a week in a sandbox, one to three months in staging.',
  controls: [],
  noControl: 'CloudWatch.16, which asks for a retention, is about keeping logs long enough: DET-BASELINE has it.',
  stages: ['sandbox', 'staging'],
  example: {
    bad: '{ "aws_cloudwatch_log_group": { "api": { "name": "api" } } }',
    good: '{ "aws_cloudwatch_log_group": { "api": { "name": "api", "retention_in_days": 30 } } }',
  },
  types: ['aws_cloudwatch_log_group'],
  *check(group) {
    const value = group.get('retention_in_days');
    const days = numberOf(value);
    if (isOpen(days)) yield unverifiable('retention_in_days', days, 'for how long it keeps its logs is not known');
    else if (days === undefined || days === 0)
      yield { attribute: 'retention_in_days', value, message: 'it keeps everything for ever' };
  },
};
