import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, PipelineError } from './command';

interface StackJson {
  readonly data?: { readonly aws_eks_cluster?: Readonly<Record<string, { readonly name?: unknown }>> };
  readonly provider?: { readonly aws?: readonly { readonly region?: unknown }[] };
}

/**
 * What a stack waits for before it can be planned: the cluster that its objects go to, which another stack makes.
 *
 * @returns one sentence; nothing when all is there
 */
export function waitsFor(source: string, stack: string): string | undefined {
  const json = JSON.parse(readFileSync(join(source, 'stacks', stack, 'cdk.tf.json'), 'utf8')) as StackJson;
  const region = json.provider?.aws?.[0]?.region;
  for (const { name } of Object.values(json.data?.aws_eks_cluster ?? {})) {
    if (typeof name !== 'string' || typeof region !== 'string' || name.includes('${')) continue;
    if (!isThere(name, region))
      return `the cluster ${name} does not exist yet. Apply the stack that makes it; then this one is planned.`;
  }
  return undefined;
}

function isThere(name: string, region: string): boolean {
  const parameters = ['eks', 'describe-cluster', '--name', name, '--region', region, '--query', 'cluster.status'];
  // 254 is what the AWS CLI ends with when the service answered with an error.
  const { code, stderr } = command('aws', parameters, { codes: [0, 254] });
  if (code === 0) return true;
  if (/ResourceNotFoundException/.test(stderr)) return false;
  throw new PipelineError(`aws eks describe-cluster --name ${name} ended with ${code}.\n${stderr.trim()}`);
}
