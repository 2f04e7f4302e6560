import type { CostDocument } from '../../cost/offline';
import { checkLoaded, InputError, type Stage, type Waiver } from '../../policy';
import { planGraph, textOf } from '../../policy/load';
import { accessChanges } from '../access/access';
import { beforeAndAfter } from '../access/prior';
import { type Action, isReplace } from '../action';
import { attributeChanges } from '../diff/differ';
import { digestedChanges, digestOf } from '../digest/digest';
import type { PlanDocument } from '../document';
import { Redactor } from '../redact/redactor';
import { deferredChanges, outputChanges, resourceChanges } from '../resource-change';
import { costChange } from './cost';
import { destructionsOf } from './destructions';
import { changedOutside } from './drift';
import { type BaseFinding, compareFindings, ofEnvironment } from './findings';
import type { Counts, Preview, PreviewedChange } from './preview';
import { grouped, previewed } from './previewed';
import { verdictOf } from './verdict';

/** What a preview is made with besides the plan. */
export interface PreviewOptions {
  /** Name of the environment. @default the stack of the source, else the plan's file */
  readonly environment?: string | undefined;
  /** Stage of a plan that nothing names a stage for. @default 'prod', the strictest */
  readonly stage?: Stage | undefined;
  /** The configuration beside the plan: construct paths, stage and policy text. @default none */
  readonly source?: string | undefined;
  /** Findings of the base branch. @default none: every finding is new */
  readonly baseFindings?: readonly BaseFinding[] | undefined;
  /** What `rampart cost --format json` wrote on the base branch. @default none: the state in the plan is priced, on demand */
  readonly baseCost?: CostDocument | undefined;
  /** @default none */
  readonly waivers?: readonly Waiver[] | undefined;
  /** The day against which waivers expire. @default today */
  readonly now?: Date | undefined;
}

/**
 * What a reviewer is to know of a plan. It is redacted: values that Terraform marks as sensitive and values that look like
 * secrets are in none of it.
 *
 * @throws InputError when the source cannot be read, or is of another stack
 */
export function previewOf(plan: PlanDocument, options: PreviewOptions = {}): Preview {
  const graph = planGraph(plan.json, plan.file, { stage: options.stage, source: options.source });
  const redactor = new Redactor(plan);
  const planned = new Map(graph.resources.map((resource) => [resource.address, resource]));
  const pathOf = (address: string): string | null => planned.get(address)?.constructPath ?? null;
  const all = resourceChanges(plan);
  const changes = all
    .filter(({ action }) => action !== 'no-op')
    .map((one) => previewed(one, planned.get(one.address), redactor));
  const drift = changedOutside(plan).map((one) => previewed(one, planned.get(one.address), redactor));
  const deferred = deferredChanges(plan).map(({ why, change }) => ({
    why,
    change: previewed(change, planned.get(change.address), redactor),
  }));
  const digests = digestedChanges(plan, options.source === undefined ? undefined : graph);
  const [stack] = graph.stacks;
  if (!stack) throw new InputError(`${plan.file}: the plan has no root module. Make it with terraform plan.`);
  const environment = options.environment ?? stack.name;
  const both = beforeAndAfter(plan, graph);
  const judged = {
    counts: countsOf(changes, drift.length, deferred.length),
    warnings: warningsOf(plan),
    destructions: destructionsOf(all, pathOf, redactor),
    findings: compareFindings(
      checkLoaded(graph, { waivers: options.waivers, now: options.now }),
      options.baseFindings && ofEnvironment(options.baseFindings, environment),
      plan,
      redactor,
    ),
    cost: costChange({ ...both, plan, environment, base: options.baseCost, now: options.now }, redactor),
    access: accessChanges(plan, both, redactor),
    drift,
    deferred,
  };
  return {
    rampartPreview: 1,
    environment,
    stage: stack.stage,
    stageDeclared: stack.root.stageDeclared || options.stage !== undefined,
    pending: false,
    digest: digestOf(digests),
    digests: digests.map((one) => ({ ...one, address: redactor.address(one.address) })),
    verdict: verdictOf(judged),
    terraformVersion: textOf(plan.json.terraform_version),
    plannedAt: textOf(plan.json.timestamp),
    ...judged,
    groups: grouped(changes),
    outputs: outputChanges(plan)
      .filter(({ action }) => action !== 'no-op')
      .map((output) => ({
        name: output.name,
        action: output.action,
        attributes: attributeChanges(wrapped(output), redactor),
      })),
  };
}

/** A plan that Terraform itself does not believe in. */
function warningsOf({ json }: PlanDocument): readonly string[] {
  return [
    ...(json.errored === true
      ? ['Planning failed with an error: what is shown is only what was planned until then.']
      : []),
    ...(json.complete === false ? ['The plan is not complete: after the apply another plan has more to do.'] : []),
  ];
}

/** An output's value under its name, so that a sensitive one is known by it. */
function wrapped(output: ReturnType<typeof outputChanges>[number]): Parameters<typeof attributeChanges>[0] {
  const { name } = output;
  return {
    before: output.before === null ? null : { [name]: output.before },
    after: output.after === null && output.afterUnknown !== true ? null : { [name]: output.after },
    afterUnknown: { [name]: output.afterUnknown },
    beforeSensitive: { [name]: output.beforeSensitive },
    afterSensitive: { [name]: output.afterSensitive },
  };
}

function countsOf(changes: readonly PreviewedChange[], drift: number, deferred: number): Counts {
  const count = (is: (action: Action) => boolean): number => changes.filter(({ action }) => is(action)).length;
  const only = (wanted: Action) => (action: Action) => action === wanted;
  return {
    create: count(only('create')),
    update: count(only('update')),
    replace: count(isReplace),
    delete: count(only('delete')),
    move: changes.filter(({ previousAddress }) => previousAddress !== null).length,
    import: changes.filter(({ importId }) => importId !== null).length,
    forget: count((action) => action.startsWith('forget')),
    read: count(only('read')),
    unknown: count(only('unknown')),
    drift,
    deferred,
  };
}
