import type { Stage } from '../../lib/core';
import { PipelineError } from './command';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** The flags that a script cannot do without. @throws PipelineError naming the first that is missing */
export function required<K extends string>(flags: Flags, ...names: readonly K[]): Readonly<Record<K, string>> {
  const found = names.map((name) => {
    const value = flags[name];
    if (typeof value !== 'string' || value === '') throw new PipelineError(`--${name} is missing.`);
    return [name, value] as const;
  });
  return Object.fromEntries(found) as Record<K, string>;
}

/** A stage by its name. */
export function stageNamed(name: string | undefined): Stage {
  if (name === 'sandbox' || name === 'staging' || name === 'prod') return name;
  throw new PipelineError(`--stage must be sandbox, staging or prod, got ${name ?? 'nothing'}.`);
}

/** A commit's full name: it becomes part of a key. */
export function commitNamed(name: string): string {
  if (/^[0-9a-f]{40}$/.test(name)) return name;
  throw new PipelineError(`--commit must be a commit's 40 hexadecimal digits, got ${name}.`);
}
