import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ValidationError } from '../core';
import { checkAlarms, checkDrift } from './aws-checks';
import { type Check, type CheckResult, checkSchema } from './check';
import { checkDatabase, checkRollout } from './cluster-checks';
import { checkEndpoint } from './endpoint';

/** How an environment is verified. */
export interface VerifyOptions {
  /** The `cdktf.out` that was applied. @default "cdktf.out" */
  readonly source?: string;
  /** Where Terraform was initialized for the stack. @default the stack's folder in the source */
  readonly directory?: string;
  /** True rolls Deployments back that do not come up. @default false: the result says how */
  readonly rollBack?: boolean;
}

/**
 * Looks at everything that the environment declares, one after the other, and stops at nothing.
 *
 * @throws ValidationError when the stack is not there, or its checks are malformed
 */
export async function verify(environment: string, options: VerifyOptions = {}): Promise<readonly CheckResult[]> {
  const { source = 'cdktf.out', rollBack = false } = options;
  const folder = join(source, 'stacks', environment);
  const checks = readChecks(environment, join(folder, 'cdk.tf.json'));
  const directory = options.directory ?? folder;
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await look(check, { environment, directory, rollBack }));
  return results;
}

interface Context {
  readonly environment: string;
  readonly directory: string;
  readonly rollBack: boolean;
}

async function look(check: Check, { environment, directory, rollBack }: Context): Promise<CheckResult> {
  switch (check.kind) {
    case 'endpoint':
      return checkEndpoint(check);
    case 'alarms':
      return checkAlarms(check, environment);
    case 'drift':
      return checkDrift(directory, environment);
    case 'database':
      return checkDatabase(check, directory);
    case 'rollout':
      return checkRollout(check, rollBack);
  }
}

/** The checks that the stack's JSON carries. */
function readChecks(environment: string, file: string): readonly Check[] {
  const fail = (prop: string, expected: string, got: unknown, fix: string): never => {
    throw new ValidationError(file, [{ prop, expected, got, fix }]);
  };
  if (!existsSync(file)) return fail(environment, 'a synthesized stack', undefined, 'Synthesize first: npm start.');
  const json = JSON.parse(readFileSync(file, 'utf8')) as { '//'?: { rampart?: { verify?: unknown } } };
  const given = json['//']?.rampart?.verify;
  if (given === undefined)
    return fail(
      '//.rampart.verify',
      'a list of checks',
      given,
      `Declare \`verify\` in environments/${environment}.ts.`,
    );
  const result = z.array(checkSchema).safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return fail(
    `//.rampart.verify.${issue?.path.join('.')}`,
    issue?.message.split('\n')[0] ?? 'a check',
    given,
    'Synthesize again: npm start.',
  );
}
