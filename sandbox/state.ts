import { terraform } from './run';

interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances: readonly unknown[];
  }[];
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
}

/** What a stack has made, as its Terraform state says. */
export interface Made {
  /** Resources by type, in alphabetical order. */
  readonly counts: ReadonlyMap<string, number>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Reads the state of the stack in a directory; one that was never deployed has made nothing. */
export function readState(directory: string, env: NodeJS.ProcessEnv): Made {
  const { code, stdout, stderr } = terraform(directory, ['state', 'pull'], env);
  if (code !== 0) throw new Error(`\`terraform state pull\` failed in ${directory}:\n${stderr}`);
  const { resources = [], outputs = {} } = JSON.parse(stdout || '{}') as State;
  const counts = new Map<string, number>();
  for (const { mode, type, instances } of resources) {
    if (mode === 'managed') counts.set(type, (counts.get(type) ?? 0) + instances.length);
  }
  return {
    counts: new Map([...counts].sort(([a], [b]) => a.localeCompare(b))),
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { value, sensitive }]) => [name, sensitive ? '(sensitive)' : value]),
    ),
  };
}
