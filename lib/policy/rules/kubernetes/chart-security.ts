import { toNumber } from '../../expression/operators';
import { isMap, type Resource, type Value } from '../../graph/value';
import { chartValuesOf, type Leaf, walk } from '../../helm/release';
import { behind, each, text } from '../../kubernetes/access';
import type { Fault } from '../../rule';
import { flag } from '../values';

/** What a chart's values ask for, in the name that Kubernetes gives it; undefined when it is nothing to refuse. */
type Judge = (leaf: Leaf, name: string, inContext: boolean) => string | undefined;

/** Values of charts that ask for what the restricted standard refuses. What a chart does by default is not seen here. */
export function restrictedInChart(resource: Resource): Iterable<Fault> {
  return scan(resource, ({ value, path }, name, inContext) => {
    if (name === 'privileged' && flag(value) === true) return 'a privileged container';
    if (name === 'allowPrivilegeEscalation' && flag(value) === true) return 'allowPrivilegeEscalation';
    if (!inContext) return undefined;
    if (name === 'runAsNonRoot' && flag(value) === false) return 'a container that may run as root';
    if (name === 'runAsUser' && toNumber(value) === 0) return 'a container that runs as user 0';
    if (name === 'procMount' && text(value) === 'Unmasked') return 'the whole /proc';
    if (name === 'type' && path.includes('seccompProfile') && text(value) === 'Unconfined')
      return 'seccomp profile Unconfined';
    if (name === 'add' && path.includes('capabilities')) return added(value);
    return undefined;
  });
}

/** Values of charts that ask for access to the node. */
export function hostAccessInChart(resource: Resource): Iterable<Fault> {
  return scan(resource, ({ value, parent }, name) => {
    if (['hostNetwork', 'hostPID', 'hostIPC', 'hostProcess'].includes(name) && flag(value) === true) return name;
    if (name === 'hostPath' && (isMap(value) ? 'path' in value : text(value)?.startsWith('/')))
      return 'a hostPath volume';
    if (name === 'hostPort' && isMap(parent) && 'containerPort' in parent && (toNumber(value) ?? 0) > 0)
      return `hostPort ${text(value)}`;
    return undefined;
  });
}

function* scan(resource: Resource, judge: Judge): Iterable<Fault> {
  for (const { value, path, place } of chartValuesOf(resource)) {
    for (const leaf of walk(value, path)) {
      const keys = leaf.path.filter((key) => !/^\d+$/.test(key));
      const name = keys[keys.length - 1] ?? '';
      // An object of its own among the values is looked at as an object.
      const inContext = leaf.path.some((key) => /securityContext$/i.test(key));
      const what = judge(leaf, name, inContext);
      if (what !== undefined) {
        const key = leaf.path.join('.');
        yield {
          attribute: `${place}: ${key}`,
          value: leaf.value,
          message: `the chart is told to make ${what} (${key})`,
        };
      }
    }
  }
}

function added(value: Value): string | undefined {
  const wrong = each(behind(value)).filter((item) => text(item) !== undefined && text(item) !== 'NET_BIND_SERVICE');
  return wrong.length > 0 ? `a container with capability ${wrong.map(String).join(', ')}` : undefined;
}
