import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../policy';
import { isObject, type Json, type JsonObject, parseJson, readText, textOf } from '../../policy/load';
import { objectOf, objectsOf } from '../document';
import { flatten } from './flatten';

/** Arguments of the resources of some stacks, by path of the construct and type; names of the environment are taken out. */
export type Synthesized = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads the stacks of one environment: `prod`, and those named after it (`prod-workloads`, `account-prod`).
 *
 * @throws InputError when the output has no such stack
 */
export function readSynthesized(output: string, environment: string): Synthesized {
  const folder = join(output, 'stacks');
  const stacks = existsSync(folder) ? readdirSync(folder) : [];
  const own = stacks.filter((name) => name.split('-').includes(environment));
  if (!own.includes(environment))
    throw new InputError(
      `${output}: has no stack ${environment}${stacks.length === 0 ? '' : `, only ${stacks.sort().join(', ')}`}. Synthesize first, and name the stack: --from, --to.`,
    );
  return new Map(own.flatMap((name) => [...readStack(join(folder, name, 'cdk.tf.json'), name, environment)]));
}

function readStack(file: string, stack: string, environment: string): Synthesized {
  const json = objectOf(parseJson(readText(file), file).value);
  const role = stack
    .split('-')
    .filter((part) => part !== environment)
    .join('-');
  const names = new Map<string, string>();
  const found: [string, string, JsonObject][] = [];
  const types = objectOf(json.resource);
  for (const type of Object.keys(types)) {
    const resources = objectOf(types[type]);
    for (const name of Object.keys(resources)) {
      const body = objectOf(resources[name]);
      const path =
        textOf(objectOf(objectOf(body['//']).metadata).path)
          .split('/')
          .slice(1)
          .join('/') || name;
      names.set(`${type}.${name}`, `${type}(${path})`);
      found.push([type, [role, path].filter((part) => part !== '').join('/'), body]);
    }
  }
  const neutral = neutralizer(json, environment, names);
  return new Map(
    found.map(([type, path, body]) => [
      `${path.replace(wordOf(environment), '<environment>')} ${type}`,
      new Map(
        [...flatten(body)]
          .filter(([at]) => at !== 'tags.environment')
          .map(([at, text]) => [neutral(at), neutral(text)]),
      ),
    ]),
  );
}

/** Takes out of a text what only says which environment it is of: its name, account, logical ids and hashed names. */
function neutralizer(
  json: JsonObject,
  environment: string,
  names: ReadonlyMap<string, string>,
): (text: string) => string {
  const accounts = accountsOf(json);
  const word = wordOf(environment);
  return (text) => {
    const named = text.replace(/\b([a-z]\w*)\.([\w-]+)/g, (whole) => names.get(whole) ?? whole);
    const plain = accounts.reduce((result, account) => result.replaceAll(account, '<account>'), named);
    return plain.replace(word, '<environment>').replace(/-[0-9a-f]{8}(?![0-9a-z])/g, '-<hash>');
  };
}

function wordOf(environment: string): RegExp {
  const name = environment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, 'g');
}

function accountsOf(json: JsonObject): readonly string[] {
  const own = textOf(objectOf(objectOf(json['//']).rampart).account);
  const providers = objectOf(json.provider);
  const allowed = Object.keys(providers).flatMap((name) =>
    blocks(providers[name]).flatMap((block) => textsOf(block.allowed_account_ids)),
  );
  return [...new Set([own, ...allowed])].filter((id) => /^\d{12}$/.test(id));
}

function blocks(json: Json | undefined): readonly JsonObject[] {
  return isObject(json) ? [json] : objectsOf(json);
}

function textsOf(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.map(textOf) : [];
}
