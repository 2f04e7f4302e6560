import type { Resource, ValueMap } from '../../../policy/graph';
import { blocks, text } from '../attributes';
import type { Bill } from '../bill';
import { HOURS_PER_MONTH } from '../line';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** kubernetes_service_v1: one of type LoadBalancer has AWS make a network load balancer, which no Terraform shows. */
export const service: Pricer = (bill) => {
  const [spec] = blocks(bill.resource, 'spec');
  if (text(spec, 'type') === 'LoadBalancer') chargeBalancer(bill, 'network');
};

/** kubernetes_ingress_v1: the load balancer controller makes an application load balancer of it. */
export const ingress: Pricer = (bill) => {
  if (isAlb(blocks(bill.resource, 'spec')[0], blocks(bill.resource, 'metadata')[0]))
    chargeBalancer(bill, 'application');
};

/** kubernetes_manifest: the same two kinds, and pools of nodes that only the pods decide on. */
export const manifest: Pricer = (bill) => {
  const [body] = blocks(bill.resource, 'manifest');
  const [spec] = blocks(body, 'spec');
  const kind = text(body, 'kind');
  if (kind === 'Service' && text(spec, 'type') === 'LoadBalancer') chargeBalancer(bill, 'network');
  else if (kind === 'Ingress' && isAlb(spec, blocks(body, 'metadata')[0])) chargeBalancer(bill, 'application');
  else if (kind === 'NodePool' && (text(body, 'apiVersion') ?? '').startsWith('karpenter'))
    bill.gap('nodes of Karpenter', 'how many run, and of which type, is decided by the pods', true);
};

/** Ingresses of one group share a load balancer: each is charged for here, which is the most that they can cost. */
function chargeBalancer(bill: Bill, type: 'application' | 'network'): void {
  const [item, unit] = type === 'application' ? ['alb', 'alb-lcu'] : ['nlb', 'nlb-nlcu'];
  bill.hourly(
    `${type} load balancer`,
    'elb',
    item,
    1,
    'made by the controller in the cluster; one of a group shares it',
  );
  const units = bill.context.usage(bill.resource, 'loadBalancerUnits');
  bill.charge(
    'capacity units',
    'elb',
    unit,
    mapRange(units, (value) => value * HOURS_PER_MONTH),
    `${units.expected} on average`,
  );
}

function isAlb(spec: Resource | ValueMap | undefined, metadata: ValueMap | undefined): boolean {
  const [annotations] = blocks(metadata, 'annotations');
  const name =
    text(spec, 'ingress_class_name') ??
    text(spec, 'ingressClassName') ??
    text(annotations, 'kubernetes.io/ingress.class');
  return name === 'alb';
}
