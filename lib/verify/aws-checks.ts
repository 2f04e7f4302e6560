import type { CheckOf, CheckResult } from './check';
import { lastWords, tool } from './tools';

/** No alarm of the environment is in ALARM, asked by the AWS CLI. */
export function checkAlarms({ prefix }: CheckOf<'alarms'>, environment: string): CheckResult {
  const start = prefix ?? `${environment}-`;
  const name = `alarms ${start}* are quiet`;
  const result = tool('aws', [
    ...['cloudwatch', 'describe-alarms', '--state-value', 'ALARM', '--alarm-name-prefix', start],
    ...['--query', '[MetricAlarms[].AlarmName, CompositeAlarms[].AlarmName][]', '--output', 'json'],
  ]);
  const rollBack =
    'Look at the alarm first: it may be older than this apply. Then revert the merge and let it be applied; a database that is worse off goes back to the snapshot before its change, or to the old half of its blue/green deployment.';
  if (result.code !== 0)
    return {
      name,
      passed: false,
      seen: lastWords(result),
      rollBack: 'Nothing is known yet: mend the access and verify again.',
    };
  const ringing = JSON.parse(result.stdout || '[]') as readonly string[];
  return ringing.length === 0
    ? { name, passed: true, seen: 'none rings' }
    : { name, passed: false, seen: `${ringing.length} ring: ${ringing.slice(0, 5).join(', ')}`, rollBack };
}

/** The code, the state and the world agree: `terraform plan` has nothing to do. */
export function checkDrift(directory: string, environment: string): CheckResult {
  const name = `${environment} is as its code says`;
  const result = tool(
    'terraform',
    ['plan', '-detailed-exitcode', '-input=false', '-no-color', '-lock=false', '-compact-warnings'],
    directory,
  );
  if (result.code === 0) return { name, passed: true, seen: 'nothing to do' };
  if (result.code === 2) {
    const seen = /^Plan: .*$/m.exec(result.stdout)?.[0] ?? 'the plan is not empty';
    return {
      name,
      passed: false,
      seen,
      rollBack:
        'The apply was partial, or somebody changed it by hand: apply again, see docs/recovery.md#a-partial-apply.',
    };
  }
  return {
    name,
    passed: false,
    seen: lastWords(result),
    rollBack: 'Nothing is known yet: mend the access and verify again.',
  };
}
