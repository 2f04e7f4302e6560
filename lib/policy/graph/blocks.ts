import { InputError } from '../failure';
import { isObject, type Json, type JsonDocument, type JsonObject } from '../json/parse';
import { asBlocks } from './body';

/** One `*.tf.json` file. */
export interface SourceFile {
  /** As it is named in messages. */
  readonly name: string;
  readonly document: JsonDocument;
  /** `override.tf.json` or `*_override.tf.json`: merged into the others. */
  readonly override: boolean;
}

/** A block with its place. */
export interface Block {
  readonly body: JsonObject;
  readonly file: string;
  readonly line: number | undefined;
}

/** The blocks of one root module, all its files merged by Terraform's rules. Keys are labels joined by a dot. */
export interface Blocks {
  readonly resources: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Json>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly modules: ReadonlyMap<string, Block>;
  readonly providers: readonly { readonly name: string; readonly body: JsonObject }[];
  readonly terraform: readonly JsonObject[];
  /** The comment block at the root of the first file that has one: cdktf's metadata and the stage. */
  readonly comment: JsonObject | undefined;
}

/** What may stand at the root of Terraform JSON. */
const rootKeys = new Set(
  '// terraform provider resource data variable output locals module moved import removed check ephemeral'.split(' '),
);

const labels = { resource: 2, data: 2, variable: 1, output: 1, module: 1 } as const;

/**
 * Merges the files of a folder: plain files side by side, then override files in the order of their names, each
 * replacing single arguments of the blocks that it names.
 *
 * @throws InputError when two plain files define the same block, or an override names a block that is not there: Terraform refuses both.
 */
export function mergeFiles(files: readonly SourceFile[]): Blocks {
  for (const file of files) refuseOtherJson(file);
  const plain = files.filter((file) => !file.override);
  const overriding = files.filter((file) => file.override).sort((a, b) => (a.name < b.name ? -1 : 1));
  const table = (kind: keyof typeof labels): ReadonlyMap<string, Block> => {
    const result = new Map<string, Block>();
    for (const file of plain) {
      for (const [key, block] of labelled(rootOf(file)[kind], labels[kind], file, [])) {
        if (result.has(key))
          throw new InputError(
            `${file.name}: ${kind} ${key} is defined twice. Terraform refuses that: remove one of the two.`,
          );
        result.set(key, block);
      }
    }
    for (const file of overriding) {
      for (const [key, block] of labelled(rootOf(file)[kind], labels[kind], file, []))
        result.set(key, overrideBlock(result.get(key), block, key, file));
    }
    return result;
  };
  const locals = new Map<string, Json>();
  for (const file of [...plain, ...overriding]) {
    for (const block of asBlocks(rootOf(file).locals))
      for (const [name, value] of Object.entries(block)) locals.set(name, value);
  }
  return {
    resources: table('resource'),
    data: table('data'),
    variables: table('variable'),
    outputs: table('output'),
    modules: table('module'),
    locals,
    providers: [...plain, ...overriding].flatMap((file) =>
      asBlocks(rootOf(file).provider).flatMap((named) =>
        Object.entries(named).flatMap(([name, json]) => asBlocks(json).map((body) => ({ name, body }))),
      ),
    ),
    terraform: [...plain, ...overriding].flatMap((file) => asBlocks(rootOf(file).terraform)),
    comment: plain.map((file) => rootOf(file)['//']).find(isObject),
  };
}

/** JSON of another kind would pass unseen, since it holds no resource. */
function refuseOtherJson(file: SourceFile): void {
  const other = Object.keys(rootOf(file)).find((key) => !rootKeys.has(key));
  if (other === undefined) return;
  throw new InputError(
    `${file.name}: ${JSON.stringify(other)} is no block of Terraform JSON, so this is not a configuration. Pass a cdktf.out, *.tf.json, or the output of \`terraform show -json\` for a plan.`,
  );
}

function rootOf(file: SourceFile): JsonObject {
  if (isObject(file.document.value)) return file.document.value;
  throw new InputError(
    `${file.name}: expected a JSON object with \`resource\`, \`data\` and the like at its root, got ${Array.isArray(file.document.value) ? 'a list' : JSON.stringify(file.document.value)}. Pass Terraform JSON configuration or a plan.`,
  );
}

/** Walks down the labels; at each level Terraform also accepts a list of objects. */
function labelled(
  json: Json | undefined,
  levels: number,
  file: SourceFile,
  path: readonly string[],
): [string, Block][] {
  if (json === undefined || json === null) return [];
  const objects = asBlocks(json);
  if (objects.length === 0 && !(Array.isArray(json) && json.length === 0)) {
    throw new InputError(
      `${file.name}: ${path.join('.') || 'a block'} must be an object, got ${JSON.stringify(json)?.slice(0, 60)}. Correct the file: nothing in it was checked.`,
    );
  }
  if (levels === 0) {
    const line = objects[0] ? file.document.lineOf(objects[0]) : undefined;
    return objects.map((body) => [path.join('.'), { body, file: file.name, line }]);
  }
  return objects.flatMap((object) =>
    Object.keys(object).flatMap((label) =>
      label === '//' ? [] : labelled(object[label], levels - 1, file, [...path, label]),
    ),
  );
}

function overrideBlock(base: Block | undefined, block: Block, key: string, file: SourceFile): Block {
  if (!base)
    throw new InputError(
      `${file.name}: overrides ${key}, which no other file defines. Terraform refuses that: define it, or rename the file.`,
    );
  const body: Record<string, Json> = Object.assign(Object.create(null), base.body);
  for (const [name, value] of Object.entries(block.body)) {
    const before = body[name];
    body[name] =
      name === 'lifecycle' && isObject(before) && isObject(value)
        ? Object.assign(Object.create(null), before, value)
        : value;
  }
  return { body, file: base.file, line: base.line };
}
