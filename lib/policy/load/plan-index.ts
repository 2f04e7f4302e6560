import { hiddenByType } from '../graph/hidden';
import type { PlannedInstance } from '../graph/plan-resource';
import type { Hidden } from '../graph/stack';
import { isObject, type Json, type JsonObject, textOf } from '../json/parse';

/** A module instance of a plan with its resources. */
export interface ModuleNode {
  /** Name of the call; empty for the root. */
  readonly name: string;
  readonly config: JsonObject;
  /** Expressions of the call; for the root the values of the variables. */
  readonly inputs: JsonObject;
  readonly instances: readonly (PlannedInstance & { readonly key: string })[];
  readonly children: readonly ModuleNode[];
}

/** A plan's parts, joined by address. */
export interface PlanIndex {
  readonly root: ModuleNode;
  readonly addresses: ReadonlySet<string>;
  readonly providers: JsonObject;
  readonly hidden: readonly Hidden[];
}

const empty: JsonObject = {};

/** A JSON value as a list of objects; anything else in it is left out. */
export function objects(json: Json | undefined): readonly JsonObject[] {
  return Array.isArray(json) ? json.filter(isObject) : isObject(json) ? [json] : [];
}

/** Joins planned values, masks and configuration of a plan. */
export function indexPlan(plan: JsonObject): PlanIndex {
  const configuration = child(plan, 'configuration');
  const changes = new Map(objects(plan.resource_changes).map((change) => [textOf(change.address), change]));
  const addresses = new Set<string>();
  const hidden: Hidden[] = [];
  const data = [...modulesOf(child(child(child(plan, 'prior_state'), 'values'), 'root_module'))];

  const visit = (
    module: JsonObject,
    name: string,
    config: JsonObject,
    inputs: JsonObject,
    address: string,
  ): ModuleNode => {
    const configured = new Map(objects(config.resources).map((resource) => [keyOf(resource), resource]));
    const read = objects(data.find((other) => textOf(other.address) === address)?.resources).filter(
      (resource) => resource.mode === 'data',
    );
    const deferred = [...changes.values()].filter(
      (change) => change.mode === 'data' && textOf(change.module_address) === address,
    );
    const all = new Map(
      [...read, ...deferred, ...objects(module.resources)].map((resource) => [textOf(resource.address), resource]),
    );
    const instances = [...all.values()].map((resource) => {
      const change = child(changes.get(textOf(resource.address)) ?? empty, 'change');
      const block = configured.get(keyOf(resource)) ?? empty;
      const resourceAddress = textOf(resource.address);
      addresses.add(resourceAddress);
      hidden.push(...hiddenByType(keyOf(resource), resourceAddress, undefined));
      for (const provisioner of objects(block.provisioners)) {
        hidden.push({
          kind: 'provisioner',
          address: resourceAddress,
          detail: textOf(provisioner.type),
          line: undefined,
        });
      }
      return {
        key: keyOf(resource),
        mode: resource.mode === 'data' ? ('data' as const) : ('managed' as const),
        type: textOf(resource.type),
        address: textOf(resource.address),
        values: child(resource, 'values') === empty ? child(change, 'after') : child(resource, 'values'),
        unknown: child(change, 'after_unknown'),
        config: block,
      };
    });
    const calls = child(config, 'module_calls');
    const children = objects(module.child_modules).map((inner) => {
      const callName = /([\w-]+)(\[[^\]]*\])?$/.exec(textOf(inner.address))?.[1] ?? '';
      const call = child(calls, callName);
      return visit(inner, callName, child(call, 'module'), child(call, 'expressions'), textOf(inner.address));
    });
    return { name, config, inputs, instances, children };
  };

  const root = visit(
    child(child(plan, 'planned_values'), 'root_module'),
    '',
    child(configuration, 'root_module'),
    child(plan, 'variables'),
    '',
  );
  return { root, addresses, providers: child(configuration, 'provider_config'), hidden };
}

function* modulesOf(module: JsonObject): Iterable<JsonObject> {
  yield module;
  for (const inner of objects(module.child_modules)) yield* modulesOf(inner);
}

/** How expressions name a resource: `aws_vpc.main`, `data.aws_vpc.main`. */
function keyOf(resource: JsonObject): string {
  return `${resource.mode === 'data' ? 'data.' : ''}${textOf(resource.type)}.${textOf(resource.name)}`;
}

function child(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : empty;
}
