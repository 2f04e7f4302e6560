/**
 * Makes the reference pages from the code: `npm run docs` writes them, `--check` fails when one is stale, and both fail
 * when something public lacks its doc comment, its default or its example.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderPolicyDocs } from '../lib/policy/docs';
import { type Pages, renderPart } from './generator/pages';
import { readPart } from './generator/source';

/** The folders of lib whose public symbols have pages. */
const PARTS = [
  'account',
  'core',
  'delivery',
  'network',
  'security',
  'storage',
  'database',
  'cache',
  'cluster',
  'kubernetes',
  'registry',
  'dns',
  'cost',
];
/** Folders that hold generated pages only: a page that nothing makes any more is removed. */
const GENERATED = ['docs/constructs', 'docs/policy'];

const missing: string[] = [];
const pages: Pages = Object.assign(
  {},
  ...PARTS.map((part) => renderPart(part, readPart(join('lib', part)), missing)),
  renderPolicyDocs(),
);
const stale = Object.keys(pages).filter((path) => !existsSync(path) || readFileSync(path, 'utf8') !== pages[path]);
const orphans = GENERATED.filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((path) => path.endsWith('.md') && pages[path] === undefined);

if (process.argv.includes('--check')) {
  missing.push(...[...stale, ...orphans].map((path) => `${path}: stale, run \`npm run docs\``));
} else {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pages[path] ?? '');
  }
  for (const path of orphans) rmSync(path);
  console.log(`${stale.length} pages written, ${orphans.length} removed, ${Object.keys(pages).length} in all`);
}
if (missing.length > 0) {
  console.error(missing.join('\n'));
  process.exitCode = 1;
}
