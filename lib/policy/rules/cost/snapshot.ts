import { isMap, isOpen } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { blocksOf } from '../values';

/** COST-SNAPSHOT */
export const endlessSnapshots: ResourceRule = {
  id: 'COST-SNAPSHOT',
  severity: 'low',
  title: 'A backup plan keeps every copy for ever',
  why: 'Each day adds a recovery point, none is ever deleted, and each GB is paid for every month: after a year the backups cost more than what they back up.',
  fix: 'Give each rule a lifecycle with delete_after, and cold_storage_after for what is kept longer than 90 days.',
  controls: [],
  noControl: 'The frameworks in use ask for backups that are kept long enough: REL-BACKUP has it.',
  example: {
    bad: '{ "aws_backup_plan": { "daily": { "rule": [{ "rule_name": "daily", "target_vault_name": "main" }] } } }',
    good: '{ "aws_backup_plan": { "daily": { "rule": [{ "rule_name": "daily", "target_vault_name": "main", "lifecycle": { "delete_after": 35 } }] } } }',
  },
  types: ['aws_backup_plan'],
  *check(plan) {
    for (const [index, rule] of blocksOf(plan, 'rule').entries()) {
      const attribute = `rule[${index}].lifecycle.delete_after`;
      const message = 'it never deletes what it copies';
      if (!isMap(rule)) {
        if (isOpen(rule)) yield unverifiable(`rule[${index}]`, rule, 'for how long it keeps its copies is not known');
        continue;
      }
      const lifecycles = blocksOf(rule, 'lifecycle');
      if (lifecycles.length === 0) yield { attribute, message };
      for (const lifecycle of lifecycles) {
        const days = isMap(lifecycle) ? numberOf(lifecycle.delete_after) : lifecycle;
        if (isOpen(days)) yield unverifiable(attribute, days, 'for how long it keeps its copies is not known');
        else if (days === undefined || days === 0) yield { attribute, message };
      }
    }
  },
};
