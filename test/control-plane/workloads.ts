import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { addStacks } from '../../stacks/app';
import { manifestsOf } from '../support/manifests';

/** The Kubernetes objects that an environment's stack `<environment>-workloads` makes, in the order in which they can be applied. */
export function workloadsOf(environment: string): object[] {
  const outdir = mkdtempSync(join(tmpdir(), 'workloads-'));
  try {
    const app = new App({ outdir });
    addStacks(app);
    app.synth();
    const file = join(outdir, 'stacks', `${environment}-workloads`, 'cdk.tf.json');
    return manifestsOf(JSON.parse(readFileSync(file, 'utf8')));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
