import type { Graph } from '../../policy/graph';
import { planGraph } from '../../policy/load';
import { objectOf, type PlanDocument } from '../document';
import { resourceChanges } from '../resource-change';

/** What there is before and after a plan, as graphs of the same kind. */
export interface BeforeAndAfter {
  readonly before: Graph;
  readonly after: Graph;
  /** What a resource that existed before is called afterwards: moves are no changes. */
  nameAfter(address: string): string;
}

/** Puts the graph of what exists, as the plan's refreshed state has it, beside the graph of what the plan leads to. */
export function beforeAndAfter(plan: PlanDocument, after: Graph): BeforeAndAfter {
  const { json } = plan;
  const { values } = objectOf(json.prior_state);
  const prior = {
    format_version: json.format_version ?? '',
    planned_values: objectOf(values),
    prior_state: objectOf(json.prior_state),
    configuration: {},
  };
  const moved = new Map(
    resourceChanges(plan).flatMap(({ address, previousAddress }) =>
      previousAddress === undefined ? [] : [[previousAddress, address]],
    ),
  );
  return {
    before: planGraph(prior, plan.file, { stage: after.stacks[0]?.stage }),
    after,
    nameAfter: (address) => moved.get(address) ?? address,
  };
}
