import type { TerraformStack } from 'cdktf';
import { settingsOf } from '../lib/core';
import { allow, type Waiver } from '../lib/policy';
import type { Run } from './deployment';

/**
 * State in a file is right in two kinds of run, and only there: against an emulator, and before the state's bucket exists.
 * A waiver each, for today: the summary counts them, and `rampart check` in CI, which knows no run, does not.
 */
export function waiversOfRun({ emulated, bootstrap }: Run, stacks: readonly TerraformStack[]): readonly Waiver[] {
  if (emulated) {
    const reason = 'An emulator on this machine answers: what it holds is thrown away with this state';
    return stacks
      .filter((stack) => settingsOf(stack).stage !== 'sandbox')
      .map(({ node: { id } }) => stateInFile(id, reason));
  }
  return bootstrap
    ? [stateInFile('account', 'The first deployment makes the bucket that the state is then moved to')]
    : [];
}

function stateInFile(stack: string, reason: string): Waiver {
  const expires = new Date().toISOString().slice(0, 10);
  return allow({ rule: 'REL-STATE', address: 'terraform.backend.local', stack, reason, owner: 'platform', expires });
}
