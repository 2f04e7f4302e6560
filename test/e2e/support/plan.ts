import { readFileSync } from 'node:fs';
import { run } from './run';

/** What a plan would do to one resource. */
export interface Change {
  readonly address: string;
  /** Such as `update`, or `delete,create` for a replacement. */
  readonly actions: string;
  /** The top-level arguments that differ. */
  readonly arguments: readonly string[];
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Values | null;
      readonly after: Values | null;
    };
  }[];
}
type Values = Readonly<Record<string, unknown>>;

/** Plans in a stack's directory, and lists every change but those of data sources and of nothing. */
export async function plan(directory: string, env: NodeJS.ProcessEnv): Promise<Change[]> {
  await run('terraform', ['plan', '-out=plan', '-no-color'], { cwd: directory, env });
  const { stdout } = await run('terraform', ['show', '-json', 'plan'], { cwd: directory, env });
  const { resource_changes: changes = [] } = JSON.parse(stdout) as PlanJson;
  return changes
    .filter(({ mode, change }) => mode === 'managed' && change.actions.join() !== 'no-op')
    .map(({ address, change: { actions, before, after } }) => ({
      address,
      actions: actions.join(),
      arguments: differing(before ?? {}, after ?? {}),
    }));
}

/** The addresses in a local state file. */
export function addresses(stateFile: string): string[] {
  const { resources } = JSON.parse(readFileSync(stateFile, 'utf8')) as {
    resources: { mode: string; type: string; name: string }[];
  };
  return resources.filter(({ mode }) => mode === 'managed').map(({ type, name }) => `${type}.${name}`);
}

function differing(before: Values, after: Values): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
