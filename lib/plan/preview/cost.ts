import { type CostDocument, costDocument, diffEstimates, estimateGraph } from '../../cost/offline';
import type { Graph } from '../../policy/graph';
import { textOf } from '../../policy/load';
import { objectOf, type PlanDocument } from '../document';
import type { Redactor } from '../redact/redactor';
import { resourceChanges } from '../resource-change';
import type { CostChange } from './preview';

/** What a change in cost is told from. */
export interface CostSources {
  readonly plan: PlanDocument;
  readonly before: Graph;
  readonly after: Graph;
  readonly environment: string;
  /** What `rampart cost --format json` wrote on the base branch. @default none: the plan's own state is priced, on demand */
  readonly base: CostDocument | undefined;
  readonly now: Date | undefined;
}

/** What a plan does to the bill; null when nothing in it has a price, before or after. */
export function costChange(
  { plan, before, after, environment, base, now }: CostSources,
  redactor: Redactor,
): CostChange | null {
  const options = { region: regionOf(plan), now };
  const head = bare(costDocument(estimateGraph(after, options)));
  // The state does not say how anything is bought, so both sides are taken on demand: only then do they compare.
  const compared = base
    ? { base: bare(ofEnvironment(base, environment)), head }
    : {
        base: onDemand(changedOnly(bare(costDocument(estimateGraph(before, options))), head, plan)),
        head: onDemand(head),
      };
  const diff = diffEstimates(compared.base, compared.head);
  if (compared.base.resources.length === 0 && compared.head.resources.length === 0) return null;
  const paths = new Map(after.resources.map((resource) => [resource.address, resource.constructPath]));
  const sum = ({ resources }: CostDocument): number => resources.reduce((total, { monthly }) => total + monthly, 0);
  return {
    currency: 'USD',
    basis: base ? 'declared' : 'on-demand',
    before: sum(compared.base),
    after: sum(compared.head),
    resources: diff.changes.map(({ address, purchase, ...amounts }) => ({
      address: redactor.address(address),
      constructPath: paths.get(address) ?? null,
      before: amounts.before,
      after: amounts.after,
      purchase: redactor.text(purchase),
    })),
    unpriced: diff.newlyUnpriced.map((address) => redactor.address(address)),
  };
}

/** The rows of one environment, when the document is of several. */
function ofEnvironment(document: CostDocument, environment: string): CostDocument {
  const own = document.resources.filter(({ stack }) => stack === environment);
  return own.length === 0 ? document : { ...document, resources: own };
}

/** A plan is named after its file where no source names its stack: rows are matched by address alone. */
function bare(document: CostDocument): CostDocument {
  return { ...document, resources: document.resources.map((row) => ({ ...row, stack: '' })) };
}

function onDemand(document: CostDocument): CostDocument {
  return {
    ...document,
    resources: document.resources.map((row) => ({ ...row, monthly: row.onDemandMonthly, purchase: 'on-demand' })),
  };
}

/** What the plan does not touch costs the same before as after, whatever the state alone would have it cost. */
function changedOnly(base: CostDocument, head: CostDocument, plan: PlanDocument): CostDocument {
  const changed = new Set(
    resourceChanges(plan).flatMap(({ action, address, previousAddress }) =>
      action === 'no-op' || action === 'move' ? [] : [address, previousAddress ?? address],
    ),
  );
  const isChanged = ({ address }: { readonly address: string }): boolean => changed.has(address);
  return {
    ...base,
    resources: [...base.resources.filter(isChanged), ...head.resources.filter((row) => !isChanged(row))],
    unpriced: [...base.unpriced, ...head.unpriced.filter((address) => !changed.has(address))],
  };
}

function regionOf({ json }: PlanDocument): string | undefined {
  const providers = objectOf(objectOf(json.configuration).provider_config);
  const region = objectOf(objectOf(objectOf(providers.aws).expressions).region).constant_value;
  return textOf(region) || undefined;
}
