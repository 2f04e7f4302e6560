import { isMap, isOpen, type Value } from '../../graph/value';
import { type ChartValues, chartValuesOf, type Leaf, walk } from '../../helm/release';
import { at, behind, text } from '../../kubernetes/access';
import { manifestAttributes } from '../../kubernetes/kinds';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { isPlaceholder } from '../../secrets/shapes';
import { secretSources } from '../secrets/sources';
import { givenAway } from './named-secret';

/** SEC-SECRET-HELM */
export const secretInChart: ResourceRule = {
  id: 'SEC-SECRET-HELM',
  severity: 'critical',
  title: 'A secret stands in the values of a chart',
  why: 'Helm keeps the values of every release in the cluster, Terraform keeps them in plan and state: whoever reads one of them has the secret, for every revision.',
  fix: 'Let the chart use a Secret that ExternalSecret or the Secrets Store CSI driver fills (most charts take existingSecret); a value that has to be given: set_wo, from a variable or an ephemeral resource.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "helm_release": { "db": { "set": [{ "name": "auth.password", "value": "hunter2-hunter2" }] } } }',
    good: '{ "helm_release": { "db": { "set": [{ "name": "auth.existingSecret", "value": "orders-db" }] } } }',
  },
  types: ['helm_release', ...manifestAttributes.keys()],
  *check(resource) {
    const password = behind(resource.get('repository_password'));
    if (
      resource.type === 'helm_release' &&
      typeof password === 'string' &&
      !resource.isSupplied(['repository_password'])
    )
      yield hidden('repository_password', 'the password of the chart repository is a literal');
    for (const values of chartValuesOf(resource)) yield* checkValues(values);
  },
};

function* checkValues({ resource, place, path, value, sensitive }: ChartValues): Iterable<Fault> {
  if (path.length === 0 && isOpen(value)) {
    const [source] = secretSources(value);
    if (source) yield hidden(place, `the chart is given ${source}, a secret`);
    else if (!sensitive) yield unverifiable(place, value, 'what the chart is given is not known');
    return;
  }
  if (path.length === 0 && typeof value === 'string') {
    yield {
      attribute: place,
      value: 'text that is no YAML',
      message: 'what the chart is given cannot be read',
      unverifiable: true,
    };
    return;
  }
  for (const leaf of walk(value, path)) {
    if (isMap(leaf.value) || Array.isArray(leaf.value)) continue;
    const name = nameOf(leaf);
    if (isReferenceName(name) || isTargetKey(leaf, name)) continue;
    // What Terraform hides and does not know is handed over as it should be.
    if (sensitive && isOpen(leaf.value)) continue;
    if (sensitive && resource.stack.kind === 'plan' && resource.isSupplied(placeKeys(place))) continue;
    const what = sensitive ? sensitiveLiteral(leaf.value) : givenAway(name, leaf.value);
    if (what !== undefined)
      yield hidden(
        `${place}${path.length > 0 ? '' : `: ${leaf.path.join('.')}`}`,
        `the chart is given ${what} (${leaf.path.join('.')})`,
      );
  }
}

/** `set_sensitive[0].value` → `['set_sensitive', 0, 'value']`. */
function placeKeys(place: string): (string | number)[] {
  return place.split(/[.[\]]+/).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** Whatever is set as sensitive is a secret, unless it is a switch. */
function sensitiveLiteral(value: Value): string | undefined {
  const known = text(value);
  return known !== undefined && !isPlaceholder(known) ? 'a literal, set as sensitive' : undefined;
}

/** The key of a value; for `{ name: X, value: … }`, as environments are written, X. */
function nameOf({ path, parent }: Leaf): string {
  const keys = path.filter((key) => !/^\d+$/.test(key));
  const last = keys[keys.length - 1] ?? '';
  const pair = last === 'value' && isMap(parent) ? text(at(parent, 'name')) : undefined;
  return pair ?? last;
}

/** Values that name a Secret, as charts call them: `existingSecret`, `imagePullSecrets`, `passwordSecret`. */
function isReferenceName(name: string): boolean {
  return /(existing|pull|tls|ca|cert|certificate|external|image|user|admin|auth|password|token|credentials?|key|from)[_-]?secrets?$/i.test(
    name,
  );
}

/** `secretKey` beside `remoteRef` is the key under which an ExternalSecret stores what it fetched. */
function isTargetKey({ parent }: Leaf, name: string): boolean {
  return /^(secretKey|key)$/.test(name) && isMap(parent) && ('remoteRef' in parent || 'name' in parent);
}

function hidden(attribute: string, message: string): Fault {
  return { attribute, value: 'a secret', secret: true, message };
}
