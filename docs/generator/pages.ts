import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration, Member, Part } from './source';

/** A page's path and what it holds. */
export type Pages = Record<string, string>;

const NOTICE = '<!-- Made by `npm run docs` from the doc comments: change those. -->';

/**
 * A page a construct, and one a part for what its constructs take.
 *
 * @param missing gets a line for everything public that lacks its doc comment, its default or its example
 */
export function renderPart(part: string, { symbols, exported }: Part, missing: string[]): Pages {
  const pages: Pages = {};
  const listed = [...symbols.values()].filter(({ name }) => exported.has(name));
  for (const symbol of listed) requireDocs(symbol, missing);
  const constructs = listed.filter(({ kind }) => kind === 'construct');
  const shown = new Set(constructs.flatMap(({ name, props }) => [name, ...propsTypes(symbols, props)]));
  for (const construct of constructs) {
    pages[`docs/constructs/${kebab(construct.name)}.md`] = renderConstruct(part, construct, symbols, missing);
  }
  const rest = listed.filter(({ name }) => !shown.has(name));
  // A part may be named as its first construct is: `database` and `Database`.
  const page = constructs.some(({ name }) => kebab(name) === part) ? `${part}-types` : part;
  pages[`docs/constructs/${page}.md`] = renderRest(part, constructs, rest);
  return pages;
}

function renderConstruct(part: string, symbol: Declaration, symbols: Part['symbols'], missing: string[]): string {
  const fields = mergedByName(propsTypes(symbols, symbol.props).flatMap((name) => symbols.get(name)?.members ?? []));
  for (const field of fields) requireFieldDocs(symbol.name, field, missing);
  const example = join('docs/examples', `${part}-${kebab(symbol.name)}.ts`);
  if (!existsSync(example)) missing.push(`${example}: ${symbol.name} needs an example`);
  const throws = [symbol.doc.throws, ...symbol.members.map(({ doc }) => doc.throws)].flat();
  return sections([
    NOTICE,
    `# ${symbol.name}`,
    `\`import { ${symbol.name} } from 'rampart/${part}'\``,
    symbol.doc.text,
    fields.length > 0 && `## Props\n\n${propsTable(fields)}`,
    `## Members\n\n${memberList(symbol.members)}`,
    throws.length > 0 && `## Errors\n\n${[...new Set(throws)].map((line) => `- ${line}`).join('\n')}`,
    existsSync(example) &&
      `## Example\n\n\`\`\`ts\n${readFileSync(example, 'utf8').trim().replaceAll("'../../lib/", "'rampart/")}\n\`\`\``,
  ]);
}

function renderRest(part: string, constructs: readonly Declaration[], rest: readonly Declaration[]): string {
  const links = constructs.map(({ name, doc }) => `- [${name}](${kebab(name)}.md): ${firstSentence(doc.text)}`);
  return sections([
    NOTICE,
    `# rampart/${part}`,
    links.length > 0 && `## Constructs\n\n${links.join('\n')}`,
    rest.length > 0 && '## What they take and give',
    ...rest.map(renderSymbol),
  ]);
}

function renderSymbol({ name, kind, doc, members, signature }: Declaration): string {
  return sections([
    `### ${name}`,
    (kind === 'type' || kind === 'function') && `\`\`\`ts\n${signature}\n\`\`\``,
    doc.text,
    kind === 'interface' ? members.length > 0 && propsTable(members) : members.length > 0 && memberList(members),
    doc.throws.length > 0 && doc.throws.map((line) => `- Throws ${line}`).join('\n'),
  ]);
}

function propsTable(fields: readonly Member[]): string {
  const rows = fields.map((field) => {
    const { name, optional, doc } = field;
    const type = typeOf(field);
    const value = doc.default ?? (optional ? '' : '*required*');
    return `| \`${name}\` | \`${cell(type)}\` | ${cell(value)} | ${cell(doc.text)} |`;
  });
  return ['| prop | type | default | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function memberList(members: readonly Member[]): string {
  return members
    .map(
      ({ signature, doc, static: isStatic }) =>
        `- \`${isStatic ? 'static ' : ''}${signature}\`: ${doc.text || 'see its type.'}`,
    )
    .join('\n');
}

/** The props type and every type that it is made of, as far as they are ours. */
function propsTypes(symbols: Part['symbols'], name: string | undefined, seen = new Set<string>()): string[] {
  const symbol = name === undefined ? undefined : symbols.get(name);
  if (symbol === undefined || seen.has(symbol.name)) return [];
  seen.add(symbol.name);
  return [symbol.name, ...symbol.parts.flatMap((part) => propsTypes(symbols, part, seen))];
}

function requireDocs(symbol: Declaration, missing: string[]): void {
  if (!symbol.doc.text) missing.push(`${symbol.place}: \`${symbol.name}\` has no doc comment`);
  for (const member of symbol.members) {
    if (symbol.kind === 'interface') requireFieldDocs(symbol.name, member, missing);
  }
}

function requireFieldDocs(owner: string, { name, doc, optional, place }: Member, missing: string[]): void {
  if (!doc.text && doc.default === undefined) missing.push(`${place}: \`${owner}.${name}\` has no doc comment`);
  if (optional && doc.default === undefined)
    missing.push(`${place}: \`${owner}.${name}\` is optional and has no @default`);
}

/** A prop that differs by stage is written in several shapes of the props: one row tells all of them. */
function mergedByName(members: readonly Member[]): Member[] {
  const byName = groupByName(members);
  return [...byName.values()].map((same) => {
    const [first, ...others] = same as [Member, ...Member[]];
    const types = [...new Set(same.map(typeOf))].join(' or ');
    const texts = [...new Set(same.map(({ doc }) => doc.text))].join(' Or: ');
    const optional = others.every((member) => member.optional) && first.optional;
    return { ...first, optional, signature: `${first.name}: ${types}`, doc: { ...first.doc, text: texts } };
  });
}

function groupByName(members: readonly Member[]): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) groups.set(member.name, [...(groups.get(member.name) ?? []), member]);
  return groups;
}

const typeOf = ({ signature }: Member): string => signature.slice(signature.indexOf(':') + 1).trim();
const firstSentence = (text: string): string => /^.*?[.:](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
const cell = (text: string): string => text.replace(/\|/g, '\\|');
const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
const sections = (parts: readonly (string | false)[]): string => `${parts.filter(Boolean).join('\n\n').trim()}\n`;
