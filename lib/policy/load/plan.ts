import { InputError } from '../failure';
import { Templates } from '../graph/body';
import { configure, type GraphOptions, type StackSource } from '../graph/build';
import type { Configuration } from '../graph/configuration';
import { PlanModule } from '../graph/plan-module';
import { PlanResource } from '../graph/plan-resource';
import { emptyRoot, type Root } from '../graph/root';
import type { Stack } from '../graph/stack';
import type { Resource } from '../graph/value';
import { isObject, type Json, type JsonObject, textOf } from '../json/parse';
import { indexPlan, type ModuleNode, objects, type PlanIndex } from './plan-index';
import { plannedRoot } from './plan-root';

/** The major of the plan format that is understood. */
const formatMajor = '1';

/** Whether a JSON document is what `terraform show -json` prints for a plan (or for a state, which is refused by {@link planGraph}). */
export function isPlan(json: Json): json is JsonObject {
  return isObject(json) && typeof json.format_version === 'string' && !('resource' in json);
}

/** The stack and resources of a plan. @throws InputError for another format, or a state */
export function readPlan(
  plan: JsonObject,
  file: string,
  name: string,
  source: readonly StackSource[],
  options: GraphOptions,
): { stack: Stack; resources: readonly Resource[] } {
  if (textOf(plan.format_version).split('.')[0] !== formatMajor) {
    throw new InputError(
      `${file}: plan format_version ${textOf(plan.format_version)}, expected ${formatMajor}.x. Use the Terraform version that wrote the plan with a rampart that knows it.`,
    );
  }
  if (!isObject(plan.planned_values)) {
    throw new InputError(
      `${file}: this is a state, not a plan: it has no planned_values. Run terraform plan -out=plan.bin, then terraform show -json plan.bin.`,
    );
  }
  const index = indexPlan(plan);
  const configurations = source.length > 0 ? configure(source, options) : [];
  const configuration = best(configurations, index);
  const stack = describe(file, name, index, configuration, options);
  const supplied = suppliedValues(plan, index);
  const templates = new Templates();
  const resources: PlanResource[] = [];
  const build = (node: ModuleNode, parent: PlanModule | undefined): PlanModule => {
    const module = new PlanModule(node.config, node.inputs, parent, templates);
    for (const { key, ...instance } of node.instances) {
      const resource = new PlanResource(instance, stack, module, supplied);
      module.add(key, resource);
      resources.push(resource);
    }
    for (const child of node.children) module.addChild(child.name, build(child, module));
    return module;
  };
  const root = build(index.root, undefined);
  (stack as { root: Root }).root = plannedRoot(plan, root, configuration?.stack.root);
  if (configuration) joinSource(resources, configuration);
  return { stack, resources };
}

/** Lets each resource of the plan look up in the source what the plan does not know; references then lead to the plan's resources. */
function joinSource(resources: readonly PlanResource[], configuration: Configuration): void {
  const planned = new Map(resources.map((resource) => [resource.address, resource]));
  for (const original of configuration.resources) {
    const resource = original.mode === 'managed' ? planned.get(original.address) : undefined;
    if (!resource) continue;
    resource.source = original;
    original.inPlan = resource;
  }
}

/** The stack of the source that the plan was made of: the one that shares most addresses with it. */
function best(configurations: readonly Configuration[], index: PlanIndex): Configuration | undefined {
  const shared = (configuration: Configuration) =>
    configuration.resources.filter((resource) => index.addresses.has(resource.address)).length;
  return [...configurations].sort((a, b) => shared(b) - shared(a))[0];
}

function describe(
  file: string,
  name: string,
  index: PlanIndex,
  source: Configuration | undefined,
  options: GraphOptions,
): Stack {
  return {
    name: source?.stack.name ?? name,
    stage: source?.stack.stage ?? options.stage ?? 'prod',
    file,
    kind: 'plan',
    overrides: source?.stack.overrides ?? new Map(),
    fromCdktf: false,
    hidden: index.hidden,
    defaultTags: defaultTags(index.providers),
    accounts: source?.stack.accounts ?? new Set(),
    attestation: undefined,
    notes: source?.stack.notes ?? {},
    root: emptyRoot,
  };
}

function defaultTags(providers: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    Object.keys(providers).map((key) => {
      const provider = providers[key];
      const expressions = isObject(provider) && isObject(provider.expressions) ? provider.expressions : {};
      const tags = objects(expressions.default_tags).flatMap((block) =>
        isObject(block.tags) && isObject(block.tags.constant_value) ? Object.keys(block.tags.constant_value) : [],
      );
      return [key, new Set(tags)];
    }),
  );
}

/** Strings that came in as variables: whoever planned handed them over, they are not written in the files. */
function suppliedValues(plan: JsonObject, index: PlanIndex): ReadonlySet<string> {
  const values = isObject(plan.variables) ? plan.variables : {};
  const declared = isObject(index.root.config.variables) ? index.root.config.variables : {};
  return new Set(
    Object.keys(values).flatMap((name) => {
      const given = values[name];
      const variable = declared[name];
      const value = isObject(given) ? given.value : undefined;
      return typeof value === 'string' && !(isObject(variable) && variable.default === value) ? [value] : [];
    }),
  );
}
