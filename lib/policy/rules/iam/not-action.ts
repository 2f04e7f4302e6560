import { patternText } from '../../iam/pattern';
import { nameOf } from '../../iam/statement';
import type { ResourceRule } from '../../rule';
import { identityDocuments, identityTypes } from './identity-policies';

/** SEC-IAM-NOTACTION */
export const notAction: ResourceRule = {
  id: 'SEC-IAM-NOTACTION',
  severity: 'high',
  title: 'A policy allows everything except a list',
  why: 'It grants every action and service that AWS adds tomorrow; what was meant as a restriction is a grant.',
  fix: 'Write Allow with Action and Resource. To keep something out, write a Deny with Action, or Deny with NotAction.',
  controls: ['AWS-FSBP IAM.1', 'CIS-AWS-7.0 2.14'],
  example: {
    bad: '{ "Effect": "Allow", "NotAction": "iam:DeleteUser", "Resource": "*" }',
    good: '{ "Effect": "Deny", "NotAction": "iam:*", "Resource": "*" }',
  },
  types: identityTypes,
  *check(resource, graph) {
    for (const { attribute, statements, faults } of identityDocuments(resource, graph)) {
      yield* faults;
      for (const statement of statements) {
        if (statement.effect === 'Deny') continue;
        const { notActions, notResources } = statement;
        if (notActions) {
          yield {
            attribute,
            value: notActions,
            message: `${nameOf(statement)} allows every action except ${notActions.map(patternText).join(', ')}`,
          };
        }
        if (notResources) {
          yield {
            attribute,
            value: notResources,
            message: `${nameOf(statement)} allows its actions on every resource except ${notResources.map(patternText).join(', ')}`,
          };
        }
      }
    }
  },
};
