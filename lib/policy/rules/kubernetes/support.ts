import { isOpen, type Resource, type Value } from '../../graph/value';
import { kubernetesTypes } from '../../kubernetes/kinds';
import { objectsOf } from '../../kubernetes/objects';
import { nameOf, type Pod, podsOf } from '../../kubernetes/pods';
import { type Fault, unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';

/** Types that can make pods: those of the Terraform provider, manifests, and charts. */
export const podTypes: readonly string[] = [...kubernetesTypes, 'helm_release'];

/** Every pod that a resource makes. */
export function podsIn(resource: Resource): readonly Pod[] {
  return objectsOf(resource).objects.flatMap(podsOf);
}

/** `Deployment api`, for the beginning of a message. */
export function subject(pod: Pod): string {
  return nameOf(pod.object);
}

/** A fault when a flag is set, and one when it is not known whether it is. */
export function* refuseTrue(
  attribute: string,
  value: Value | undefined,
  message: string,
  question: string,
): Iterable<Fault> {
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable(attribute, on, question);
  else if (on) yield { attribute, value, message };
}

/** Manifests of which nothing is known. */
export function* openManifests(resource: Resource): Iterable<Fault> {
  for (const { attribute, value } of objectsOf(resource).open) {
    if (isOpen(value)) yield unverifiable(attribute, value, 'what it makes in the cluster is not known');
    else
      yield {
        attribute,
        value: 'text that is no manifest',
        message: 'what it makes in the cluster cannot be read: it is no manifest',
        unverifiable: true,
      };
  }
}
