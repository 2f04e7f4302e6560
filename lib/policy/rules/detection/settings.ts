import { isOpen, type Resource, Unknown, type Value } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { writtenAt } from '../paths';
import { flag, known } from '../values';

/** An attribute that switches recording on or off. */
interface Setting {
  readonly path: string;
  readonly blind: (value: Value) => boolean;
  /** Whether leaving it out is blind too. */
  readonly blindByDefault: boolean;
  readonly message: string;
  readonly write: string;
}

const off = (value: Value): boolean => flag(value) === false;
const is =
  (...texts: string[]) =>
  (value: Value): boolean =>
    typeof value === 'string' && texts.includes(value);
const on = (path: string, message: string, blindByDefault = false): Setting => ({
  path,
  blind: off,
  blindByDefault,
  message,
  write: `${path} = true`,
});
const belowYear = (value: Value): boolean => {
  const days = numberOf(value);
  return typeof days === 'number' && days < 365;
};
const flowLog: Setting = {
  path: 'traffic_type',
  blind: (value) => value !== 'ALL',
  blindByDefault: false,
  message: 'it records only a part of the traffic: a connection that succeeded, or that was refused, is missing',
  write: 'traffic_type = "ALL"',
};

/** Settings by type. Of most only switching off counts; a trail is asked for what CIS wants of it. */
export const settings: ReadonlyMap<string, readonly Setting[]> = new Map<string, readonly Setting[]>([
  ['aws_flow_log', [flowLog]],
  [
    'aws_cloudtrail',
    [
      on('is_multi_region_trail', 'it sees one region only, and intruders use another', true),
      on('enable_log_file_validation', 'its files can be changed without a trace', true),
      on('enable_logging', 'it is switched off'),
      on('include_global_service_events', 'it does not record IAM and STS'),
      {
        path: 'kms_key_id',
        blind: (value) => value === '',
        blindByDefault: true,
        message: 'its files are not encrypted with a key of your own',
        write: 'kms_key_id to a key that cloudtrail.amazonaws.com may use',
      },
      on('event_selector.include_management_events', 'it does not record what is done to resources'),
    ],
  ],
  [
    'aws_cloudtrail_event_data_store',
    [
      on('multi_region_enabled', 'it sees one region only'),
      {
        path: 'retention_period',
        blind: belowYear,
        blindByDefault: false,
        message: 'it forgets within a year',
        write: 'retention_period = 365 or more',
      },
    ],
  ],
  [
    'aws_guardduty_detector',
    [
      on('enable', 'it is switched off'),
      on('datasources.s3_logs.enable', 'it does not look at S3'),
      on('datasources.kubernetes.audit_logs.enable', 'it does not look at EKS'),
      on('datasources.malware_protection.scan_ec2_instance_with_findings.ebs_volumes.enable', 'it does not scan disks'),
    ],
  ],
  [
    'aws_guardduty_detector_feature',
    [
      {
        path: 'status',
        blind: is('DISABLED'),
        blindByDefault: false,
        message: 'a feature of the detector is switched off',
        write: 'status = "ENABLED"',
      },
    ],
  ],
  [
    'aws_guardduty_organization_configuration',
    [
      {
        path: 'auto_enable_organization_members',
        blind: is('NONE'),
        blindByDefault: false,
        message: 'accounts get no detector',
        write: 'auto_enable_organization_members = "ALL"',
      },
    ],
  ],
  [
    'aws_macie2_account',
    [
      {
        path: 'status',
        blind: is('PAUSED'),
        blindByDefault: false,
        message: 'it is paused',
        write: 'status = "ENABLED"',
      },
    ],
  ],
  [
    'aws_config_configuration_recorder',
    [
      on('recording_group.all_supported', 'it does not record every type of resource'),
      {
        path: 'recording_group.recording_strategy.use_only',
        blind: is('INCLUSION_BY_RESOURCE_TYPES', 'EXCLUSION_BY_RESOURCE_TYPES'),
        blindByDefault: false,
        message: 'it does not record every type of resource',
        write: 'recording_group { all_supported = true }',
      },
    ],
  ],
  ['aws_config_configuration_recorder_status', [on('is_enabled', 'the recorder is switched off')]],
  ['aws_cloudwatch_metric_alarm', [on('actions_enabled', 'it alarms nobody')]],
  ['aws_cloudwatch_composite_alarm', [on('actions_enabled', 'it alarms nobody')]],
  ['aws_lb', [on('access_logs.enabled', 'its access log is switched off')]],
  ['aws_alb', [on('access_logs.enabled', 'its access log is switched off')]],
  ['aws_elb', [on('access_logs.enabled', 'its access log is switched off')]],
  ['aws_redshift_cluster', [on('logging.enable', 'its audit log is switched off')]],
  [
    'aws_api_gateway_method_settings',
    [
      {
        path: 'settings.logging_level',
        blind: is('OFF'),
        blindByDefault: false,
        message: 'its log is switched off',
        write: 'logging_level = "INFO"',
      },
    ],
  ],
  [
    'aws_sfn_state_machine',
    [
      {
        path: 'logging_configuration.level',
        blind: is('OFF'),
        blindByDefault: false,
        message: 'its log is switched off',
        write: 'level = "ALL"',
      },
    ],
  ],
]);

/** Attributes that make a detector blind. */
export function* checkSettings(resource: Resource): Iterable<Fault> {
  for (const setting of settings.get(resource.type) ?? []) {
    const found = writtenAt(resource, setting.path);
    if (found.every(({ value }) => value === undefined)) {
      if (setting.blindByDefault)
        yield { attribute: setting.path, message: setting.message, fix: `Set ${setting.write}.` };
      continue;
    }
    for (const { path, value } of found) {
      const behind = known(value);
      // A key that is made in the same apply is open, and is a key.
      if (isOpen(behind)) {
        if (setting.path !== 'kms_key_id' || isNowhere(behind))
          yield unverifiable(path, behind, `whether ${setting.message} is not known`);
      } else if (behind !== undefined && setting.blind(behind))
        yield { attribute: path, value, message: setting.message, fix: `Set ${setting.write}.` };
    }
  }
}

/** Whether an open value leads to no resource: then it may as well be null. */
export function isNowhere(value: Value): boolean {
  return value instanceof Unknown && value.references.length === 0;
}
