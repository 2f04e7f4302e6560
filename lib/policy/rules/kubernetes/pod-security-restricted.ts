import { toNumber } from '../../expression/operators';
import { isMap, isOpen, type Value } from '../../graph/value';
import { at, each, text } from '../../kubernetes/access';
import { type Container, containersOf, openParts, type Pod } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { flag, isUndecided } from '../values';
import { restrictedInChart } from './chart-security';
import { openManifests, podsIn, podTypes, refuseTrue, subject } from './support';

/** SEC-PSS-RESTRICTED */
export const restrictedContainer: ResourceRule = {
  id: 'SEC-PSS-RESTRICTED',
  severity: 'high',
  title: 'A container may do more than the restricted Pod Security Standard allows',
  why: 'A process that is root, may become root or keeps capabilities needs one kernel or runtime bug to own the node and with it every pod and credential on it.',
  fix: 'For every container: runAsNonRoot true, allowPrivilegeEscalation false, capabilities drop ["ALL"], seccompProfile type RuntimeDefault; not privileged, no user 0. A system agent that needs more: allow({ rule: "SEC-PSS-RESTRICTED", address, reason, owner, expires }).',
  controls: [
    'K8S-PSS check_privileged',
    'K8S-PSS check_allowPrivilegeEscalation',
    'K8S-PSS check_runAsNonRoot',
    'K8S-PSS check_runAsUser',
    'K8S-PSS check_seccompProfile_baseline',
    'K8S-PSS check_seccompProfile_restricted',
    'K8S-PSS check_capabilities_baseline',
    'K8S-PSS check_capabilities_restricted',
    'K8S-PSS check_procMount',
    'CIS-EKS-1.4 4.2.1',
    'CIS-EKS-1.4 4.2.5',
    'CIS-EKS-1.4 4.2.6',
    'CIS-EKS-1.4 4.2.7',
    'CIS-EKS-1.4 4.2.8',
    'CIS-EKS-1.4 4.5.2',
  ],
  example: {
    bad: '{ "container": { "name": "api", "image": "…", "security_context": { "privileged": true } } }',
    good: '{ "container": { "name": "api", "image": "…", "security_context": { "run_as_non_root": true, "allow_privilege_escalation": false, "capabilities": { "drop": ["ALL"] }, "seccomp_profile": { "type": "RuntimeDefault" } } } }',
  },
  types: podTypes,
  *check(resource) {
    yield* openManifests(resource);
    for (const pod of podsIn(resource)) yield* checkPod(pod);
    yield* restrictedInChart(resource);
  },
};

function* checkPod(pod: Pod): Iterable<Fault> {
  for (const { place, value } of openParts(pod))
    yield { attribute: place, value, message: `what ${subject(pod)} runs is not known`, unverifiable: true };
  const context = at(pod.template, 'spec', 'securityContext');
  const place = `${pod.place}spec.securityContext`;
  if (isMap(context)) {
    yield* wrongUser(place, context, `${subject(pod)}: its pods run`);
    yield* wrongSeccomp(place, context, `${subject(pod)}: its pods run`);
    if (flag(context.runAsNonRoot) === false)
      yield {
        attribute: `${place}.runAsNonRoot`,
        value: false,
        message: `${subject(pod)}: its pods are allowed to run as root`,
      };
  }
  const windows = text(at(pod.template, 'spec', 'os', 'name')) === 'windows';
  for (const container of containersOf(pod)) {
    if (isMap(container.body)) yield* checkContainer(container, context, `${subject(pod)}: ${container.text}`, windows);
  }
}

function* checkContainer(
  container: Container,
  ofPod: Value | undefined,
  who: string,
  windows: boolean,
): Iterable<Fault> {
  const place = `${container.place}.securityContext`;
  const context = at(container.body, 'securityContext');
  if (isOpen(context)) {
    yield unverifiable(place, context, `the security context of ${who} is not known`);
    return;
  }
  const own = (name: string) => at(context, name);
  yield* refuseTrue(
    `${place}.privileged`,
    own('privileged'),
    `${who} is privileged: it is root on the node`,
    `whether ${who} is privileged is not known`,
  );
  yield* mustRunAsNonRoot(place, own('runAsNonRoot'), ofPod, who);
  yield* wrongUser(place, context, `${who} runs`);
  yield* wrongSeccomp(place, context, `${who} runs`);
  yield* procMount(place, own('procMount'), who);
  if (windows) return;
  yield* mustNotEscalate(place, own('allowPrivilegeEscalation'), who);
  yield* mustHaveSeccomp(place, context, ofPod, who);
  yield* capabilities(`${place}.capabilities`, own('capabilities'), who);
}

function* mustRunAsNonRoot(
  place: string,
  own: Value | undefined,
  ofPod: Value | undefined,
  who: string,
): Iterable<Fault> {
  const attribute = `${place}.runAsNonRoot`;
  const value = own ?? at(ofPod, 'runAsNonRoot');
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable(attribute, on, `whether ${who} may run as root is not known`);
  else if (on === undefined)
    yield { attribute, value, message: `${who} may run as root: runAsNonRoot is set neither for it nor for the pod` };
  else if (!on && own !== undefined) yield { attribute, value, message: `${who} may run as root` };
}

function* mustNotEscalate(place: string, value: Value | undefined, who: string): Iterable<Fault> {
  const attribute = `${place}.allowPrivilegeEscalation`;
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable(attribute, on, `whether ${who} may gain privileges is not known`);
  else if (on !== false)
    yield {
      attribute,
      value,
      message: `${who}: allowPrivilegeEscalation must be false${on === undefined ? '; left out it is true' : ''}`,
    };
}

function* wrongUser(place: string, context: Value | undefined, who: string): Iterable<Fault> {
  const value = at(context, 'runAsUser');
  const attribute = `${place}.runAsUser`;
  if (isOpen(value)) yield unverifiable(attribute, value, `as which user ${who} is not known`);
  else if (toNumber(value) === 0) yield { attribute, value, message: `${who} as user 0, root` };
}

const profiles = new Set(['RuntimeDefault', 'Localhost']);

function* wrongSeccomp(place: string, context: Value | undefined, who: string): Iterable<Fault> {
  const type = at(context, 'seccompProfile', 'type');
  const attribute = `${place}.seccompProfile.type`;
  if (isOpen(type)) yield unverifiable(attribute, type, `with which seccomp profile ${who} is not known`);
  else if (text(type) !== undefined && !profiles.has(String(type)))
    yield { attribute, value: type, message: `${who} with seccomp profile ${text(type)}: every system call is open` };
}

function* mustHaveSeccomp(
  place: string,
  context: Value | undefined,
  ofPod: Value | undefined,
  who: string,
): Iterable<Fault> {
  const type = text(at(context, 'seccompProfile', 'type')) ?? at(context, 'seccompProfile', 'type');
  const inherited = at(ofPod, 'seccompProfile', 'type');
  if (type !== undefined || text(inherited) !== undefined || isOpen(inherited)) return;
  if (isOpen(ofPod)) yield unverifiable(place, ofPod, `the security context of the pod of ${who} is not known`);
  else
    yield {
      attribute: `${place}.seccompProfile`,
      message: `${who} runs without a seccomp profile: neither it nor its pod sets one`,
    };
}

function* procMount(place: string, value: Value | undefined, who: string): Iterable<Fault> {
  const attribute = `${place}.procMount`;
  if (isOpen(value)) yield unverifiable(attribute, value, `how ${who} sees /proc is not known`);
  else if (text(value) !== undefined && value !== 'Default')
    yield { attribute, value, message: `${who} sees the whole /proc (procMount ${text(value)})` };
}

function* capabilities(place: string, value: Value | undefined, who: string): Iterable<Fault> {
  if (isOpen(value)) {
    yield unverifiable(place, value, `the capabilities of ${who} are not known`);
    return;
  }
  for (const item of each(at(value, 'add'))) {
    if (isOpen(item)) yield unverifiable(`${place}.add`, item, `which capabilities ${who} adds is not known`);
    else if (text(item) !== undefined && text(item) !== 'NET_BIND_SERVICE')
      yield { attribute: `${place}.add`, value: item, message: `${who} adds capability ${text(item)}` };
  }
  const dropped = each(at(value, 'drop'));
  if (dropped.includes('ALL')) return;
  const open = dropped.find(isOpen);
  if (open !== undefined && isOpen(open))
    yield unverifiable(`${place}.drop`, open, `which capabilities ${who} drops is not known`);
  else
    yield {
      attribute: `${place}.drop`,
      value: dropped.length > 0 ? dropped : undefined,
      message: `${who} must drop ALL capabilities${dropped.some((item) => String(item).toUpperCase() === 'ALL') ? ', written in capitals' : ''}`,
    };
}
