import { isMap, isOpen, type Value } from '../../graph/value';
import { at, each, isEmpty, text } from '../../kubernetes/access';
import type { KubernetesObject } from '../../kubernetes/object';
import { selectsAll } from '../../kubernetes/selector';
import { type Fault, unverifiable } from '../../rule';

const policyTypes = new Set(['Ingress', 'Egress']);

/** Whether a policy keeps everything out of every pod of its namespace that no other policy lets in. */
export function deniesByDefault(policy: KubernetesObject): boolean | undefined {
  const spec = at(policy.body, 'spec');
  if (isOpen(spec)) return undefined;
  const selector = at(spec, 'podSelector');
  if (isOpen(selector)) return undefined;
  if (!selectsAll(selector)) return false;
  const types = each(at(spec, 'policyTypes'));
  if (types.some((type) => isOpen(type))) return undefined;
  // Left out, Kubernetes takes Ingress, and Egress when there are rules for it.
  if (types.length > 0 && !types.includes('Ingress')) return false;
  const ingress = at(spec, 'ingress');
  return isOpen(ingress) ? undefined : each(ingress).length === 0;
}

/** Whether a policy lets everybody into every pod of its namespace, which undoes a default deny. */
function admitsEverybody(policy: KubernetesObject): boolean {
  const spec = at(policy.body, 'spec');
  return selectsAll(at(spec, 'podSelector')) && each(at(spec, 'ingress')).some((rule) => isMap(rule) && isEmpty(rule));
}

/** Mistakes inside one policy: a misspelt type is no type at all. */
export function* checkPolicy(policy: KubernetesObject): Iterable<Fault> {
  const attribute = `${policy.place}spec.policyTypes`;
  const types: Value | undefined = at(policy.body, 'spec', 'policyTypes');
  for (const type of isOpen(types) ? [types] : each(types)) {
    if (isOpen(type)) yield unverifiable(attribute, type, 'what the network policy restricts is not known');
    else if (!policyTypes.has(String(type)))
      yield {
        attribute,
        value: type,
        message: `${JSON.stringify(text(type) ?? '')} is no policy type, so nothing is restricted: it must be Ingress or Egress`,
      };
  }
  if (admitsEverybody(policy))
    yield {
      attribute: `${policy.place}spec.ingress`,
      message: 'the policy lets everybody into every pod of its namespace, which undoes every other policy',
    };
}
