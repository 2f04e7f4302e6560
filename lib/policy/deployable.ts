import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attestationFile, stackFile } from './load/cdktf-output';

/** What `cdktf deploy` or `terraform apply` would pick up in a stack's folder. State, lock files and `.terraform` are not touched. */
const stackFiles = [stackFile, 'cdk.tf', 'plan'];

/** Removes everything deployable from a `cdktf.out`: manifest, stack files, saved plans, and the record of the last check. */
export function removeDeployable(outdir: string): void {
  for (const file of ['manifest.json', attestationFile]) rmSync(join(outdir, file), { force: true });
  const stacks = join(outdir, 'stacks');
  if (!existsSync(stacks)) return;
  for (const entry of readdirSync(stacks, { withFileTypes: true })) {
    if (entry.isDirectory()) for (const file of stackFiles) rmSync(join(stacks, entry.name, file), { force: true });
  }
}
