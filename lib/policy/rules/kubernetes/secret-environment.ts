import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { at, behind, each, text } from '../../kubernetes/access';
import { kubernetesTypes } from '../../kubernetes/kinds';
import type { KubernetesObject } from '../../kubernetes/object';
import { objectsOf } from '../../kubernetes/objects';
import { type Container, containersOf, nameOf, podsOf } from '../../kubernetes/pods';
import type { Fault, ResourceRule } from '../../rule';
import { givenAway } from './named-secret';
import { literalInSecret } from './secret-object';

/** SEC-SECRET-ENV */
export const secretInPod: ResourceRule = {
  id: 'SEC-SECRET-ENV',
  severity: 'critical',
  title: 'A secret stands in a pod, a ConfigMap or a Secret that Terraform writes',
  why: 'Whoever may read pods or ConfigMaps reads it, and so does everybody who can read the plan or the state; it ends in crash reports and cannot be rotated without a deployment.',
  fix: 'Keep the value in Secrets Manager and let ExternalSecret or the Secrets Store CSI driver bring it into the cluster; refer to it by value_from.secret_key_ref or, better, mount it as a file.',
  controls: ['CIS-EKS-1.4 4.4.1', 'CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "env": { "name": "DB_PASSWORD", "value": "hunter2-hunter2" } }',
    good: '{ "env": { "name": "DB_PASSWORD", "value_from": { "secret_key_ref": { "name": "db", "key": "password" } } } }',
  },
  types: [...kubernetesTypes, 'helm_release'],
  *check(resource) {
    for (const object of objectsOf(resource).objects) {
      for (const pod of podsOf(object))
        for (const container of containersOf(pod))
          yield* checkContainer(container, `${nameOf(object)}: ${container.text}`);
      if (object.kind === 'Env') yield* checkVariables(`${object.place}env`, object.body.env, 'the workload');
      if (object.kind === 'ConfigMap') yield* checkConfigMap(object, resource);
      if (object.kind === 'Secret' && !isCustom(object)) yield* literalInSecret(object, resource);
    }
  },
};

/** A Secret of another API (a policy's, an operator's) is something else. */
function isCustom({ apiVersion }: KubernetesObject): boolean {
  return apiVersion !== '' && apiVersion !== 'v1';
}

function* checkContainer({ body, place }: Container, who: string): Iterable<Fault> {
  if (!isMap(body)) return;
  yield* checkVariables(`${place}.env`, body.env, who);
  for (const name of ['command', 'args']) {
    const words = each(body[name]).map((word) => (typeof word === 'string' ? word : '${…}'));
    const what = words.length > 0 ? givenAway('', words.join(' ')) : undefined;
    if (what !== undefined) yield hidden(`${place}.${name}`, `${who} is started with ${what}`);
  }
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    for (const header of each(at(body, probe, 'httpGet', 'httpHeaders'))) {
      const value = text(at(header, 'value')) ?? '';
      if (/^(Basic|Bearer|token)\s+[^\s${]{8,}$/i.test(value))
        yield hidden(
          `${place}.${probe}.httpGet.httpHeaders`,
          `${who} is probed with the credentials of a literal header`,
        );
    }
  }
}

function* checkVariables(place: string, variables: Value | undefined, who: string): Iterable<Fault> {
  const all = behind(variables);
  // Charts and some kinds write the variables as a map.
  if (isMap(all) && !('name' in all)) {
    for (const name of Object.keys(all)) yield* judge(`${place}.${name}`, name, all[name], who);
    return;
  }
  for (const [index, entry] of each(all).entries()) {
    if (isMap(entry)) yield* judge(`${place}[${index}].value`, text(entry.name) ?? '', entry.value, who);
    else if (isOpen(entry)) yield* judge(`${place}[${index}]`, '', entry, who);
  }
}

function* judge(attribute: string, name: string, value: Value | undefined, who: string): Iterable<Fault> {
  const what = givenAway(name, value);
  if (what !== undefined)
    yield hidden(attribute, `${who} gets ${what} in its environment${name === '' ? '' : ` (${name})`}, in the clear`);
}

function* checkConfigMap(object: KubernetesObject, resource: Resource): Iterable<Fault> {
  for (const part of ['data', 'binaryData']) {
    const data = behind(object.body[part]);
    const entries = isMap(data) ? data : undefined;
    for (const key of Object.keys(entries ?? {})) {
      const what = givenAway(key, entries?.[key]);
      if (what !== undefined) yield hidden(`${object.place}${part}.${key}`, `a ConfigMap holds ${what} (${key})`);
    }
    if (isOpen(data)) {
      const what = givenAway('', data);
      if (what !== undefined) yield hidden(`${object.place}${part}`, `a ConfigMap of ${resource.type} holds ${what}`);
    }
  }
}

function hidden(attribute: string, message: string): Fault {
  return { attribute, value: 'a secret', secret: true, message };
}
