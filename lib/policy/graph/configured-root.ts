import { isObject, type Json } from '../json/parse';
import { asBlocks, foldJson, type Templates } from './body';
import type { Configuration } from './configuration';
import type { Output, Root, SettingsBlock } from './root';
import { stageOf } from './stack';
import { Unknown, type Value } from './value';

/** Reads what the configuration of a root module has besides resources. Values are folded when they are first asked for. */
export function configuredRoot(configuration: Configuration, templates: Templates): Root {
  const { blocks } = configuration;
  const rampart = blocks.comment?.rampart;
  const settings = (name: string, body: Json): SettingsBlock => ({
    name,
    line: undefined,
    get settings() {
      return foldJson(body, configuration, templates);
    },
  });
  return {
    stageDeclared: stageOf(isObject(rampart) ? rampart.stage : undefined) !== undefined,
    outputs: [...blocks.outputs].map(
      ([name, block]): Output => ({
        name,
        line: block.line,
        sensitive: block.body.sensitive === true || block.body.sensitive === 'true',
        get value(): Value {
          return configuration.output(name) ?? new Unknown('an output without value');
        },
      }),
    ),
    providers: blocks.providers.map(({ name, body }) =>
      settings(typeof body.alias === 'string' ? `${name}.${body.alias}` : name, body),
    ),
    backends: blocks.terraform.flatMap((block) => [
      ...asBlocks(block.backend).flatMap((labelled) =>
        Object.keys(labelled).flatMap((kind) => asBlocks(labelled[kind]).map((body) => settings(kind, body))),
      ),
      ...asBlocks(block.cloud).map((body) => settings('cloud', body)),
    ]),
    variables: [...blocks.variables].flatMap(([name, { body, line }]) =>
      body.default === undefined || body.default === null ? [] : [{ name, value: body.default, line }],
    ),
    changes: [],
  };
}
