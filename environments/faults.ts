import type { z } from 'zod';
import { type Fault, ValidationError } from '../lib/core';

/** Turns zod's issues into our faults: path, expectation, value and fix. */
export function explain(file: string, input: unknown, error: z.ZodError): ValidationError {
  return new ValidationError(
    file,
    error.issues.flatMap((issue) => faultsOf(input, issue)),
  );
}

function faultsOf(input: unknown, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      prop: [...issue.path, key].join('.'),
      expected: 'a known setting',
      got: valueAt(input, [...issue.path, key]),
      fix: 'Remove it, or mend its spelling: environments/environment.ts lists what there is, stage by stage.',
    }));
  }
  // A record's key that does not fit is reported with the key's own issues below it.
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const [expected = message, fix = 'See environments/environment.ts.'] = message.split('\n');
  return [{ prop: issue.path.join('.') || 'environment', expected, got: valueAt(input, issue.path), fix }];
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}
