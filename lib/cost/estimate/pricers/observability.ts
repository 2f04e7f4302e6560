import type { Resource } from '../../../policy/graph';
import { amount, blocks, text } from '../attributes';
import type { Bill } from '../bill';
import { type Context, lookUp } from '../context';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** Logs are stored compressed; AWS's own pricing examples count with this part of what came in. */
const COMPRESSED = 0.15;
/** A group that never expires is counted as if it had been filled for three years. */
const NEVER_EXPIRES_MONTHS = 36;

/** aws_cloudwatch_log_group: https://aws.amazon.com/cloudwatch/pricing/ */
export const logGroup: Pricer = (bill) => {
  const { resource, context } = bill;
  const flow = flowLogGroups(context, resource);
  const isFlow = flow.has(resource);
  const all = context.ofStack(resource.stack, 'aws_cloudwatch_log_group').length;
  const among = isFlow ? flow.size : all - flow.size;
  const infrequent = text(resource, 'log_group_class') === 'INFREQUENT_ACCESS';
  const item = isFlow ? 'vended-logs-ingestion' : `logs-ingestion-${infrequent ? 'infrequent-access' : 'standard'}`;
  const usage = isFlow ? 'flowLogGigabytes' : 'logGigabytes';
  bill.used('ingestion', 'cloudwatch', item, usage, 1, among);
  const days = amount(resource, 'retention_in_days') ?? 0;
  const months = days > 0 ? days / 30.4 : NEVER_EXPIRES_MONTHS;
  const { range } = context.share(resource, usage, among);
  bill.charge(
    'storage',
    'cloudwatch',
    'logs-storage',
    mapRange(range, (value) => value * COMPRESSED * months),
    `${days > 0 ? `${days} days kept` : 'never expires: counted as three years'}, compressed to ${COMPRESSED * 100} %`,
  );
};

const flowGroups = new WeakMap<Context, Map<string, ReadonlySet<Resource>>>();

/** The log groups of a stack that flow logs are written to: AWS charges them as vended logs. */
function flowLogGroups(context: Context, { stack }: Resource): ReadonlySet<Resource> {
  const known = flowGroups.get(context) ?? new Map<string, ReadonlySet<Resource>>();
  flowGroups.set(context, known);
  return lookUp(
    known,
    stack.name,
    () =>
      new Set(
        context.ofStack(stack, 'aws_flow_log').flatMap((log) =>
          ['log_destination', 'log_group_name'].flatMap((name) => {
            const value = log.get(name);
            return value === undefined ? [] : context.graph.links(value, log, 'aws_cloudwatch_log_group').resources;
          }),
        ),
      ),
  );
}

/** aws_flow_log: what goes to a log group is charged there; S3 is charged by delivery. */
export const flowLog: Pricer = (bill) => {
  const type = text(bill.resource, 'log_destination_type') ?? 'cloud-watch-logs';
  if (type === 's3') bill.used('delivery to S3', 'cloudwatch', 'vended-logs-delivery-to-s3', 'flowLogGigabytes');
};

/** aws_cloudwatch_metric_alarm */
export const metricAlarm: Pricer = (bill) => {
  const { resource } = bill;
  const metrics = Math.max(
    1,
    blocks(resource, 'metric_query').filter((query) => blocks(query, 'metric').length > 0).length,
  );
  const period = amount(resource, 'period') ?? 60;
  const detects = text(resource, 'threshold_metric_id') !== undefined;
  const item = period < 60 ? 'alarm-high-resolution' : 'alarm-standard';
  bill.charge(
    `alarm on ${metrics} metric${metrics === 1 ? '' : 's'}`,
    'cloudwatch',
    item,
    detects ? metrics * 3 : metrics,
    ...(detects ? ['anomaly detection counts three metrics each'] : []),
  );
};

/** aws_cloudwatch_composite_alarm */
export const compositeAlarm: Pricer = (bill) => bill.charge('composite alarm', 'cloudwatch', 'alarm-composite', 1);

/** aws_cloudwatch_dashboard */
export const dashboard: Pricer = (bill) =>
  bill.charge(
    'dashboard',
    'cloudwatch',
    'dashboard',
    { low: 0, expected: 1, high: 1 },
    'the first three of an account are free',
  );

/** aws_cloudwatch_log_metric_filter: a custom metric for each. */
export const metricFilter: Pricer = (bill) => customMetric(bill);

function customMetric(bill: Bill): void {
  bill.charge('custom metric', 'cloudwatch', 'custom-metric', 1);
}

/** aws_cloudtrail: the first copy of management events is free. */
export const trail: Pricer = (bill) => {
  const events = bill.context.share(bill.resource, 'auditEvents');
  const selects =
    blocks(bill.resource, 'event_selector').length + blocks(bill.resource, 'advanced_event_selector').length;
  if (selects > 0)
    bill.charge(
      'data events',
      'cloudtrail',
      'data-events',
      mapRange(events.range, (value) => value / 100_000),
      events.note,
    );
};

/** aws_config_configuration_recorder */
export const configRecorder: Pricer = (bill) =>
  bill.charge(
    'configuration items',
    'config',
    'configuration-item',
    { low: 100, expected: 500, high: 5_000 },
    '500 changes assumed',
  );
