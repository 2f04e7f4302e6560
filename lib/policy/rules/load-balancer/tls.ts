import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { checkClassic, checkClassicPolicy } from './classic';
import { checkDistribution, checkDomainName, checkProtocol } from './edge-services';
import { checkListener, checkListenerRule, checkTargetGroup } from './listener';

const checks: ReadonlyMap<string, (resource: Resource, graph: Graph) => Iterable<Fault>> = new Map([
  ['aws_lb_listener', checkListener],
  ['aws_alb_listener', checkListener],
  ['aws_lb_listener_rule', checkListenerRule],
  ['aws_alb_listener_rule', checkListenerRule],
  ['aws_lb_target_group', checkTargetGroup],
  ['aws_alb_target_group', checkTargetGroup],
  ['aws_elb', checkClassic],
  ['aws_lb_ssl_negotiation_policy', checkClassicPolicy],
  ['aws_load_balancer_policy', checkClassicPolicy],
  ['aws_cloudfront_distribution', checkDistribution],
  ['aws_api_gateway_domain_name', checkDomainName],
  ['aws_apigatewayv2_domain_name', checkDomainName],
  ['aws_vpclattice_listener', checkProtocol],
  ['aws_transfer_server', checkProtocol],
]);

/** SEC-LB-TLS */
export const tlsLoadBalancer: ResourceRule = {
  id: 'SEC-LB-TLS',
  severity: 'high',
  title: 'A load balancer or edge speaks plaintext or old TLS',
  why: 'Cookies and tokens that cross the internet in the clear are taken over on the way; TLS 1.0 and 1.1 can be broken and are refused by every browser.',
  fix: 'Listen on HTTPS with a policy of TLS 1.2 or newer, and let port 80 do nothing but redirect to it.',
  controls: ['AWS-FSBP ELB.1'],
  example: {
    bad: '{ "aws_lb_listener": { "web": { "protocol": "HTTP", "default_action": [{ "type": "forward" }] } } }',
    good: '{ "aws_lb_listener": { "web": { "protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06", "certificate_arn": "…" } } }',
  },
  types: [...checks.keys()],
  *check(resource, graph) {
    yield* checks.get(resource.type)?.(resource, graph) ?? [];
  },
};
