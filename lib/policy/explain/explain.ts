import type { CheckResult } from '../engine';
import { type Finding, severities } from '../finding';
import type { Graph } from '../graph/graph';
import { originOf } from '../graph/origin';
import { type Resource, referencesIn } from '../graph/value';
import { accessTo, managedPoliciesIn } from './access';
import type { Explanation, KeyUse, Placement, Reachability } from './explanation';
import { keysOf } from './keys';
import { placementOf } from './placement';
import { reachabilityOf } from './reachability';

/** Puts together what the graph knows of one resource. Pure: the findings are those of a check of the same graph. */
export function explain(resource: Resource, graph: Graph, result: CheckResult): Explanation {
  const placement = placementOf(resource, graph);
  const reachability = reachabilityOf(resource, graph);
  const keys = keysOf(resource, graph);
  const access = accessTo(resource, graph);
  const about = new Set([resource.address, ...named(placement, reachability, keys)]);
  const policies = access.filter((one) => one.effect === 'Allow').map(({ where }) => where.split(' ', 1)[0]);
  for (const policy of policies) if (policy) about.add(policy);
  return {
    stack: resource.stack.name,
    stage: resource.stack.stage,
    address: resource.address,
    type: resource.type,
    constructPath: resource.constructPath,
    file: resource.file,
    line: resource.line ?? null,
    origin: originOf(resource, ''),
    placement,
    reachability,
    access,
    keys,
    notRead: access.length > 0 ? managedPoliciesIn(graph) : [],
    referencedBy: graph.usesOf(resource).map((use) => ({ address: use.resource.address, attribute: use.attribute })),
    refersTo: refersTo(resource),
    findings: result.findings
      .filter((finding) => finding.stack === resource.stack.name && about.has(finding.address))
      .sort((a, b) => rank(a, resource) - rank(b, resource)),
  };
}

/** The resource's own findings first, the worst of them at the top. */
function rank({ address, severity }: Finding, resource: Resource): number {
  return (address === resource.address ? 0 : severities.length) + severities.indexOf(severity);
}

function named(
  placement: readonly Placement[],
  reachability: Reachability | null,
  keys: readonly KeyUse[],
): readonly string[] {
  return [
    ...placement.map(({ subnet }) => subnet),
    ...(reachability?.groups ?? []),
    ...(reachability?.inbound.map(({ rule }) => rule.replace(/\.ingress\[\d+\]$/, '')) ?? []),
    ...keys.map(({ key }) => key),
  ];
}

function refersTo(resource: Resource): readonly string[] {
  const all = resource.attributes.flatMap((name) => referencesIn(resource.get(name)));
  return [...new Set(all.map((reference) => reference.resource.address))].filter(
    (address) => address !== resource.address,
  );
}
