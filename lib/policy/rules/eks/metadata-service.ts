import { toNumber } from '../../expression/operators';
import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { at, each, text } from '../../kubernetes/access';
import { manifestAttributes } from '../../kubernetes/kinds';
import { objectsOf } from '../../kubernetes/objects';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';

/** Types with instance metadata settings, and the block that holds them. */
const blocks: ReadonlyMap<string, string> = new Map([
  ['aws_instance', 'metadata_options'],
  ['aws_spot_instance_request', 'metadata_options'],
  ['aws_launch_template', 'metadata_options'],
  ['aws_launch_configuration', 'metadata_options'],
  ['awscc_ec2_launch_template', 'launch_template_data.metadata_options'],
  ['aws_imagebuilder_infrastructure_configuration', 'instance_metadata_options'],
]);
const accountDefaults = 'aws_ec2_instance_metadata_defaults';

/** SEC-IMDS */
export const metadataService: ResourceRule = {
  id: 'SEC-IMDS',
  severity: 'high',
  title: 'Instance metadata can be read by a pod, or without a session token',
  why: 'The metadata service hands the credentials of the node’s role to whoever asks: a pod, when the answer may travel two hops, or any request that a server can be tricked into, when no token is asked for.',
  fix: 'Set metadata_options { http_tokens = "required", http_put_response_hop_limit = 1 }, and give pods roles of their own by EKS Pod Identity.',
  controls: ['AWS-FSBP AutoScaling.3', 'CIS-AWS-7.0 6.7', 'CIS-EKS-1.4 5.2.1'],
  example: {
    bad: '{ "aws_launch_template": { "nodes": { "metadata_options": { "http_tokens": "optional" } } } }',
    good: '{ "aws_launch_template": { "nodes": { "metadata_options": { "http_tokens": "required", "http_put_response_hop_limit": 1 } } } }',
  },
  types: [...blocks.keys(), accountDefaults, 'aws_eks_node_group', ...manifestAttributes.keys()],
  *check(resource, graph) {
    const block = blocks.get(resource.type);
    if (block !== undefined) yield* checkBlock(resource, block, graph);
    else if (resource.type === accountDefaults) yield* checkDefaults(resource);
    else if (resource.type === 'aws_eks_node_group') yield* checkNodeGroup(resource);
    else yield* checkNodeClasses(resource);
  },
};

function* checkBlock(resource: Resource, path: string, graph: Graph): Iterable<Fault> {
  const [first = '', ...rest] = path.split('.');
  const outer = each(resource.get(first))[0];
  const options = each(rest.length > 0 ? at(outer, ...rest) : outer)[0];
  if (options !== undefined && !isMap(options)) {
    if (isOpen(options)) yield unverifiable(path, options, 'who may read the instance’s metadata is not known');
    return;
  }
  if (text(at(options, 'http_endpoint')) === 'disabled') return;
  // Without settings of its own an instance takes those of its template, which is looked at itself.
  if (options === undefined && each(resource.get('launch_template')).length > 0) return;
  yield* judge(
    resource,
    path,
    at(options, 'http_tokens'),
    at(options, 'http_put_response_hop_limit'),
    defaultsOf(resource, graph),
  );
}

interface Defaults {
  readonly tokens: boolean;
}

/** What the stack sets for every new instance of the account's region. */
function defaultsOf(resource: Resource, graph: Graph): Defaults {
  const settings = graph.ofType(accountDefaults).filter((setting) => setting.stack === resource.stack);
  return { tokens: settings.some((setting) => text(setting.get('http_tokens')) === 'required') };
}

function* judge(
  resource: Resource,
  path: string,
  tokens: Value | undefined,
  hops: Value | undefined,
  defaults: Defaults,
): Iterable<Fault> {
  const attribute = `${path}.http_tokens`;
  if (isOpen(tokens)) {
    // A plan does not know what AWS will fill in for an argument that nobody wrote.
    if (resource.isWritten(path.split('.')[0] ?? path))
      yield unverifiable(attribute, tokens, 'whether a session token is asked for is not known');
  } else if (text(tokens) !== 'required' && !(tokens === undefined && defaults.tokens))
    yield {
      attribute,
      value: tokens,
      message: `its metadata is read without a session token${tokens === undefined ? ': http_tokens is left out' : ''}`,
    };
  yield* tooManyHops(`${path}.http_put_response_hop_limit`, hops);
}

function* tooManyHops(attribute: string, hops: Value | undefined): Iterable<Fault> {
  if (isOpen(hops)) yield unverifiable(attribute, hops, 'how far the metadata’s answers travel is not known');
  else if ((toNumber(hops) ?? 1) > 1)
    yield {
      attribute,
      value: hops,
      message: `answers of the metadata service travel ${text(hops)} hops: pods on it get them`,
    };
}

function* checkDefaults(resource: Resource): Iterable<Fault> {
  const tokens = resource.get('http_tokens');
  if (text(tokens) === 'optional')
    yield {
      attribute: 'http_tokens',
      value: tokens,
      message: 'new instances of the account answer without a session token',
    };
  yield* tooManyHops('http_put_response_hop_limit', at(resource.get('http_put_response_hop_limit')));
}

/**
 * Without a launch template EKS chooses: hop limit 1 with tokens required for Amazon Linux 2023 (the default since
 * Kubernetes 1.30), hop limit 2 with tokens optional for Amazon Linux 2. For other images it is not documented.
 */
function* checkNodeGroup(group: Resource): Iterable<Fault> {
  if (each(group.get('launch_template')).length > 0) return;
  const type = text(group.get('ami_type'));
  if (type === undefined || type.startsWith('AL2023') || type === 'CUSTOM') return;
  if (type.startsWith('AL2_'))
    yield {
      attribute: 'ami_type',
      value: type,
      message: 'without a launch template, nodes of Amazon Linux 2 answer pods, and without a session token',
    };
  else
    yield {
      attribute: 'launch_template',
      note: true,
      message: `without a launch template EKS chooses the metadata settings of ${type} nodes; set them to be sure`,
    };
}

/** Karpenter's node classes are safe by default; only what is written can be wrong. */
function* checkNodeClasses(resource: Resource): Iterable<Fault> {
  for (const { kind, body, place } of objectsOf(resource).objects) {
    if (kind !== 'EC2NodeClass' && kind !== 'AWSNodeTemplate') continue;
    const options = at(body, 'spec', 'metadataOptions');
    const path = `${place}spec.metadataOptions`;
    if (options === undefined || text(at(options, 'httpEndpoint')) === 'disabled') continue;
    if (isOpen(options)) {
      yield unverifiable(path, options, 'who may read the nodes’ metadata is not known');
      continue;
    }
    const tokens = at(options, 'httpTokens');
    if (text(tokens) !== undefined && tokens !== 'required')
      yield {
        attribute: `${path}.httpTokens`,
        value: tokens,
        message: 'the nodes’ metadata is read without a session token',
      };
    yield* tooManyHops(`${path}.httpPutResponseHopLimit`, at(options, 'httpPutResponseHopLimit'));
  }
}
