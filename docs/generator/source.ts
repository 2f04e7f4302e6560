import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A doc comment, taken apart. */
interface Doc {
  readonly text: string;
  readonly default?: string;
  readonly throws: readonly string[];
}

/** A field of an interface, or a public member of a class. */
export interface Member {
  readonly name: string;
  /** As it is written: `cidr: string`, `grantRead(grantee: Grantee, prefix?: string): void`. */
  readonly signature: string;
  readonly optional: boolean;
  readonly static: boolean;
  readonly doc: Doc;
  /** Where a reader finds it. */
  readonly place: string;
}

/** An exported declaration of a part of lib. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'construct' | 'class' | 'interface' | 'type' | 'function' | 'const';
  readonly doc: Doc;
  readonly members: readonly Member[];
  /** The name of the type of a construct's props, if it has one. */
  readonly props?: string;
  /** What an interface extends, or what a type is made of. */
  readonly parts: readonly string[];
  readonly signature: string;
  readonly place: string;
  /** True for a class that users make themselves. */
  readonly madeByUsers?: boolean;
}

/** Every declaration of a folder of lib by name, and the names that its index exports. */
export interface Part {
  readonly symbols: ReadonlyMap<string, Declaration>;
  readonly exported: ReadonlySet<string>;
}

/** Reads one part of lib from its source text: no type checker, so that the pages are made in a second. */
export function readPart(folder: string): Part {
  const symbols = new Map<string, Declaration>();
  let exported = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const place = join(folder, file);
    const source = ts.createSourceFile(place, readFileSync(place, 'utf8'), ts.ScriptTarget.ES2022, true);
    if (file === 'index.ts') exported = exportedNames(source);
    else for (const symbol of source.statements.flatMap(symbolsOf)) symbols.set(symbol.name, symbol);
  }
  return { symbols: new Map([...symbols].map(([name, symbol]) => [name, inherited(symbol, symbols)])), exported };
}

/** A class with what its base classes of the same part give it: a base that is shared is no page of its own. */
function inherited(symbol: Declaration, symbols: ReadonlyMap<string, Declaration>): Declaration {
  const base = symbol.parts.map((name) => symbols.get(name)).find((parent) => parent?.kind === 'class');
  if (base === undefined || (symbol.kind !== 'class' && symbol.kind !== 'construct')) return symbol;
  const { members, parts } = inherited(base, symbols);
  const own = new Set(symbol.members.map(({ name }) => name));
  const isConstruct = parts.includes('Construct') && symbol.madeByUsers;
  return {
    ...symbol,
    kind: isConstruct ? 'construct' : symbol.kind,
    members: [...symbol.members, ...members.filter(({ name }) => !own.has(name))],
    parts: [...symbol.parts, ...parts],
  };
}

function exportedNames(index: ts.SourceFile): Set<string> {
  const names = index.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    return clause && ts.isNamedExports(clause) ? clause.elements.map((element) => element.name.text) : [];
  });
  return new Set(names);
}

function symbolsOf(node: ts.Statement): Declaration[] {
  const place = node.getSourceFile().fileName;
  if (ts.isClassDeclaration(node) && node.name) {
    const parents =
      node.heritageClauses?.flatMap((clause) => clause.types.map((type) => type.expression.getText())) ?? [];
    const creation = node.members.find(ts.isConstructorDeclaration);
    return [
      {
        name: node.name.text,
        kind: parents.includes('Construct') && isMadeByUsers(node) ? 'construct' : 'class',
        doc: docOf(node),
        members: node.members.flatMap(memberOf),
        props: creation?.parameters[2]?.type?.getText().replace(/<.*>$/, ''),
        parts: parents,
        signature: `class ${node.name.text}`,
        place,
        madeByUsers: isMadeByUsers(node),
      },
    ];
  }
  if (ts.isInterfaceDeclaration(node)) {
    const parts =
      node.heritageClauses?.flatMap((clause) => clause.types.map((type) => type.expression.getText())) ?? [];
    const members = node.members.flatMap(memberOf);
    return [{ name: node.name.text, kind: 'interface', doc: docOf(node), members, parts, signature: '', place }];
  }
  if (ts.isTypeAliasDeclaration(node)) {
    return [
      {
        name: node.name.text,
        kind: 'type',
        doc: docOf(node),
        ...typeParts(node.type),
        signature: tidy(node.getText()),
        place,
      },
    ];
  }
  if (ts.isFunctionDeclaration(node) && node.name) {
    const signature = tidy(node.getText().replace(node.body?.getText() ?? '', ''));
    return [{ name: node.name.text, kind: 'function', doc: docOf(node), members: [], parts: [], signature, place }];
  }
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map((declaration) => ({
      name: declaration.name.getText(),
      kind: 'const',
      doc: docOf(node),
      members: [],
      parts: [],
      signature: `const ${declaration.name.getText()}`,
      place,
    }));
  }
  return [];
}

/** An abstract class, or one that another's `fromAttributes` returns, is described with what the constructs give. */
function isMadeByUsers(node: ts.ClassDeclaration): boolean {
  const isAbstract = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
  return !isAbstract && !node.name?.text.startsWith('Imported');
}

/** The fields written in a type, and the names of the types that it is put together from. */
function typeParts(type: ts.TypeNode): { members: Member[]; parts: string[] } {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    const each = type.types.map(typeParts);
    return { members: each.flatMap(({ members }) => members), parts: each.flatMap(({ parts }) => parts) };
  }
  if (ts.isParenthesizedTypeNode(type)) return typeParts(type.type);
  if (ts.isTypeLiteralNode(type)) return { members: type.members.flatMap(memberOf), parts: [] };
  return { members: [], parts: ts.isTypeReferenceNode(type) ? [type.typeName.getText()] : [] };
}

function memberOf(node: ts.ClassElement | ts.TypeElement): Member[] {
  const name = node.name?.getText();
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const hidden = modifiers.some(({ kind }) =>
    [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword].includes(kind),
  );
  if (name === undefined || hidden || name.startsWith('[') || name.startsWith('#')) return [];
  const doc = docOf(node);
  if ('body' in node && node.body === undefined && ts.isMethodDeclaration(node) && !doc.text) return [];
  const body = 'body' in node ? (node.body as ts.Node | undefined)?.getText() : undefined;
  const initializer = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  const signature = tidy(
    node
      .getText()
      .replace(body ?? '', '')
      .replace(initializer ? `= ${initializer.getText()}` : '', ''),
  );
  const isStatic = modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const optional = 'questionToken' in node && node.questionToken !== undefined;
  return [{ name, signature, optional, static: isStatic, doc, place: node.getSourceFile().fileName }];
}

const tidy = (text: string): string =>
  text
    .replace(/^(export |declare |readonly |static |get |public )+/, '')
    .replace(/\s+/g, ' ')
    .replace(/[;,]\s*$/, '')
    .trim();

function docOf(node: ts.Node): Doc {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const tags = (name: string): string[] =>
    (doc?.tags ?? []).filter((tag) => tag.tagName.text === name).map((tag) => plain(tag.comment));
  return { text: plain(doc?.comment), default: tags('default')[0], throws: tags('throws') };
}

function plain(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  const text = ts.getTextOfJSDocComment(comment) ?? '';
  return text
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
