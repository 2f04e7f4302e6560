/**
 * Writes lib/policy/data/*.json from the AWS provider's own schema and from the prebuilt bindings of the newer major:
 *
 *   terraform providers schema -json > schema.json      (in a folder that requires hashicorp/aws 5.100.0)
 *   node -r @swc-node/register test/policy/data/generate.ts schema.json 2026-11-21
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Attribute {
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly nested_type?: { readonly attributes: Readonly<Record<string, Attribute>> };
}
interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

const [schemaPath = '', date = ''] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
const provider = schema.provider_schemas['registry.terraform.io/hashicorp/aws'];
const blocks: Record<string, Block> = Object.fromEntries(
  Object.entries<{ block: Block }>(provider.resource_schemas).map(([type, { block }]) => [type, block]),
);
const bindings = 'node_modules/@cdktf/provider-aws/lib';

function sensitivePaths(block: Block, prefix = ''): string[] {
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, attribute]) => {
    if (!attribute.optional && !attribute.required) return [];
    const inner = attribute.nested_type ? sensitivePaths(attribute.nested_type, `${prefix}${name}.`) : [];
    return attribute.sensitive || attribute.write_only ? [`${prefix}${name}`] : inner;
  });
  const nested = Object.entries(block.block_types ?? {}).flatMap(([name, type]) =>
    sensitivePaths(type.block, `${prefix}${name}.`),
  );
  return [...attributes, ...nested];
}

const sensitive: Record<string, string[]> = {};
for (const [type, block] of Object.entries(blocks)) {
  const paths = sensitivePaths(block);
  if (paths.length > 0) sensitive[type] = paths;
}
const taggable = new Set(
  Object.keys(blocks).filter((type) => blocks[type]?.attributes?.tags && blocks[type]?.attributes?.tags_all),
);

// Bindings say neither "sensitive" nor "write-only", but a write-only argument ends in `_wo`, and a taggable type takes `tags_all`.
for (const folder of readdirSync(bindings, { withFileTypes: true })) {
  if (!folder.isDirectory() || folder.name.startsWith('data-')) continue;
  const text = readFileSync(join(bindings, folder.name, 'index.js'), 'utf8').replace(/\/\/# sourceMappingURL.*/s, '');
  const type = /terraformResourceType: '(aws_\w+)'/.exec(text)?.[1];
  if (!type) continue;
  const assigned = text.slice(text.indexOf('synthesizeAttributes()'), text.indexOf('synthesizeHclAttributes()'));
  if (/\btags_all: /.test(assigned)) taggable.add(type);
  for (const [, name = ''] of assigned.matchAll(/\b(\w+_wo): /g)) {
    sensitive[type] = [...new Set([...(sensitive[type] ?? []), name])];
  }
}

const source =
  'hashicorp/aws 5.100.0 (terraform providers schema -json), hashicorp/aws 6.25.0 (@cdktf/provider-aws 21.22.1)';
const write = (name: string, value: object) => {
  const lines = Object.entries(value).map(([key, entry]) => `    ${JSON.stringify(key)}: ${JSON.stringify(entry)}`);
  const body = Array.isArray(value)
    ? `[\n${value.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`
    : `{\n${lines.join(',\n')}\n  }`;
  writeFileSync(
    `lib/policy/data/${name}.json`,
    `{\n  "source": ${JSON.stringify(source)},\n  "date": ${JSON.stringify(date)},\n  "types": ${body}\n}\n`,
  );
};
write('sensitive-attributes', Object.fromEntries(Object.entries(sensitive).sort(([a], [b]) => (a < b ? -1 : 1))));
write('taggable-types', [...taggable].sort());
