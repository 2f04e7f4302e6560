/** `npm run manifests` writes what Argo CD applies to kubernetes/generated/<stage>/<part>; `--check` fails when a file is stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addStacks } from './app';
import type { WorkloadsStack } from './workloads';

const ROOT = 'kubernetes/generated';

/** Every file by its path: from the environment files alone, so that it is the same on each machine. */
function render(): Map<string, string> {
  const app = new App();
  addStacks(app);
  const stacks = app.node.children.filter((child): child is WorkloadsStack => 'manifests' in child);
  return new Map(
    stacks.flatMap(({ node, manifests }) =>
      Object.entries(manifests).flatMap(([part, rendered]) =>
        Object.entries(rendered.files()).map(([file, text]): [string, string] => [
          join(ROOT, node.id.replace(/-workloads$/, ''), part, file),
          text,
        ]),
      ),
    ),
  );
}

const files = render();
const present = existsSync(ROOT) ? readdirSync(ROOT, { recursive: true, encoding: 'utf8' }) : [];
const orphans = present.filter((file) => file.endsWith('.yaml') && !files.has(join(ROOT, file)));
const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);

if (process.argv.includes('--check')) {
  const paths = [...stale.map(([path]) => path), ...orphans.map((file) => join(ROOT, file))];
  for (const path of paths) console.error(`${path}: stale, run \`npm run manifests\``);
  if (paths.length > 0) process.exitCode = 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  for (const file of orphans) rmSync(join(ROOT, file));
  console.log(`${stale.length} files written, ${orphans.length} removed, ${files.size} in all`);
}
