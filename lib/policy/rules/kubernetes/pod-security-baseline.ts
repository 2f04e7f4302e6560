import { toNumber } from '../../expression/operators';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { at, behind, each, text } from '../../kubernetes/access';
import { objectsOf } from '../../kubernetes/objects';
import { type Container, containersOf, type Pod } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { hostAccessInChart } from './chart-security';
import { podsIn, podTypes, refuseTrue, subject } from './support';

/** SEC-PSS-BASELINE */
export const hostAccess: ResourceRule = {
  id: 'SEC-PSS-BASELINE',
  severity: 'critical',
  title: 'A pod reaches into its node',
  why: 'The node’s files, network and processes belong to every pod on it and to the kubelet: who reaches them reads the other pods’ secrets and the node’s credentials.',
  fix: 'Leave out hostPath, hostNetwork, hostPID, hostIPC, hostPort and hostProcess; mount configMap, csi, emptyDir, ephemeral, persistentVolumeClaim, projected or secret volumes. A system agent that needs the node: allow({ rule: "SEC-PSS-BASELINE", address, reason, owner, expires }).',
  controls: [
    'K8S-PSS check_hostNamespaces',
    'K8S-PSS check_hostPathVolumes',
    'K8S-PSS check_hostPorts',
    'K8S-PSS check_hostProbesAndhostLifecycle',
    'K8S-PSS check_restrictedVolumes',
    'K8S-PSS check_appArmorProfile',
    'K8S-PSS check_seLinuxOptions',
    'K8S-PSS check_sysctls',
    'K8S-PSS check_windowsHostProcess',
    'CIS-EKS-1.4 4.2.2',
    'CIS-EKS-1.4 4.2.3',
    'CIS-EKS-1.4 4.2.4',
  ],
  example: {
    bad: '{ "spec": { "host_network": true, "volume": { "name": "docker", "host_path": { "path": "/var/run/docker.sock" } } } }',
    good: '{ "spec": { "volume": { "name": "work", "empty_dir": {} } } }',
  },
  types: podTypes,
  *check(resource) {
    for (const pod of podsIn(resource)) yield* checkPod(pod);
    yield* hostVolumes(resource);
    yield* hostAccessInChart(resource);
  },
};

const namespaces: ReadonlyMap<string, string> = new Map([
  ['hostNetwork', 'shares the network of the node'],
  ['hostPID', 'sees every process of the node'],
  ['hostIPC', 'shares the memory of the node’s processes'],
]);

function* checkPod(pod: Pod): Iterable<Fault> {
  const spec = at(pod.template, 'spec');
  const who = subject(pod);
  const place = `${pod.place}spec`;
  if (!isMap(spec)) return;
  for (const [name, what] of namespaces)
    yield* refuseTrue(`${place}.${name}`, behind(spec[name]), `${who} ${what}`, `whether ${who} ${what} is not known`);
  for (const [index, volume] of each(spec.volumes).entries())
    yield* checkVolume(`${place}.volumes[${index}]`, volume, who);
  const context = at(spec, 'securityContext');
  yield* checkContext(`${place}.securityContext`, context, who);
  for (const [index, sysctl] of each(at(context, 'sysctls')).entries())
    yield* checkSysctl(`${place}.securityContext.sysctls[${index}].name`, at(sysctl, 'name'), who);
  yield* appArmorAnnotations(pod, who);
  for (const container of containersOf(pod)) yield* checkContainer(container, `${who}: ${container.text}`);
}

const allowedVolumes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

function* checkVolume(place: string, volume: Value, who: string): Iterable<Fault> {
  if (isOpen(volume)) {
    yield unverifiable(place, volume, `what ${who} mounts is not known`);
    return;
  }
  if (!isMap(volume)) return;
  for (const kind of Object.keys(volume)) {
    const source = behind(volume[kind]);
    if (kind === 'name' || source === undefined || allowedVolumes.has(kind)) continue;
    if (Array.isArray(source) && source.length === 0) continue;
    const path = text(at(source, 'path'));
    yield {
      attribute: `${place}.${kind}`,
      value: source,
      message:
        kind === 'hostPath'
          ? `${who} mounts ${path ?? 'a path'} of its node`
          : `${who} mounts a volume of kind ${kind}, which the restricted standard does not allow`,
    };
  }
}

function* checkContainer(container: Container, who: string): Iterable<Fault> {
  const { body, place } = container;
  for (const [index, port] of each(at(body, 'ports')).entries()) {
    const attribute = `${place}.ports[${index}].hostPort`;
    const value = at(port, 'hostPort');
    if (isOpen(value)) yield unverifiable(attribute, value, `whether ${who} takes a port of its node is not known`);
    else if (text(value) !== undefined && toNumber(value) !== 0)
      yield { attribute, value, message: `${who} takes port ${text(value)} of its node` };
  }
  yield* checkContext(`${place}.securityContext`, at(body, 'securityContext'), who);
  for (const handler of [
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
    'lifecycle.postStart',
    'lifecycle.preStop',
  ]) {
    for (const action of ['httpGet', 'tcpSocket']) {
      const value = at(body, ...handler.split('.'), action, 'host');
      const attribute = `${place}.${handler}.${action}.host`;
      if (isOpen(value)) yield unverifiable(attribute, value, `which host the kubelet asks for ${who} is not known`);
      else if (text(value) !== undefined)
        yield {
          attribute,
          value,
          message: `${who} makes the kubelet connect to ${text(value)} from the node’s network`,
        };
    }
  }
}

const seLinuxTypes = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const appArmorTypes = new Set(['RuntimeDefault', 'Localhost']);

function* checkContext(place: string, context: Value | undefined, who: string): Iterable<Fault> {
  const refuse = function* (
    path: readonly string[],
    allowed: (value: string) => boolean,
    message: (value: string) => string,
  ): Iterable<Fault> {
    const value = at(context, ...path);
    const attribute = `${place}.${path.join('.')}`;
    const known = text(value);
    if (isOpen(value) && isMap(context))
      yield unverifiable(attribute, value, `${path.join('.')} of ${who} is not known`);
    else if (known !== undefined && !allowed(known)) yield { attribute, value, message: message(known) };
  };
  yield* refuse(
    ['seLinuxOptions', 'type'],
    (type) => seLinuxTypes.has(type),
    (type) => `${who} runs as SELinux type ${type}`,
  );
  for (const name of ['user', 'role'])
    yield* refuse(
      ['seLinuxOptions', name],
      () => false,
      (value) => `${who} sets SELinux ${name} ${value}`,
    );
  yield* refuse(
    ['appArmorProfile', 'type'],
    (type) => appArmorTypes.has(type),
    (type) => `${who} runs with AppArmor ${type}`,
  );
  yield* refuseTrue(
    `${place}.windowsOptions.hostProcess`,
    isMap(context) ? at(context, 'windowsOptions', 'hostProcess') : undefined,
    `${who} runs as a process of the node`,
    `whether ${who} runs as a process of the node is not known`,
  );
}

function* appArmorAnnotations(pod: Pod, who: string): Iterable<Fault> {
  const annotations = at(pod.template, 'metadata', 'annotations');
  if (!isMap(annotations)) return;
  for (const key of Object.keys(annotations)) {
    if (!key.startsWith('container.apparmor.security.beta.kubernetes.io/')) continue;
    const value = text(annotations[key]);
    if (value !== undefined && value !== 'runtime/default' && !value.startsWith('localhost/'))
      yield {
        attribute: `${pod.place}metadata.annotations`,
        value,
        message: `${who} runs with AppArmor ${value} (${key})`,
      };
  }
}

/** Namespaced sysctls that cannot hurt the node or other pods. */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

function* checkSysctl(attribute: string, value: Value | undefined, who: string): Iterable<Fault> {
  if (isOpen(value)) yield unverifiable(attribute, value, `which kernel parameter ${who} sets is not known`);
  else if (text(value) !== undefined && !safeSysctls.has((text(value) ?? '').replaceAll('/', '.')))
    yield { attribute, value, message: `${who} sets kernel parameter ${text(value)}, which reaches beyond the pod` };
}

/** A persistent volume on a path of the node is a hostPath that the claim does not show. */
function* hostVolumes(resource: Resource): Iterable<Fault> {
  for (const { kind, body, place } of objectsOf(resource).objects) {
    if (kind !== 'PersistentVolume') continue;
    const source = at(body, 'spec', 'persistentVolumeSource') ?? at(body, 'spec');
    const path = at(source, 'hostPath');
    if (path !== undefined)
      yield {
        attribute: `${place}spec.hostPath`,
        value: path,
        message: 'the volume is a path of whichever node the pod is on',
      };
  }
}
