import { blocks, isTrue, text } from '../attributes';
import { originOf, show } from '../context';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** aws_kms_key, aws_kms_replica_key: https://aws.amazon.com/kms/pricing/ */
export const key: Pricer = (bill) => {
  const rotates = isTrue(bill.resource, 'enable_key_rotation');
  bill.charge(
    'key',
    'kms',
    'customer-key',
    { low: 1, expected: 1, high: rotates ? 3 : 1 },
    ...(rotates ? ['the first and the second rotation add USD 1 a month each'] : []),
  );
  bill.used('calls', 'kms', 'symmetric-requests', 'keyRequests', 10_000);
};

/** aws_secretsmanager_secret; each replica is a secret of its own. */
export const secret: Pricer = (bill) => {
  const replicas = blocks(bill.resource, 'replica').length;
  bill.charge('secret', 'secrets-manager', 'secret', 1 + replicas, ...(replicas > 0 ? [`${replicas} replicas`] : []));
  bill.used('calls', 'secrets-manager', 'api-calls', 'secretRequests', 10_000);
};

/** aws_ssm_parameter */
export const parameter: Pricer = (bill) => {
  const advanced = text(bill.resource, 'tier') === 'Advanced';
  bill.charge('parameter', 'ssm', advanced ? 'parameter-advanced' : 'parameter-standard', 1);
};

/** aws_wafv2_web_acl: https://aws.amazon.com/waf/pricing/ */
export const webAcl: Pricer = (bill) => {
  const rules = blocks(bill.resource, 'rule');
  bill.charge('web ACL', 'waf', 'web-acl', 1);
  if (rules.length > 0) bill.charge(`${rules.length} rules and rule groups`, 'waf', 'rule', rules.length);
  const managed = JSON.stringify(rules);
  if (managed.includes('AWSManagedRulesBotControlRuleSet')) bill.charge('bot control', 'waf', 'bot-control', 1);
  if (managed.includes('AWSManagedRulesATPRuleSet')) bill.charge('account takeover prevention', 'waf', 'atp', 1);
  bill.used('requests', 'waf', 'requests', 'firewallRequests', 1e6);
};

/** aws_guardduty_detector: https://aws.amazon.com/guardduty/pricing/ */
export const detector: Pricer = (bill) => {
  bill.used('management events', 'guardduty', 'cloudtrail-management-events', 'auditEvents', 1e6);
  bill.used('flow and DNS logs', 'guardduty', 'flow-and-dns-logs', 'trafficLogGigabytes');
};

/** aws_guardduty_detector_feature: plans beyond the detector's own sources. */
export const detectorFeature: Pricer = (bill) => {
  const { resource, context } = bill;
  const name = text(resource, 'name') ?? '';
  const items: { readonly [name: string]: string } = {
    S3_DATA_EVENTS: 's3-data-events',
    EKS_AUDIT_LOGS: 'eks-audit-logs',
  };
  const item = items[name];
  if (item === undefined) return;
  const events = context.usage(resource, 'auditEvents');
  bill.charge(
    name.toLowerCase().replaceAll('_', ' '),
    'guardduty',
    item,
    mapRange(events, (value) => value / 1e6),
    `${show(events.expected)} events (${originOf(events)})`,
  );
};
