import { Reference, type Resource } from '../../graph/value';
import { passesTo } from '../../iam/bound';
import { type Escalation, escalations } from '../../iam/escalation';
import { type Aim, type Granted, Permissions } from '../../iam/permissions';
import { identityPattern } from '../../iam/role-pattern';
import { nameOf } from '../../iam/statement';
import type { Fault, ResourceRule } from '../../rule';
import { known } from '../values';
import { grantingTypes } from './attachments';
import { type Identity, identitiesAt } from './identities';
import { identityDocuments, identityTypes } from './identity-policies';

/** SEC-IAM-PRIVESC */
export const privilegeEscalation: ResourceRule = {
  id: 'SEC-IAM-PRIVESC',
  severity: 'high',
  title: 'An identity can give itself more permissions',
  why: 'What its policies list is then no limit: with one call more, or a function or machine started with a stronger role, it has everything that the account has.',
  fix: 'Name the roles, users and policies that it may change. Give iam:PassRole only for single roles with iam:PassedToService, and changes of roles only under a condition on iam:PermissionsBoundary or iam:PolicyARN.',
  controls: ['CIS-AWS-7.0 2.14', 'AWS-FSBP IAM.1'],
  example: {
    bad: '{ "Effect": "Allow", "Action": ["iam:PassRole", "ec2:RunInstances"], "Resource": "*" }',
    good: '{ "Effect": "Allow", "Action": "iam:AttachRolePolicy", "Resource": "*", "Condition": { "StringEquals": { "iam:PermissionsBoundary": "${aws_iam_policy.boundary.arn}" } } }',
  },
  types: [
    ...new Set([...identityTypes, ...grantingTypes, 'aws_iam_user', 'aws_iam_group', 'aws_ssoadmin_permission_set']),
  ],
  *check(resource, graph) {
    for (const document of identityTypes.includes(resource.type) ? identityDocuments(resource, graph) : [])
      yield* document.faults;
    for (const identity of identitiesAt(resource, graph)) yield* judge(identity);
  },
};

/** One way, and the statements that open it. */
interface Way {
  readonly escalation: Escalation;
  readonly by: readonly Granted[];
}

/** So many ways are written out; the rest is counted. */
const shownWays = 3;

function* judge(identity: Identity): Iterable<Fault> {
  const permissions = new Permissions(identity.granted, identity.boundary);
  const ways = escalations.flatMap((escalation) => {
    const by = open(escalation, permissions, identity);
    // What a user can do by one group alone is reported at the group.
    return by && !(by[0]?.via !== undefined && by.every(({ via }) => via === by[0]?.via)) ? [{ escalation, by }] : [];
  });
  if (ways.length === 0) return;
  const listed = ways.slice(0, shownWays).map((way) => describe(way, identity));
  const more = ways.length > shownWays ? `, and ${ways.length - shownWays} more ways` : '';
  yield {
    attribute: identity.granted.some(({ source }) => source !== identity.at) ? '(policies)' : 'policy',
    value: ways
      .slice(0, shownWays)
      .map(({ escalation }) => escalation.actions.join(' + '))
      .join('; '),
    message: `${identity.kind} ${identity.name} can give itself more permissions: ${listed.join('; ')}${more}`,
  };
}

function open(escalation: Escalation, permissions: Permissions, identity: Identity): readonly Granted[] | undefined {
  const by: Granted[] = [];
  for (const action of escalation.actions) {
    const granted =
      action === 'iam:PassRole'
        ? permissions.find('iam:passrole', { kind: 'role', own: [] }, (statement) =>
            passesTo(statement, escalation.passedTo ?? ''),
          )
        : permissions.find(action.toLowerCase(), aimOf(escalation, identity));
    if (!granted) return undefined;
    by.push(granted);
  }
  return by;
}

function aimOf({ target, onItself }: Escalation, identity: Identity): Aim | undefined {
  if (target === undefined) return undefined;
  return { kind: target, own: onItself ? ownPatterns(target, identity) : [] };
}

/** How a policy writes the identity itself, or a policy that it has. */
function ownPatterns(target: string, identity: Identity): readonly string[] {
  if (target === 'policy') return identity.policies.flatMap((policy) => namesOf(policy, 'policy'));
  if (target === identity.kind) return [...namesOf(identity.at, target), `arn:aws:iam::*:${target}/${userName}`];
  return [];
}

/** The policy variable that AWS fills with the name of the user who calls. */
const userName = '${aws:username}';

function namesOf(resource: Resource, kind: string): readonly string[] {
  const name = known(resource.get('name'));
  const reference = identityPattern(new Reference(resource, ['arn']));
  return typeof name === 'string' ? [reference, `arn:aws:iam::*:${kind}${pathOf(resource)}${name}`] : [reference];
}

function pathOf(resource: Resource): string {
  const path = known(resource.get('path'));
  return typeof path === 'string' && path.startsWith('/') ? path : '/';
}

function describe({ escalation, by }: Way, identity: Identity): string {
  return escalation.actions
    .map((action, index) => {
      const granted = by[index];
      if (!granted) return action;
      const where = granted.source === identity.at ? '' : `${granted.source.address} `;
      return `${action} (${where}${nameOf(granted.statement)})`;
    })
    .join(' with ');
}
