import type { PlanModule } from '../graph/plan-module';
import type { PlannedChange, Root } from '../graph/root';
import { Unknown, type Value } from '../graph/value';
import { isObject, type Json, type JsonObject, textOf } from '../json/parse';
import { objects } from './plan-index';

/** Reads what a plan says of its root module besides resources. */
export function plannedRoot(plan: JsonObject, module: PlanModule, source: Root | undefined): Root {
  const configuration = isObject(plan.configuration) ? plan.configuration : {};
  const providers = isObject(configuration.provider_config) ? configuration.provider_config : {};
  return {
    stageDeclared: source?.stageDeclared ?? false,
    outputs: outputsOf(module),
    providers: Object.keys(providers).map((name) => ({
      name,
      line: undefined,
      get settings() {
        const provider = providers[name];
        return module.fold(isObject(provider) ? (provider.expressions ?? null) : null);
      },
    })),
    backends: source?.backends ?? [],
    variables: variablesOf(module.config.variables),
    changes: objects(plan.resource_changes).flatMap(changeOf),
  };
}

function outputsOf(module: PlanModule): Root['outputs'] {
  const { outputs } = module.config;
  if (!isObject(outputs)) return [];
  return Object.keys(outputs).map((name) => {
    const output = outputs[name];
    return {
      name,
      line: undefined,
      sensitive: isObject(output) && output.sensitive === true,
      get value(): Value {
        return isObject(output) && output.expression !== undefined
          ? module.fold(output.expression)
          : new Unknown('an output without value');
      },
    };
  });
}

function variablesOf(json: Json | undefined): Root['variables'] {
  if (!isObject(json)) return [];
  return Object.keys(json).flatMap((name) => {
    const variable = json[name];
    const value = isObject(variable) ? variable.default : undefined;
    return value === undefined || value === null ? [] : [{ name, value, line: undefined }];
  });
}

function changeOf(entry: JsonObject): PlannedChange[] {
  const { change } = entry;
  if (entry.mode === 'data' || !isObject(change)) return [];
  return [
    {
      address: textOf(entry.address),
      type: textOf(entry.type),
      actions: Array.isArray(change.actions) ? change.actions.map(textOf) : [],
      before: change.before,
      replacePaths: (Array.isArray(change.replace_paths) ? change.replace_paths : []).map((path) =>
        Array.isArray(path) ? path.map(textOf).join('.') : textOf(path),
      ),
    },
  ];
}
