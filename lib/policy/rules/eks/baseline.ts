import versions from '../../data/eks-versions.json';
import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { at, behind, each, text } from '../../kubernetes/access';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { readYaml } from '../../yaml/read';
import { flag } from '../values';
import { pathToInternet } from '../vpc/subnet-tier';
import { blockOf, clusterTypes, fieldOf } from './cluster';

/** SEC-EKS-BASE */
export const clusterBaseline: ResourceRule = {
  id: 'SEC-EKS-BASE',
  severity: 'high',
  title: 'A cluster lacks a part of the baseline',
  why: 'Without audit logs an intrusion leaves no trace, without a key of one’s own nobody can withdraw access to the secrets, a version out of support gets no fixes, and nodes with public addresses or open SSH are attacked directly.',
  fix: 'Send all five log types (api, audit, authenticator, controllerManager, scheduler), encrypt secrets with a customer managed key, run a version in standard support, use authentication_mode "API", keep nodes in private subnets without SSH, and let the vpc-cni add-on enforce network policies.',
  controls: [
    'AWS-FSBP EKS.2',
    'AWS-FSBP EKS.3',
    'AWS-FSBP EKS.8',
    'CIS-EKS-1.4 2.1.1',
    'CIS-EKS-1.4 4.3.1',
    'CIS-EKS-1.4 5.3.1',
    'CIS-EKS-1.4 5.4.3',
    'CIS-EKS-1.4 5.5.1',
  ],
  example: {
    bad: '{ "aws_eks_cluster": { "main": { "version": "1.29" } } }',
    good: '{ "aws_eks_cluster": { "main": { "version": "1.35", "enabled_cluster_log_types": ["api", "audit", "authenticator", "controllerManager", "scheduler"], "encryption_config": { "resources": ["secrets"], "provider": { "key_arn": "${aws_kms_key.eks.arn}" } }, "access_config": { "authentication_mode": "API" } } } }',
  },
  types: [...clusterTypes, 'aws_eks_node_group', 'aws_eks_addon'],
  *check(resource, graph) {
    if (resource.type === 'aws_eks_node_group') yield* checkNodes(resource, graph);
    else if (resource.type === 'aws_eks_addon') yield* checkAddon(resource);
    else {
      yield* checkLogs(resource);
      yield* checkEncryption(resource);
      yield* checkVersion(resource);
      yield* checkAuthentication(resource);
    }
  },
};

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

function* checkLogs(cluster: Resource): Iterable<Fault> {
  const cc = cluster.type !== 'aws_eks_cluster';
  const attribute = cc ? 'logging.cluster_logging.enabled_types' : 'enabled_cluster_log_types';
  const value = cc ? at(cluster.get('logging'), 'cluster_logging', 'enabled_types') : behind(cluster.get(attribute));
  if (isOpen(value)) {
    yield unverifiable(attribute, value, 'which logs it sends is not known');
    return;
  }
  const enabled = each(value).map((item) => (isMap(item) ? behind(item.type) : item));
  const open = enabled.find((item) => isOpen(item));
  const missing = logTypes.filter((type) => !enabled.includes(type));
  if (missing.length === 0) return;
  if (isOpen(open)) yield unverifiable(attribute, open, 'which logs it sends is not known');
  else yield { attribute, value, message: `it does not log ${missing.join(', ')}` };
}

function* checkEncryption(cluster: Resource): Iterable<Fault> {
  const attribute = 'encryption_config';
  const configs = each(cluster.get(attribute));
  const open = configs.find((config) => isOpen(config));
  if (isOpen(open)) {
    yield unverifiable(attribute, open, 'with which key its secrets are encrypted is not known');
    return;
  }
  const config = configs.find((candidate) => {
    const resources = at(candidate, 'resources');
    return isOpen(resources) || each(resources).includes('secrets');
  });
  const resources = at(config, 'resources');
  const [provider] = each(at(config, 'provider'));
  const key = at(provider, 'key_arn');
  if (config === undefined || key === undefined || key === '')
    yield { attribute, value: configs, message: 'its secrets are not encrypted with a customer managed key' };
  else if (isOpen(resources))
    yield unverifiable(`${attribute}.resources`, resources, 'whether secrets are encrypted is not known');
}

const supportEnds: Readonly<Record<string, string>> = versions.standardSupportEnds;

function* checkVersion(cluster: Resource): Iterable<Fault> {
  const value = cluster.get('version');
  const known = behind(value);
  const version = text(known);
  if (isOpen(known)) {
    if (cluster.isWritten('version')) yield unverifiable('version', known, 'which version it runs is not known');
    return;
  }
  const minor = version === undefined ? undefined : /^v?1\.(\d+)(\.|$)/.exec(version)?.[1];
  if (minor === undefined) return;
  const oldest = Math.min(...Object.keys(supportEnds).map((name) => Number(name.slice(2))));
  const end = supportEnds[`1.${minor}`];
  if (Number(minor) < oldest || (end !== undefined && end < versions.asOf))
    yield {
      attribute: 'version',
      value,
      message: `Kubernetes ${version} is out of standard support${end === undefined ? '' : ` since ${end}`} (calendar of ${versions.asOf})`,
    };
}

function* checkAuthentication(cluster: Resource): Iterable<Fault> {
  const attribute = 'access_config.authentication_mode';
  const block = blockOf(cluster, 'access_config');
  const mode = fieldOf(block, 'authentication_mode');
  if (isOpen(mode)) yield unverifiable(attribute, mode, 'whether aws-auth can give access is not known');
  else if (mode === undefined || text(mode) === 'CONFIG_MAP')
    yield {
      attribute,
      value: mode,
      message: `access is given by the ConfigMap aws-auth, which no IAM log shows${mode === undefined ? ': left out, that is the mode' : ''}`,
    };
}

function* checkNodes(group: Resource, graph: Graph): Iterable<Fault> {
  for (const [index, access] of each(group.get('remote_access')).entries()) {
    const place = `remote_access[${index}]`;
    if (isOpen(access)) yield unverifiable(place, access, 'who may log in to the nodes is not known');
    const key = at(access, 'ec2_ssh_key');
    const sources = isMap(access) ? behind(access.source_security_group_ids) : undefined;
    if (isOpen(sources))
      yield unverifiable(`${place}.source_security_group_ids`, sources, 'who may log in to the nodes is not known');
    if (
      isMap(access) &&
      key !== undefined &&
      key !== '' &&
      (sources === undefined || (Array.isArray(sources) && sources.length === 0))
    )
      yield {
        attribute: `${place}.source_security_group_ids`,
        value: sources,
        message: 'SSH to its nodes is open to 0.0.0.0/0: remote_access names no source security group',
      };
  }
  yield* publicNodes(group, graph);
}

function* publicNodes(group: Resource, graph: Graph): Iterable<Fault> {
  const value = group.get('subnet_ids');
  const subnets = graph.links(value, group, 'aws_subnet', 'aws_default_subnet');
  for (const subnet of subnets.resources) {
    const way = pathToInternet(subnet, graph);
    if (way) yield { attribute: 'subnet_ids', value, message: `its nodes stand in a public subnet: ${way}` };
  }
  for (const id of subnets.foreign)
    yield {
      attribute: 'subnet_ids',
      message: `${id} is not among these files, so its routes were not looked at`,
      note: true,
    };
  for (const part of subnets.open) {
    if (isReadAtPlan(part))
      yield {
        attribute: 'subnet_ids',
        message: `${part} is read at plan, so its routes were not looked at`,
        note: true,
      };
    else yield unverifiable('subnet_ids', part, 'the subnets of its nodes are not known');
  }
}

function isReadAtPlan(part: Value): boolean {
  return 'resource' in Object(part) && (part as { resource: Resource }).resource.mode === 'data';
}

function* checkAddon(addon: Resource): Iterable<Fault> {
  if (text(addon.get('addon_name')) !== 'vpc-cni') return;
  const attribute = 'configuration_values';
  const value = behind(addon.get(attribute));
  const documents = readYaml(value);
  const setting = documents === undefined ? value : at(documents[0], 'enableNetworkPolicy');
  if (isOpen(setting)) yield unverifiable(attribute, setting, 'whether network policies are enforced is not known');
  else if (flag(setting) !== true)
    yield {
      attribute,
      value: setting,
      message: 'network policies are not enforced: the vpc-cni add-on needs { "enableNetworkPolicy": "true" }',
    };
}
