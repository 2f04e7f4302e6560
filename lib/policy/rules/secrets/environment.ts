import { emptyMap, isList, isMap, isOpen, type Resource, Unknown, type Value } from '../../graph/value';
import { isObject, type Json, parseJson } from '../../json/parse';
import { textOfPieces } from '../paths';
import { items, known } from '../values';

/** A variable that a program is started with. */
export interface Variable {
  readonly path: string;
  readonly name: string;
  readonly value: Value;
}

/** Paths of maps from name to value. */
const maps: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_function: ['environment.variables'],
  aws_apprunner_service: [
    'source_configuration.image_repository.image_configuration.runtime_environment_variables',
    'source_configuration.code_repository.code_configuration.code_configuration_values.runtime_environment_variables',
  ],
  aws_amplify_app: ['environment_variables'],
  aws_amplify_branch: ['environment_variables'],
  aws_glue_job: ['default_arguments', 'non_overridable_arguments'],
  aws_lightsail_container_service_deployment_version: ['container.environment'],
  aws_sagemaker_model: ['primary_container.environment', 'container.environment'],
  aws_api_gateway_stage: ['variables'],
  aws_api_gateway_deployment: ['variables'],
  aws_apigatewayv2_stage: ['stage_variables'],
  aws_mwaa_environment: ['airflow_configuration_options'],
  aws_codepipeline: ['stage.action.configuration'],
  aws_cloudformation_stack: ['parameters'],
  aws_ssm_association: ['parameters'],
  aws_synthetics_canary: ['run_config.environment_variables'],
};

/** Paths of lists of `{ name, value }`, and the keys of the two when they differ. */
const lists: Readonly<
  Record<string, readonly { readonly path: string; readonly name: string; readonly value: string }[]>
> = {
  aws_codebuild_project: [{ path: 'environment.environment_variable', name: 'name', value: 'value' }],
  aws_codepipeline: [{ path: 'variable', name: 'name', value: 'default_value' }],
  aws_elastic_beanstalk_environment: [{ path: 'setting', name: 'name', value: 'value' }],
  aws_elastic_beanstalk_configuration_template: [{ path: 'setting', name: 'name', value: 'value' }],
};

/** JSON documents that describe containers. */
const documents: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_task_definition: ['container_definitions'],
  aws_batch_job_definition: ['container_properties', 'node_properties', 'ecs_properties', 'eks_properties'],
};

/** Types whose variables {@link variablesOf} reads. */
export const environmentTypes: ReadonlySet<string> = new Set([
  ...Object.keys(maps),
  ...Object.keys(lists),
  ...Object.keys(documents),
]);

/** The variables that a resource hands to its programs in the clear. References to secrets (`valueFrom`, `secrets`) are none. */
export function* variablesOf(resource: Resource): Iterable<Variable> {
  for (const path of maps[resource.type] ?? []) {
    for (const { path: place, value } of mapsAt(resource, path)) {
      const map = value instanceof Unknown ? (value.parts.entries ?? {}) : value;
      if (isMap(map))
        for (const name of Object.keys(map)) yield { path: `${place}.${name}`, name, value: map[name] ?? null };
      if (isOpen(value)) yield { path: place, name: '', value };
    }
  }
  for (const { path, name, value } of lists[resource.type] ?? []) {
    for (const found of mapsAt(resource, path)) yield* namedPair(found.value, found.path, name, value);
  }
  for (const attribute of documents[resource.type] ?? []) {
    const value = known(resource.get(attribute));
    if (value !== undefined) yield* inDocument(documentOf(value), attribute, 0);
  }
}

/** Maps and blocks at a dotted path. */
function* mapsAt(resource: Resource, path: string): Iterable<{ readonly path: string; readonly value: Value }> {
  const [first = '', ...rest] = path.split('.');
  let found: { path: string; value: Value }[] = list(resource.get(first), first);
  for (const step of rest)
    found = found.flatMap(({ path: place, value }) =>
      isMap(value) ? list(value[step], `${place}.${step}`) : [{ path: place, value }],
    );
  yield* found;
}

function list(value: Value | undefined, path: string): { path: string; value: Value }[] {
  const all = items(value);
  return all.map((item, index) => ({ path: all.length > 1 ? `${path}[${index}]` : path, value: item }));
}

function* namedPair(entry: Value, path: string, nameKey: string, valueKey: string): Iterable<Variable> {
  if (!isMap(entry)) {
    if (isOpen(entry)) yield { path, name: '', value: entry };
    return;
  }
  // CodeBuild: a variable of another type only names a parameter or secret.
  const type = known(entry.type ?? undefined);
  if (typeof type === 'string' && type !== 'PLAINTEXT') return;
  const name = known(entry[nameKey] ?? undefined);
  const value = entry[valueKey];
  if (value !== undefined && value !== null)
    yield { path: `${path}.${valueKey}`, name: typeof name === 'string' ? name : '', value };
}

/** Pairs of `environment` and command lines, wherever the document has them. */
function* inDocument(value: Value | undefined, path: string, depth: number): Iterable<Variable> {
  if (value === undefined || value === null || depth > 16) return;
  if (isList(value))
    for (const [index, item] of value.entries()) yield* inDocument(item, `${path}[${index}]`, depth + 1);
  else if (isMap(value)) {
    for (const key of Object.keys(value)) {
      const lower = key.toLowerCase();
      if (lower === 'environment' || lower === 'env')
        for (const [index, entry] of items(value[key]).entries())
          yield* namedPair(
            entry,
            `${path}.${key}[${index}]`,
            isMap(entry) && 'Name' in entry ? 'Name' : 'name',
            isMap(entry) && 'Value' in entry ? 'Value' : 'value',
          );
      else if (lower === 'command' || lower === 'entrypoint')
        for (const [index, text] of items(value[key]).entries())
          yield { path: `${path}.${key}[${index}]`, name: '', value: text };
      else if (lower !== 'secrets') yield* inDocument(value[key], `${path}.${key}`, depth + 1);
    }
  } else if (isOpen(value)) yield { path, name: '', value };
}

/** The value of JSON text, also of text that is not known as a whole. */
function documentOf(value: Value): Value | undefined {
  if (value instanceof Unknown) {
    if (value.parts.encoded !== undefined) return value.parts.encoded;
    return value.parts.pieces ? (parse(textOfPieces(value.parts.pieces)) ?? value) : value;
  }
  return typeof value === 'string' ? parse(value) : value;
}

function parse(text: string): Value | undefined {
  try {
    return asValue(parseJson(text, 'document').value);
  } catch {
    return undefined;
  }
}

function asValue(json: Json): Value {
  if (Array.isArray(json)) return json.map(asValue);
  if (!isObject(json)) return json as Value;
  const result = emptyMap();
  for (const key of Object.keys(json)) result[key] = asValue(json[key] ?? null);
  return result;
}
