import type { CheckOf, CheckResult } from './check';
import { lastWords, tool } from './tools';

const NON_ROOT = 65_532;

/** A pod of the namespace reaches the database's port: what its security groups and policies say, proved from inside. */
export function checkDatabase({ output, namespace, image }: CheckOf<'database'>, directory: string): CheckResult {
  const name = `${output} is reached from a pod of ${namespace}`;
  const endpoint = endpointOf(output, directory);
  const rollBack =
    'Look at security groups and network policies of the change first. A database that does not come back is restored from the snapshot that was made before its change, or switched back to the old half of its blue/green deployment.';
  if (typeof endpoint !== 'string')
    return { name, passed: false, seen: endpoint.missing, rollBack: 'Name an output of the stack that is host:port.' };
  const [host = '', port = ''] = endpoint.split(':');
  const pod = `rampart-verify-${Date.now().toString(36)}`;
  const result = tool('kubectl', [
    ...['--namespace', namespace, 'run', pod, `--image=${image}`, '--restart=Never', '--rm', '--attach', '--quiet'],
    ...[
      '--pod-running-timeout=2m',
      `--overrides=${JSON.stringify(restricted(pod, image, ['nc', '-z', '-w', '5', host, port]))}`,
    ],
  ]);
  return result.code === 0
    ? { name, passed: true, seen: `${host}:${port} answers` }
    : { name, passed: false, seen: lastWords(result), rollBack };
}

/** A Deployment has all its pods in the new version. Where it has not, and it is asked to, it goes back to the version before. */
export function checkRollout(check: CheckOf<'rollout'>, rollBackNow: boolean): CheckResult {
  const { namespace, deployment, seconds = 300 } = check;
  const name = `${namespace}/${deployment} runs its new version`;
  const target = ['--namespace', namespace, 'rollout'];
  const result = tool('kubectl', [...target, 'status', `deployment/${deployment}`, `--timeout=${seconds}s`]);
  if (result.code === 0) return { name, passed: true, seen: lastWords({ ...result, stderr: '' }) };
  const undo = `kubectl --namespace ${namespace} rollout undo deployment/${deployment}`;
  const seen = lastWords(result);
  if (!rollBackNow)
    return { name, passed: false, seen, rollBack: `${undo}; where Argo CD owns it, revert its commit as well.` };
  const undone = tool('kubectl', [...target, 'undo', `deployment/${deployment}`]);
  const rollBack =
    undone.code === 0
      ? 'Rolled back to the version before. Where Argo CD owns it, revert its commit as well, or it comes again.'
      : `Rolling back failed (${lastWords(undone)}): ${undo}`;
  return { name, passed: false, seen, rollBack };
}

function endpointOf(output: string, directory: string): string | { readonly missing: string } {
  const result = tool('terraform', ['output', '-json', '-no-color'], directory);
  if (result.code !== 0) return { missing: lastWords(result) };
  const [first = '', key] = output.split('.');
  const values = JSON.parse(result.stdout || '{}') as Readonly<Record<string, { readonly value: unknown }>>;
  const value = values[first]?.value;
  const found = key === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return typeof found === 'string' && /^[\w.-]+:\d+$/.test(found)
    ? found
    : { missing: `the stack's output ${output} is ${JSON.stringify(found) ?? 'not there'}, expected host:port` };
}

/** What Pod Security `restricted` asks of a pod, and no token of its own. */
function restricted(pod: string, image: string, command: readonly string[]): object {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: NON_ROOT,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } };
  return {
    apiVersion: 'v1',
    spec: {
      automountServiceAccountToken: false,
      containers: [{ name: pod, image, command, securityContext, resources }],
    },
  };
}
