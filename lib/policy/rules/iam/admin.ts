import { isOpen, type Value } from '../../graph/value';
import { patternText } from '../../iam/pattern';
import { actionReach, resourceReach } from '../../iam/reach';
import { nameOf, type Statement } from '../../iam/statement';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { type IdentityDocument, identityDocuments, identityTypes } from './identity-policies';

/** SEC-IAM-ADMIN */
export const adminPolicy: ResourceRule = {
  id: 'SEC-IAM-ADMIN',
  severity: 'critical',
  title: 'A policy gives all permissions, or all power over identities',
  why: 'Whoever gets hold of the identity owns the account. Power over all identities is the same with one more call.',
  fix: 'List the actions that are used and the ARNs that they are used on.',
  controls: ['AWS-FSBP IAM.1', 'CIS-AWS-7.0 2.14'],
  example: {
    bad: '{ "Effect": "Allow", "Action": "*:*", "Resource": "arn:*" }',
    good: '{ "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "${aws_s3_bucket.docs.arn}/*" }',
  },
  types: identityTypes,
  *check(resource, graph) {
    for (const document of identityDocuments(resource, graph)) {
      yield* document.faults;
      yield* judge(document);
    }
  },
};

/** Statements are looked at together: a policy that is cut into pieces allows what the pieces allow. */
function* judge({ attribute, statements }: IdentityDocument): Iterable<Fault> {
  const allowing = statements.filter((statement) => statement.effect !== 'Deny');
  const everywhere = allowing.filter((statement) => resourceReach(texts(statement.resources)) === 'everything');
  const onIdentities = allowing.filter((statement) => resourceReach(texts(statement.resources)) !== 'less');
  const reach = actionReach(everywhere.flatMap((statement) => texts(statement.actions)));
  const identities = actionReach(onIdentities.flatMap((statement) => texts(statement.actions)));
  if (reach === 'everything') {
    yield {
      attribute,
      value: describe(everywhere),
      message: `${names(everywhere)} allows every action on every resource`,
    };
  } else if (identities !== 'less') {
    yield {
      attribute,
      value: describe(onIdentities),
      message: `${names(onIdentities)} allows every change of users, roles and policies, which is as much as every action`,
    };
  }
  for (const statement of everywhere) {
    const open = (statement.actions ?? []).find((action) => isOpen(action));
    if (isOpen(open))
      yield unverifiable(attribute, open, `which actions ${nameOf(statement)} allows on every resource is not known`);
  }
}

function texts(values: readonly Value[] | undefined): readonly string[] {
  return (values ?? []).map(patternText);
}

function describe(statements: readonly Statement[]): string {
  return statements
    .map((statement) => `${texts(statement.actions).join(', ')} on ${texts(statement.resources).join(', ')}`)
    .join('; ');
}

function names(statements: readonly Statement[]): string {
  return [...new Set(statements.map(nameOf))].join(' with ');
}
