import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, show, type Value, type ValueMap } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, known } from '../values';
import { refusesOldTls } from './tls-policy';

const balancers = ['aws_lb', 'aws_alb'];
const listeners = ['aws_lb_listener', 'aws_alb_listener'];

/** A listener: encrypted with a policy that refuses old TLS, or a redirect to one. */
export function* checkListener(listener: Resource, graph: Graph): Iterable<Fault> {
  const protocol = protocolOf(listener);
  if (isOpen(protocol)) {
    yield unverifiable('protocol', protocol, 'whether the listener encrypts is not known');
    return;
  }
  if (protocol === 'HTTPS' || protocol === 'TLS') yield* checkPolicy(listener);
  else if (protocol === 'HTTP') yield* checkPlain(listener, 'default_action', protocol);
  else if (protocol === undefined && !isNetworkOrGateway(listener, graph))
    yield* checkPlain(listener, 'default_action', 'HTTP, because no protocol is set');
}

/** A rule of a plaintext listener, which may serve what the listener itself redirects. */
export function* checkListenerRule(rule: Resource, graph: Graph): Iterable<Fault> {
  for (const listener of graph.links(rule.get('listener_arn'), rule, ...listeners).resources) {
    if (protocolOf(listener) === 'HTTP') yield* checkPlain(rule, 'action', `HTTP of ${listener.address}`);
  }
}

/** A target group to which an internet-facing load balancer speaks plain HTTP. */
export function* checkTargetGroup(group: Resource, graph: Graph): Iterable<Fault> {
  if (known(group.get('protocol')) !== 'HTTP') return;
  const edge = graph
    .usesOf(group)
    .flatMap(({ resource }) => listenersOf(resource, graph))
    .flatMap((listener) => graph.links(listener.get('load_balancer_arn'), listener, ...balancers).resources)
    .find((balancer) => flag(balancer.get('internal')) !== true);
  if (!edge) return;
  yield {
    attribute: 'protocol',
    value: 'HTTP',
    message: `what ${edge.address} receives from the internet goes on to it in plaintext`,
    fix: 'Set protocol = "HTTPS"; the load balancer accepts a certificate that the target signed itself.',
  };
}

function listenersOf(user: Resource, graph: Graph): readonly Resource[] {
  if (listeners.includes(user.type)) return [user];
  if (user.type !== 'aws_lb_listener_rule' && user.type !== 'aws_alb_listener_rule') return [];
  return graph.links(user.get('listener_arn'), user, ...listeners).resources;
}

function protocolOf(listener: Resource): Value | undefined {
  const protocol = known(listener.get('protocol'));
  return typeof protocol === 'string' ? protocol.trim().toUpperCase() : protocol;
}

function isNetworkOrGateway(listener: Resource, graph: Graph): boolean {
  const { resources } = graph.links(listener.get('load_balancer_arn'), listener, ...balancers);
  return resources.some((balancer) =>
    ['network', 'gateway'].includes(show(known(balancer.get('load_balancer_type')) ?? '')),
  );
}

function* checkPolicy(listener: Resource): Iterable<Fault> {
  const policy = known(listener.get('ssl_policy'));
  const fix = 'Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06" or a newer one.';
  if (isOpen(policy))
    yield { ...unverifiable('ssl_policy', policy, 'whether the listener refuses old TLS is not known'), fix };
  else if (policy === undefined)
    yield { attribute: 'ssl_policy', message: 'it has no ssl_policy, and AWS’s default accepts TLS 1.0', fix };
  else if (!refusesOldTls(show(policy)))
    yield { attribute: 'ssl_policy', value: policy, message: `${show(policy)} accepts TLS below 1.2`, fix };
}

/** Actions over plain HTTP: only a redirect to HTTPS is none that shows anything. */
function* checkPlain(resource: Resource, block: string, protocol: string): Iterable<Fault> {
  const actions = blocksOf(resource, block);
  if (actions.length === 0) yield { attribute: 'protocol', value: protocol, message: 'it serves plain HTTP' };
  for (const [index, action] of actions.entries()) {
    const attribute = `${block}[${index}]`;
    if (!isMap(action)) yield unverifiable(attribute, action, 'whether plain HTTP is redirected is not known');
    else yield* checkAction(action, attribute, protocol);
  }
}

function* checkAction(action: ValueMap, attribute: string, protocol: string): Iterable<Fault> {
  const type = known(action.type ?? undefined);
  if (isOpen(type)) {
    yield unverifiable(`${attribute}.type`, type, 'whether plain HTTP is redirected is not known');
    return;
  }
  if (type !== 'redirect') {
    yield {
      attribute: `${attribute}.type`,
      value: type,
      message: `it answers over ${protocol} instead of redirecting to HTTPS`,
      fix: 'Make the action redirect { protocol = "HTTPS", port = "443", status_code = "HTTP_301" }.',
    };
    return;
  }
  const [redirect] = blocksOf(action, 'redirect');
  const target = isMap(redirect) ? known(redirect.protocol ?? undefined) : redirect;
  if (isOpen(target))
    yield unverifiable(`${attribute}.redirect.protocol`, target, 'whether it redirects to HTTPS is not known');
  else if (show(target ?? '').toUpperCase() !== 'HTTPS')
    yield {
      attribute: `${attribute}.redirect.protocol`,
      value: target,
      message: 'it redirects to plain HTTP again',
      fix: 'Set redirect { protocol = "HTTPS", port = "443" }.',
    };
}
