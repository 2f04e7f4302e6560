import { InputError } from '../policy';
import { isObject, type Json, type JsonObject, parseJson, readText, textOf } from '../policy/load';

/** The major of the plan format that is understood. */
const FORMAT_MAJOR = '1';

/** A plan as `terraform show -json` prints it, with its secrets: it is never printed or stored. */
export interface PlanDocument {
  /** How it is named in messages. */
  readonly file: string;
  readonly json: JsonObject;
}

/**
 * Reads a plan from a file.
 *
 * @throws InputError when the file is unreadable, no JSON, no plan, a state, or of another format major
 */
export function readPlanFile(file: string): PlanDocument {
  return parsePlan(readText(file), file);
}

/** Reads a plan from text. @throws InputError as {@link readPlanFile} */
export function parsePlan(text: string, file: string): PlanDocument {
  return planDocument(parseDocument(text, file), file);
}

/** Reads JSON from text. @throws InputError for what is none, with the command that shows a plan which terraform saved */
export function parseDocument(text: string, file: string): Json {
  if (text.startsWith('PK'))
    throw new InputError(
      `${file}: this is a plan as terraform saves it, expected its JSON. Run: terraform show -json ${file} > plan.json`,
    );
  return parseJson(text, file).value;
}

/** Checks that a JSON value is a plan of a format that is understood. @throws InputError as {@link readPlanFile} */
export function planDocument(json: Json, file: string): PlanDocument {
  const version = isObject(json) ? json.format_version : undefined;
  if (!isObject(json) || typeof version !== 'string')
    throw new InputError(
      `${file}: not a plan: it has no format_version. Run: terraform plan -out=plan.bin, then terraform show -json plan.bin > plan.json`,
    );
  if (version.split('.')[0] !== FORMAT_MAJOR)
    throw new InputError(
      `${file}: plan format_version ${JSON.stringify(version)}, expected ${FORMAT_MAJOR}.x: what another major means is not known here, and guessing could hide a change. Use a rampart that knows it, or the Terraform that writes ${FORMAT_MAJOR}.x.`,
    );
  if (!isObject(json.planned_values))
    throw new InputError(
      `${file}: this is a state, not a plan: it has no planned_values. Run: terraform plan -out=plan.bin, then terraform show -json plan.bin > plan.json`,
    );
  return { file, json };
}

/** A JSON value as an object; empty when it is none. */
export function objectOf(json: Json | undefined): JsonObject {
  return isObject(json) ? json : {};
}

/** The objects of a JSON list; empty when it is none. */
export function objectsOf(json: Json | undefined): readonly JsonObject[] {
  return Array.isArray(json) ? json.filter(isObject) : [];
}

/** The texts of a JSON list; empty when it is none. */
export function textsOf(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.map(textOf) : [];
}
