import { isOpen } from '../../graph/value';
import { isBounded } from '../../iam/bound';
import { identityChanges } from '../../iam/escalation';
import { globMatches } from '../../iam/glob';
import { patternText } from '../../iam/pattern';
import { lower } from '../../iam/permissions';
import { resourceReach } from '../../iam/reach';
import { identityPattern, matchesEvery } from '../../iam/role-pattern';
import { servicesMatching, wholeServices } from '../../iam/service-actions';
import { nameOf, type Statement } from '../../iam/statement';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { identityDocuments, identityTypes } from './identity-policies';

/** SEC-IAM-WILDCARD */
export const actionWildcard: ResourceRule = {
  id: 'SEC-IAM-WILDCARD',
  severity: 'high',
  title: 'A wildcard allows more actions than it seems to',
  why: 'It hands over a whole service with its deletions and its permissions, or actions that nobody reads out of the pattern, and whatever AWS adds tomorrow.',
  fix: 'Write the prefix of the service and list the actions; keep wildcards to reading ("s3:Get*") or to single resources.',
  controls: ['AWS-FSBP IAM.21', 'AWS-FSBP IAM.1'],
  example: {
    bad: '{ "Effect": "Allow", "Action": ["i?m:Get*", "iam:Pass*", "ec2:*"], "Resource": "*" }',
    good: '{ "Effect": "Allow", "Action": ["ec2:Describe*", "s3:GetObject"], "Resource": "*" }',
  },
  types: [...identityTypes, 'aws_iot_policy'],
  *check(resource, graph) {
    for (const { attribute, statements, faults } of identityDocuments(resource, graph)) {
      yield* faults;
      for (const statement of statements)
        if (statement.effect !== 'Deny') yield* judge(`${attribute}.Statement[${statement.index}]`, statement);
    }
  },
};

function* judge(attribute: string, statement: Statement): Iterable<Fault> {
  const actions = lower(statement.actions ?? []).filter((action) => /[*?]/.test(action));
  for (const action of actions) yield* hiddenService(attribute, action, statement);
  const unbounded = actions.length > 0 && !isBounded(statement);
  const services = unbounded ? wholeServices(lower(statement.actions ?? [])) : [];
  const whole = services.filter((service) => isBroad(statement, service));
  for (const service of whole) {
    yield {
      attribute,
      value: actions.filter((action) => action.startsWith(`${service}:`)).join(', '),
      message: `${nameOf(statement)} allows every action of ${service}, changing permissions and deleting included, on every resource`,
    };
  }
  if (unbounded && !whole.includes('iam')) yield* hiddenPower(attribute, actions, statement);
  for (const action of (statement.actions ?? []).filter((value) => isOpen(value)))
    if (isOpen(action)) yield unverifiable(attribute, action, `which actions ${nameOf(statement)} allows is not known`);
}

/** `i?m:*`: nobody who means one service writes its prefix as a pattern. A bare `*` is read by SEC-IAM-ADMIN. */
function* hiddenService(attribute: string, action: string, statement: Statement): Iterable<Fault> {
  const [prefix = ''] = action.split(':', 1);
  if (!/[*?]/.test(prefix) || /^\*+(:\*+)?$/.test(action)) return;
  const services = servicesMatching(prefix);
  if (services.length === 0) return;
  const shown = services.slice(0, 3).join(', ');
  const more = services.length > 3 ? ` and ${services.length - 3} more services` : '';
  yield {
    attribute,
    value: action,
    message: `${nameOf(statement)} hides a service in a pattern: ${JSON.stringify(action)} matches ${shown}${more}`,
  };
}

/** `iam:Pass*`, `iam:*Role*`: a change of identities that the pattern does not spell out, on all of them. */
function* hiddenPower(attribute: string, actions: readonly string[], statement: Statement): Iterable<Fault> {
  const resources = (statement.resources ?? []).map(identityPattern);
  const everyone = ['role', 'user', 'policy', 'group'].some((kind) =>
    resources.some((pattern) => matchesEvery(kind, pattern)),
  );
  if (!everyone && !statement.notResources) return;
  for (const action of actions) {
    if (!action.startsWith('iam:')) continue;
    const carried = identityChanges.filter((change) => globMatches(action, change));
    if (carried.length > 0)
      yield {
        attribute,
        value: action,
        message: `${nameOf(statement)} allows ${carried.slice(0, 3).join(', ')} by ${JSON.stringify(action)}`,
      };
  }
}

/** Whether a statement reaches every resource of a service: no name is left when the wildcards and the type are taken away. */
function isBroad(statement: Statement, service: string): boolean {
  if (statement.notResources) return true;
  return (statement.resources ?? []).some((value) => {
    const pattern = isOpen(value) && !('reason' in value && value.parts.pieces) ? '' : patternText(value);
    if (resourceReach([pattern]) === 'everything') return true;
    const [arn, , of = '', , account, ...rest] = pattern.split(':');
    const name = rest.join(':');
    return (
      arn === 'arn' &&
      globMatches(of, service) &&
      /[*?]/.test(name) &&
      (account === '' ? /^[*?/]+$/ : /^([a-z-]+[/:])?[*?/:]+$/i).test(name)
    );
  });
}
