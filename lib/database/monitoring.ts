import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from 'constructs';
import { arnOf, type ByStage, Duration, type Faults, type Stage, tagsOf } from '../core';
import { type IKey, type Key, Principal, Role } from '../security';
import type { EngineName } from './engine';

/** How closely Database Insights looks: `standard` keeps 7 days for nothing, `advanced` 15 months, with plans and locks. */
export type Insights = 'standard' | 'advanced';

/**
 * The logs that an engine exports to CloudWatch Logs. Some must be turned on: `general` by the parameter `general_log`, Aurora
 * MySQL's `audit` by the cluster parameter `server_audit_logging`.
 */
export type LogExport<E extends EngineName = EngineName> = E extends 'postgres'
  ? 'postgresql' | 'upgrade' | 'iam-db-auth-error'
  : E extends 'aurora-postgresql'
    ? 'postgresql' | 'instance' | 'iam-db-auth-error'
    : E extends 'aurora-mysql'
      ? 'audit' | 'error' | 'general' | 'slowquery' | 'instance' | 'iam-db-auth-error'
      : 'error' | 'general' | 'slowquery' | 'iam-db-auth-error';

/** What is exported unless told otherwise: what an operator looks for first, without every statement. */
export const DEFAULT_LOG_EXPORTS: { readonly [E in EngineName]: readonly LogExport<E>[] } = {
  postgres: ['postgresql', 'upgrade'],
  mysql: ['error', 'slowquery'],
  mariadb: ['error', 'slowquery'],
  'aurora-postgresql': ['postgresql'],
  'aurora-mysql': ['error', 'slowquery'],
};

const LOG_RETENTION_DAYS: ByStage<number> = { sandbox: 7, staging: 90, prod: 365 };
const MONITORING_SECONDS = [1, 5, 10, 15, 30, 60];

/** How often the operating system is measured, unless told otherwise. */
export const DEFAULT_MONITORING_INTERVAL = Duration.seconds(60);

/**
 * The log groups that RDS would otherwise make itself, unencrypted and kept for ever. The policy of an imported key must let
 * `logs.<region>.amazonaws.com` use it already.
 */
export function createLogGroups(
  scope: Construct,
  stage: Stage,
  key: IKey,
  prefix: string,
  logs: readonly string[],
): CloudwatchLogGroup[] {
  return logs.map((log) => createLogGroup(scope, `log-${log}`, stage, key, `${prefix}/${log}`));
}

/** One of them. */
export function createLogGroup(
  scope: Construct,
  id: string,
  stage: Stage,
  key: IKey,
  name: string,
): CloudwatchLogGroup {
  if ('allowService' in key) (key as Key).allowService('logs.amazonaws.com');
  const retentionInDays = LOG_RETENTION_DAYS[stage];
  return new CloudwatchLogGroup(scope, id, { name, retentionInDays, kmsKeyId: key.arn, tags: tagsOf(scope) });
}

/**
 * The role by which RDS writes the operating system's measurements, for this database's instances only. AWS's managed policy
 * would let it write to every log group whose name begins with RDS.
 */
export function createMonitoringRole(scope: Construct, identifiers: string): Role {
  const sourceArn = arnOf(scope, 'rds', `db:${identifiers}`);
  const role = new Role(scope, 'monitoring-role', {
    description: `Writes the operating system metrics of ${scope.node.path}`,
    assumedBy: Principal.service('monitoring.rds.amazonaws.com', { sourceArn }),
  });
  const group = arnOf(scope, 'logs', 'log-group:RDSOSMetrics');
  role.allow({ actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'], resources: [group] });
  role.allow({
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:PutLogEvents'],
    resources: [`${group}:log-stream:*`],
  });
  return role;
}

/** The arguments of Database Insights, by either name that instances and clusters have for them. */
export function insightsArguments(insights: Insights | undefined, key: IKey) {
  if (insights === undefined) return {};
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    // The advanced mode is refused with less than 15 months.
    performanceInsightsRetentionPeriod: insights === 'advanced' ? 465 : 7,
    databaseInsightsMode: insights,
  };
}

/** False where there is no Performance Insights: MySQL's and MariaDB's micro and small classes, Aurora MySQL's burstable ones. */
export function supportsInsights(engine: EngineName, instanceClass: string): boolean {
  if (engine === 'aurora-mysql') return !instanceClass.startsWith('db.t');
  return engine.includes('postgres') || !/^db\.t\dg?\.(micro|small)$/.test(instanceClass);
}

/** Checks the interval of Enhanced Monitoring. */
export function checkMonitoringInterval(faults: Faults, interval: Duration | undefined): void {
  faults.check(interval === undefined || MONITORING_SECONDS.includes(interval.toSeconds()), {
    prop: 'monitoringInterval',
    expected: `${MONITORING_SECONDS.join(', ')} seconds`,
    got: interval?.toString(),
    fix: 'Leave it out for a minute.',
  });
}
