import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { valuesAt } from '../paths';
import { blocksOf, known } from '../values';
import { checkSettings, isNowhere, settings } from './settings';

/** Days for which CIS and most auditors want logs. */
const year = 365;

/** DET-BASELINE */
export const detectionBaseline: ResourceRule = {
  id: 'DET-BASELINE',
  severity: 'high',
  title: 'Logs or detectors of production are off, blind or short-lived',
  why: 'Intruders are found months later, from the logs; what was not recorded, or was deleted, cannot be asked any more.',
  fix: 'Keep log groups for 365 days with a KMS key; trails for all regions with validation and data events; detectors, recorders and alarms on; flow logs of ALL traffic.',
  controls: [
    'CIS-AWS-7.0 4.1',
    'CIS-AWS-7.0 4.2',
    'CIS-AWS-7.0 4.3',
    'CIS-AWS-7.0 4.5',
    'CIS-AWS-7.0 4.7',
    'CIS-AWS-7.0 4.8',
    'CIS-AWS-7.0 4.9',
    'AWS-FSBP GuardDuty.1',
    'AWS-FSBP GuardDuty.9',
    'AWS-FSBP GuardDuty.10',
    'AWS-FSBP ELB.5',
  ],
  stages: ['prod'],
  example: {
    bad: '{ "aws_cloudwatch_log_group": { "api": { "retention_in_days": 0 } } }',
    good: '{ "aws_cloudwatch_log_group": { "api": { "retention_in_days": 365, "kms_key_id": "${aws_kms_key.logs.arn}" } } }',
  },
  types: [...settings.keys(), 'aws_cloudwatch_log_group', 'aws_flow_log', 'aws_vpc'].filter(
    (type, index, all) => all.indexOf(type) === index,
  ),
  *check(resource, graph) {
    yield* checkSettings(resource);
    if (resource.type === 'aws_cloudwatch_log_group') yield* checkLogGroup(resource);
    if (resource.type === 'aws_cloudtrail') yield* checkDataEvents(resource);
    if (resource.type === 'aws_vpc') yield* checkFlowLog(resource, graph);
  },
};

function* checkLogGroup(group: Resource): Iterable<Fault> {
  const value = group.get('retention_in_days');
  const days = numberOf(value);
  const fix = 'Set retention_in_days = 365 or more.';
  if (isOpen(days)) yield unverifiable('retention_in_days', days, 'how long it keeps what it is told is not known');
  else if (days === undefined || days === 0)
    yield {
      attribute: 'retention_in_days',
      value,
      message: 'it keeps everything for ever: nobody decided for how long, and nobody pays on purpose',
      fix,
    };
  else if (days < year)
    yield {
      attribute: 'retention_in_days',
      value,
      message: `it keeps its logs for ${days} days, less than ${year}`,
      fix,
    };
  const key = known(group.get('kms_key_id'));
  if (isOpen(key) && isNowhere(key))
    yield unverifiable('kms_key_id', key, 'whether its logs are encrypted with a key of your own is not known');
  else if (key === undefined || key === '')
    yield {
      attribute: 'kms_key_id',
      message: 'its logs are not encrypted with a key of your own',
      fix: 'Set kms_key_id to a key that logs.<region>.amazonaws.com may use.',
    };
}

/** Reads and writes of objects, which no trail records unless it is told to. */
function* checkDataEvents(trail: Resource): Iterable<Fault> {
  const classic = [...valuesAt(trail, 'event_selector.data_resource.type')];
  const fields = blocksOf(trail, 'advanced_event_selector').flatMap((selector) =>
    isMap(selector) ? blocksOf(selector, 'field_selector') : [selector],
  );
  const data = fields.some(
    (field) =>
      isMap(field) &&
      known(field.field ?? undefined) === 'eventCategory' &&
      JSON.stringify(known(field.equals ?? undefined) ?? '').includes('Data'),
  );
  if (data || classic.some(({ value }) => typeof value === 'string')) return;
  const open = [...classic.map(({ value }) => value), ...fields].find(isOpen);
  if (open) yield unverifiable('event_selector', open, 'whether it records data events is not known');
  else
    yield {
      attribute: 'event_selector',
      message: 'it records no data events: who read or deleted an object is not known',
      fix: 'Add an event_selector with data_resource { type = "AWS::S3::Object", values = ["arn:aws:s3"] }, or an advanced_event_selector with eventCategory Data.',
    };
}

/** A VPC whose traffic nobody records. Asked for where the stage is declared: in a fragment the flow log may be elsewhere. */
function* checkFlowLog(vpc: Resource, graph: Graph): Iterable<Fault> {
  if (!vpc.stack.root.stageDeclared || graph.pointingAt(vpc, 'aws_flow_log', 'vpc_id').length > 0) return;
  yield {
    attribute: 'id',
    message: 'no flow log records its traffic',
    fix: 'Add an aws_flow_log with traffic_type = "ALL".',
  };
}
