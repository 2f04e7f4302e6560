import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CheckPathsOptions, type CheckResult, checkPaths } from '../../../lib/policy';

/** Checks files given by relative path; the root folder is what is checked unless `at` names something in it. */
export function checkFiles(
  files: Readonly<Record<string, unknown>>,
  options: CheckPathsOptions = {},
  at = ['.'],
): CheckResult {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    const source = options.source === undefined ? {} : { source: join(folder, options.source) };
    return checkPaths(
      at.map((path) => join(folder, path)),
      { ...options, ...source },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checks one configuration, or one plan. */
export function checkConfig(config: unknown, options: CheckPathsOptions = {}): CheckResult {
  const isPlan = typeof config === 'object' && config !== null && 'format_version' in config;
  if (isPlan) return checkFiles({ 'plan.json': config }, options, ['plan.json']);
  return checkFiles({ 'main.tf.json': config }, options);
}

/** `RULE address` of every finding that is not waived, sorted. */
export function names(result: CheckResult): string[] {
  return result.findings
    .filter((finding) => !finding.waived)
    .map((finding) => `${finding.rule} ${finding.address}`)
    .sort();
}

/** Resources of one configuration: `resources({ aws_vpc: { main: {} } })`. */
export function resources(resource: object, rest: object = {}): object {
  return { resource, ...rest };
}
