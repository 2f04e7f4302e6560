import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExpectedStack } from '../../lib/delivery';
import { PipelineError } from './command';

interface Synthesized {
  readonly provider?: { readonly aws?: readonly { readonly allowed_account_ids?: readonly string[] }[] };
  readonly terraform?: {
    readonly backend?: { readonly s3?: { readonly bucket: string; readonly key: string; readonly region: string } };
  };
}

/**
 * What the deployed branch says of a stack: the account and the state that nobody's pull request may point elsewhere.
 *
 * @param trusted the `cdktf.out` that the deployed branch's own code made
 */
export function expectedStack(trusted: string, stack: string): ExpectedStack {
  const file = join(trusted, 'stacks', stack, 'cdk.tf.json');
  if (!existsSync(file))
    throw new PipelineError(
      `${file} is not there: a stack that is new is deployed by hand the first time. See docs/delivery.md#a-new-stack.`,
    );
  const json = JSON.parse(readFileSync(file, 'utf8')) as Synthesized;
  const { s3 } = json.terraform?.backend ?? {};
  const accountId = json.provider?.aws?.[0]?.allowed_account_ids?.[0];
  return { stack, accountId, backend: s3 && { bucket: s3.bucket, key: s3.key, region: s3.region } };
}
