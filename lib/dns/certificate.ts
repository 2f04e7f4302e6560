import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';
import { Faults, once, tagsOf } from '../core';

/** What a {@link Certificate} is made of. */
export interface CertificateProps {
  /** The names that it is for, the first of them its own: `shop.example.com`, `*.api.example.com`. */
  readonly hosts: readonly [string, ...string[]];
  /** The public hosted zone of Route 53 that the names are in, in this account: `example.com`. */
  readonly zone: string;
  /** Who is told when it was not renewed: an SNS topic. @default nobody */
  readonly alarms?: { readonly topicArn: string };
}

/** ACM renews 60 days before the end: whoever hears of it at 30 still has time. */
const WARN_DAYS = 30;

/**
 * A TLS certificate of ACM that proves its names by records in Route 53. As long as the records are there and something uses it,
 * ACM renews it: nobody has to. Its key never leaves AWS, and certificate transparency logs show it.
 *
 * See https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html; AWS FSBP ACM.1, ACM.2.
 *
 * @throws ValidationError when a host is malformed, is there twice, or is not in the zone
 */
export class Certificate extends Construct {
  /** The `aws_acm_certificate`. */
  readonly resource: AcmCertificate;
  /** The `aws_acm_certificate_validation`: what needs the certificate waits for it. */
  readonly validation: AcmCertificateValidation;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    validate(this, props);
    const [domainName, ...others] = props.hosts;
    this.resource = new AcmCertificate(this, 'certificate', {
      domainName,
      subjectAlternativeNames: others.length > 0 ? others : undefined,
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_prime256v1',
      options: { certificateTransparencyLoggingPreference: 'ENABLED' },
      tags: tagsOf(this, { Name: domainName }),
      // A load balancer keeps the old one until the new one is there.
      lifecycle: { createBeforeDestroy: true },
    });
    const records = this.createRecords(props);
    this.validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: this.resource.arn,
      validationRecordFqdns: records.map(({ fqdn }) => fqdn),
    });
    if (props.alarms) this.createAlarm(props.alarms.topicArn);
  }

  /** The ARN of the certificate once it is valid. */
  get arn(): string {
    return this.validation.certificateArn;
  }

  private createRecords({ hosts, zone }: CertificateProps): Route53Record[] {
    const hosted = once(this, `zone-${zone}`, (stack, id) => new DataAwsRoute53Zone(stack, id, { name: zone }));
    // A wildcard is proved by the record of the name below which it stands.
    const proved = [...new Set(hosts.map((host) => host.replace(/^\*\./, '')))];
    return proved.map((host) => {
      const asked = hosts.includes(host) ? host : `*.${host}`;
      const option = (attribute: string): string =>
        `\${one([for option in ${this.resource.fqn}.domain_validation_options : option.${attribute} if option.domain_name == "${asked}"])}`;
      return new Route53Record(this, host, {
        zoneId: hosted.zoneId,
        name: option('resource_record_name'),
        type: 'CNAME',
        records: [option('resource_record_value')],
        ttl: 300,
        // The record of a name is the same for each of its certificates.
        allowOverwrite: true,
      });
    });
  }

  private createAlarm(topicArn: string): void {
    new CloudwatchMetricAlarm(this, 'expiry', {
      alarmName: `${this.node.path.replaceAll('/', '-')}-expiry`,
      alarmDescription: `The certificate of ${this.resource.domainNameInput} ends in ${WARN_DAYS} days: are its records in Route 53?`,
      namespace: 'AWS/CertificateManager',
      metricName: 'DaysToExpiry',
      dimensions: { CertificateArn: this.resource.arn },
      statistic: 'Minimum',
      period: 86_400,
      evaluationPeriods: 1,
      threshold: WARN_DAYS,
      comparisonOperator: 'LessThanThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: tagsOf(this),
    });
  }
}

function validate(scope: Construct, { hosts, zone }: CertificateProps): void {
  const faults = new Faults(scope);
  const isName = (name: string): boolean => /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(name);
  faults.check(isName(zone), {
    prop: 'zone',
    expected: 'a zone such as example.com',
    got: zone,
    fix: 'Write it in lower case, without a dot at its end.',
  });
  for (const host of hosts) {
    faults.check(isName(host.replace(/^\*\./, '')), {
      prop: 'hosts',
      expected: 'names such as shop.example.com or *.example.com',
      got: host,
      fix: 'Write it in lower case, without https:// and path.',
    });
    faults.check(host.replace(/^\*\./, '') === zone || host.endsWith(`.${zone}`), {
      prop: 'hosts',
      expected: `names in the zone ${zone}`,
      got: host,
      fix: 'Only a record in its zone can prove it: make a certificate a zone.',
    });
  }
  faults.check(hosts.length > 0 && new Set(hosts).size === hosts.length && hosts.length <= 10, {
    prop: 'hosts',
    expected: '1 to 10 names, each once',
    got: hosts,
    fix: 'ACM takes ten names a certificate: make another one.',
  });
  faults.throwIfAny();
}
