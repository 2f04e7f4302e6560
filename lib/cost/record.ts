import type { TerraformStack } from 'cdktf';
import type { BoughtCommitment } from './commitments/inventory';
import type { Usage } from './estimate/usage';

/**
 * Writes what a stack's bill depends on and no resource says into its JSON, as `"//".rampart.usage`, which Terraform ignores and
 * the estimate reads.
 */
export function recordUsage(stack: TerraformStack, usage: Usage): void {
  if (Object.keys(usage).length > 0) stack.addOverride('//.rampart.usage', usage);
}

/** Writes which commitments are bought already into a stack's JSON, as `"//".rampart.commitments`. */
export function recordCommitments(stack: TerraformStack, commitments: readonly BoughtCommitment[]): void {
  if (commitments.length > 0) stack.addOverride('//.rampart.commitments', commitments);
}
