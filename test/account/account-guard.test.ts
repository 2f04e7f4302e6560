import type { TerraformStack } from 'cdktf';
import { AccountGuard, type AccountGuardProps, MONITORED_EVENTS } from '../../lib/account';
import { Duration } from '../../lib/core';
import { Template } from '../support/template';

const guard = (props: AccountGuardProps = {}, stage: 'staging' | 'prod' = 'prod') =>
  Template.of((stack: TerraformStack) => new AccountGuard(stack, 'guard', props), { stage });
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alarms';

describe('the trail', () => {
  it('sees every region, validates its files, and is encrypted under a key of its own', () => {
    expect(guard().resource('aws_cloudtrail')).toMatchObject({
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      is_organization_trail: false,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.guard_trail_key/),
      cloud_watch_logs_group_arn: expect.stringMatching(/:\*$/),
    });
  });

  it('records what is done, and every write and deletion of an object', () => {
    const selectors = guard().resource('aws_cloudtrail').advanced_event_selector as { field_selector: unknown[] }[];
    expect(selectors.map(({ field_selector: fields }) => fields)).toEqual([
      [{ field: 'eventCategory', equals: ['Management'] }],
      [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::S3::Object'] },
        { field: 'readOnly', equals: ['false'] },
      ],
    ]);
  });

  it('writes to a bucket whose files nobody can delete, by no other name than its own', () => {
    const template = guard({ retention: Duration.days(730) });
    expect(template.resource('aws_s3_bucket_object_lock_configuration')).toMatchObject({
      rule: { default_retention: { mode: 'GOVERNANCE', days: 730 } },
    });
    const policies = Object.values(template.resources('aws_s3_bucket_policy')).map(({ policy }) => String(policy));
    const own = policies.find((policy) => policy.includes('TrailWrites')) ?? '';
    const statements = (
      JSON.parse(own) as { Statement: { Sid: string; Condition: Record<string, Record<string, string>> }[] }
    ).Statement;
    const name = template.resource('aws_cloudtrail').name;
    for (const sid of ['TrailLooks', 'TrailWrites'])
      expect(statements.find(({ Sid }) => Sid === sid)?.Condition.StringEquals?.['aws:SourceArn']).toBe(
        `arn:aws:cloudtrail:eu-west-1:123456789012:trail/${String(name)}`,
      );
    expect(own).toContain('/AWSLogs/123456789012/*');
  });

  it('records a whole organization where it is told to', () => {
    const template = guard({ organizationId: 'o-a1b2c3d4e5' });
    expect(template.resource('aws_cloudtrail').is_organization_trail).toBe(true);
    const policies = Object.values(template.resources('aws_s3_bucket_policy')).map(({ policy }) => String(policy));
    expect(policies.join()).toContain('/AWSLogs/o-a1b2c3d4e5/*');
  });
});

describe('alarms on what it records', () => {
  it('are there for each monitored event, on its own metric, to the topic', () => {
    const template = guard({ alarms: { topicArn: TOPIC } });
    const alarms = Object.values(template.resources('aws_cloudwatch_metric_alarm'));
    const filters = Object.values(template.resources('aws_cloudwatch_log_metric_filter'));
    expect(alarms.map(({ metric_name: metric }) => metric).sort()).toEqual(MONITORED_EVENTS.map(({ id }) => id).sort());
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ alarm_actions: [TOPIC], threshold: 1, treat_missing_data: 'notBreaching' });
      const filter = filters.find(({ name }) => name === alarm.metric_name);
      expect(filter?.metric_transformation).toMatchObject({
        namespace: alarm.namespace,
        name: alarm.metric_name,
        value: '1',
      });
    }
  });

  it.each([
    ['root-use', '$.userIdentity.type = "Root"'],
    ['sign-in-without-mfa', '$.additionalEventData.MFAUsed != "Yes"'],
    ['trail-changed', 'StopLogging'],
  ])('find %s by %s', (id, part) => {
    expect(MONITORED_EVENTS.find((event) => event.id === id)?.pattern).toContain(part);
  });

  it('are valid filters: parentheses and quotes close', () => {
    for (const { pattern } of MONITORED_EVENTS) {
      expect(pattern).toMatch(/^\{ .+ \}$/);
      expect(pattern.split('(').length).toBe(pattern.split(')').length);
      expect(pattern.split('"').length % 2).toBe(1);
    }
  });

  it('are left out where there is nobody to tell', () => {
    expect(guard().resources('aws_cloudwatch_metric_alarm')).toEqual({});
  });
});

describe('detectors and defaults', () => {
  it('are on, with every protection plan, and Security Hub has both standards', () => {
    const template = guard();
    expect(template.resource('aws_guardduty_detector')).toMatchObject({ enable: true });
    const features = Object.values(template.resources('aws_guardduty_detector_feature'));
    expect(features.map(({ name }) => name).sort()).toEqual([
      'EBS_MALWARE_PROTECTION',
      'EKS_AUDIT_LOGS',
      'LAMBDA_NETWORK_LOGS',
      'RDS_LOGIN_EVENTS',
      'S3_DATA_EVENTS',
    ]);
    expect(features.every(({ status }) => status === 'ENABLED')).toBe(true);
    expect(template.resource('aws_accessanalyzer_analyzer').type).toBe('ACCOUNT');
    const standards = Object.values(template.resources('aws_securityhub_standards_subscription'));
    expect(standards).toHaveLength(2);
  });

  it('record the configuration of everything, to a bucket without a lock, which Config would not deliver to', () => {
    const template = guard();
    expect(template.resource('aws_config_configuration_recorder').recording_group).toMatchObject({
      all_supported: true,
      include_global_resource_types: true,
    });
    expect(template.resource('aws_config_configuration_recorder_status').is_enabled).toBe(true);
    const locked = Object.values(template.resources('aws_s3_bucket_object_lock_configuration'));
    expect(locked.map(({ bucket }) => bucket)).toEqual([expect.stringMatching(/guard_trail_files/)]);
  });

  it('keep safe what nobody thought of', () => {
    const template = guard();
    expect(template.resource('aws_s3_account_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(template.resource('aws_ebs_encryption_by_default').enabled).toBe(true);
    expect(template.resource('aws_ec2_instance_metadata_defaults')).toMatchObject({
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
    });
    expect(template.resource('aws_iam_account_password_policy')).toMatchObject({
      minimum_password_length: 14,
      password_reuse_prevention: 24,
    });
  });
});
