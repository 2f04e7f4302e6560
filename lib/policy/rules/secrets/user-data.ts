import { isOpen, Reference, type Resource, Unknown, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { largestScript, placeText, secretsIn } from '../../secrets/decode';
import { textsIn, valuesAt } from '../paths';
import { machines, scripts } from './scripts';
import { secretSources, sourceText } from './sources';

/** SEC-SECRET-USERDATA */
export const secretInUserData: ResourceRule = {
  id: 'SEC-SECRET-USERDATA',
  severity: 'critical',
  title: 'A start script or document holds a secret',
  why: 'Every process of the machine reads user data from the metadata service, everybody with DescribeInstanceAttribute reads it from the API, and it stays in the state; base64 and gzip hide nothing.',
  fix: 'Let the script fetch the secret when it runs (aws secretsmanager get-secret-value) with the role of the machine.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "aws_instance": { "app": { "user_data": "#!/bin/sh\\nexport DB_PASSWORD=hunter2" } } }',
    good: '{ "aws_instance": { "app": { "user_data": "#!/bin/sh\\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id orders --query SecretString --output text)" } } }',
  },
  types: Object.keys(scripts),
  *check(resource) {
    const key = resource.mode === 'data' ? `data.${resource.type}` : resource.type;
    for (const path of scripts[key] ?? []) {
      for (const found of valuesAt(resource, path)) {
        if (found.value !== undefined) yield* checkScript(resource, found.path, found.value);
      }
    }
  },
};

function* checkScript(resource: Resource, path: string, value: Value): Iterable<Fault> {
  // A state in the clear of provider 5 holds only the hash of user data.
  if (machines.has(resource.type) && typeof value === 'string' && /^[0-9a-f]{40}$/.test(value)) {
    yield unverifiable(
      path,
      new Unknown('the plan shows only a hash of it'),
      'whether the script holds a secret is not known',
    );
    return;
  }
  for (const { text } of textsIn(value, [path])) {
    if (text.length > largestScript)
      yield unverifiable(path, new Unknown(`${text.length} characters`), 'it is too large to be looked through');
    for (const place of secretsIn(text).slice(0, 10))
      yield {
        attribute: path,
        value: placeText(place),
        message: `${placeText(place)} of ${path} holds ${place.what}`,
      };
  }
  for (const source of secretSources(value))
    yield { attribute: path, value: source, message: `${path} contains ${sourceText(source)}, a secret` };
  if (machines.has(resource.type) && isUnreadable(value))
    yield unverifiable(path, value, 'whether the script holds a secret is not known');
}

/** Nothing of the text is known, and it comes from no resource of these files. */
function isUnreadable(value: Value): value is Unknown {
  if (!isOpen(value) || value instanceof Reference) return false;
  const { pieces, encoded, alternatives } = value.parts;
  return !pieces && encoded === undefined && !alternatives && value.references.length === 0;
}
