import { isOpen, show } from '../graph/value';
import { globMatches } from './glob';
import { isAdministrative } from './managed-policies';
import type { Condition, Statement } from './statement';

const positive =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|numericequals|numericlessthan|numericlessthanequals|bool)$/;
const passedToService = 'iam:passedtoservice';
const negative = /^(stringnotequals|stringnotequalsignorecase|stringnotlike|arnnotequals|arnnotlike)(ifexists)?$/;

/** Whether a key narrows what is acted upon or how: keys of the service itself, and tags of the resource. */
function narrows(key: string): boolean {
  return key.startsWith('aws:') ? key.startsWith('aws:resourcetag/') : key.includes(':');
}

/** Whether a condition of an Allow keeps its actions to some resources or some uses: `iam:PermissionsBoundary`, `iam:PolicyARN`, a resource tag. */
export function isBounded(statement: Statement): boolean {
  return statement.conditions.some(bounds);
}

/** Whether a statement lets a role be passed to the service, and its conditions ask for nothing else that narrows. */
export function passesTo(statement: Statement, service: string): boolean {
  return statement.conditions.every(
    (condition) =>
      !bounds(condition) ||
      (condition.key === passedToService &&
        condition.values.some((value) => isOpen(value) || globMatches(show(value).trim().toLowerCase(), service))),
  );
}

/** Whether a statement names the services that a role may be passed to. */
export function namesServices(statement: Statement): boolean {
  return statement.conditions.some(
    (condition) =>
      condition.key === passedToService &&
      positive.test(condition.operator) &&
      condition.values.length > 0 &&
      condition.values.every((value) => isOpen(value) || isServiceName(show(value).trim())),
  );
}

function bounds(condition: Condition): boolean {
  return narrows(condition.key) && positive.test(condition.operator) && hasFixedValues(condition);
}

/** Whether a Deny takes an action away for good, or except for such uses. */
export function deniesForGood(statement: Statement): boolean {
  return (
    statement.effect === 'Deny' &&
    !statement.conditionsOpen &&
    statement.conditions.every(
      (condition) =>
        (condition.key === 'iam:permissionsboundary' || condition.key === 'iam:policyarn') &&
        negative.test(condition.operator) &&
        hasFixedValues(condition),
    )
  );
}

function hasFixedValues({ key, values }: Condition): boolean {
  return (
    values.length > 0 &&
    values.every((value) => {
      if (isOpen(value)) return true;
      const text = show(value).trim();
      if (key === passedToService) return isServiceName(text);
      if (key === 'iam:policyarn' && isAdministrative(text)) return false;
      return text.replace(/[*?]/g, '') !== '' && !/^arn:[^:]*:iam::[^:]*:policy\/[*?]+$/.test(text);
    })
  );
}

/** `ec2.amazonaws.com`, also with a wildcard behind the name; `*.amazonaws.com` is every service. */
function isServiceName(text: string): boolean {
  return /^[a-z0-9-]+\./i.test(text);
}
