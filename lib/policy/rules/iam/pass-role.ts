import { isBlank } from '../../iam/blank';
import { deniesForGood, isBounded, namesServices } from '../../iam/bound';
import { patternText } from '../../iam/pattern';
import { namesAction } from '../../iam/permissions';
import { identityPattern, matchesEvery, mayBeRole } from '../../iam/role-pattern';
import { nameOf, type Statement } from '../../iam/statement';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { identityDocuments, identityTypes } from './identity-policies';

const action = 'iam:passrole';

/** SEC-IAM-PASSROLE */
export const passRole: ResourceRule = {
  id: 'SEC-IAM-PASSROLE',
  severity: 'high',
  title: 'Any role, or a role for any service, can be passed',
  why: 'Whoever may pass a role to a service acts with that role: with the strongest one of the account when any may be passed.',
  fix: 'Name the ARN of the role in Resource and the service in a StringEquals condition on iam:PassedToService.',
  controls: ['AWS-FSBP IAM.1'],
  example: {
    bad: '{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }',
    good: '{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "${aws_iam_role.task.arn}", "Condition": { "StringEquals": { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }',
  },
  types: identityTypes,
  *check(resource, graph) {
    for (const { attribute, statements, faults } of identityDocuments(resource, graph)) {
      yield* faults;
      const denied = statements.some(
        (statement) => deniesForGood(statement) && namesAction(statement, action) && isOnEverything(statement),
      );
      if (denied) continue;
      for (const statement of statements) yield* judge(attribute, statement);
    }
  },
};

function* judge(attribute: string, statement: Statement): Iterable<Fault> {
  if (statement.effect === 'Deny' || !namesAction(statement, action)) return;
  const resources = (statement.resources ?? []).filter(mayBeRole);
  if (resources.length === 0 && !statement.notResources) return;
  const at = `${attribute}.Statement[${statement.index}]`;
  const patterns = resources.map(identityPattern);
  const every = statement.notResources || patterns.some((pattern) => matchesEvery('role', pattern));
  const named = patterns.join(', ') || 'every role except some';
  if (every)
    yield { attribute: at, value: named, message: `${nameOf(statement)} lets every role of the account be passed` };
  else if (!namesServices(statement) && !isBounded(statement))
    yield {
      attribute: at,
      value: named,
      message: `${nameOf(statement)} lets a role be passed to any service: it has no condition on iam:PassedToService`,
    };
  for (const value of resources.filter(isBlank))
    yield unverifiable(at, value, `which roles ${nameOf(statement)} lets be passed is not known`);
}

function isOnEverything(statement: Statement): boolean {
  return (statement.resources ?? []).some((value) => /^\*+$/.test(patternText(value)));
}
