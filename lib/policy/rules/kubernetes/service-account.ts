import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource } from '../../graph/value';
import { at, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import { namespaceKey } from '../../kubernetes/namespace-key';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Pod } from '../../kubernetes/pods';
import { type Fault, unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';
import { subject } from './support';

const isDefaultType = /^kubernetes_default_service_account/;

/** The default account of a namespace must not hand its token to every pod. */
export function* checkServiceAccount(object: KubernetesObject, resource: Resource): Iterable<Fault> {
  if (!isDefault(object, resource)) return;
  const attribute = `${object.place}automountServiceAccountToken`;
  const value = at(object.body, 'automountServiceAccountToken');
  const mounts = flag(value);
  if (isUndecided(mounts))
    yield unverifiable(
      attribute,
      mounts,
      'whether every pod gets the token of the default service account is not known',
    );
  else if (mounts !== false)
    yield { attribute, value, message: 'the default service account hands its token to every pod that names no other' };
}

function isDefault(object: KubernetesObject, resource: Resource): boolean {
  return isDefaultType.test(resource.type) || text(at(object.body, 'metadata', 'name')) === 'default';
}

/** A pod that names no service account runs as the default one; then its token must not be mounted. */
export function* checkPodToken(pod: Pod, graph: Graph): Iterable<Fault> {
  const spec = at(pod.template, 'spec');
  if (!isMap(spec)) return;
  const account = at(spec, 'serviceAccountName') ?? at(spec, 'serviceAccount');
  if (isOpen(account) || (text(account) !== undefined && text(account) !== 'default')) return;
  const attribute = `${pod.place}spec.automountServiceAccountToken`;
  const value = at(spec, 'automountServiceAccountToken');
  const mounts = flag(value);
  if (isUndecided(mounts))
    yield unverifiable(
      attribute,
      mounts,
      `whether ${subject(pod)} gets the token of the default service account is not known`,
    );
  else if (mounts || (mounts === undefined && !isTurnedOff(pod, graph)))
    yield {
      attribute,
      value,
      message: `${subject(pod)} gets the token of the default service account: it names no account and does not set automountServiceAccountToken to false`,
    };
}

/** Whether the default account of the pod’s namespace is in these files, with its token off. */
function isTurnedOff(pod: Pod, graph: Graph): boolean {
  const key = namespaceKey(pod.object);
  if (key === undefined) return false;
  const safe = clusterOf(graph).by('ServiceAccount', 'default account without token', (account) =>
    isDefault(account, account.resource) && flag(at(account.body, 'automountServiceAccountToken')) === false
      ? [namespaceKey(account) ?? '']
      : [],
  );
  return safe(key).length > 0;
}
