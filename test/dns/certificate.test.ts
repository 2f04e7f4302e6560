import { ShopCertificate } from '../../docs/examples/dns-certificate';
import { STAGES } from '../../lib/core';
import { Certificate, type CertificateProps } from '../../lib/dns';
import { Template } from '../support/template';

const certificate = (changes: Partial<CertificateProps> = {}): Template =>
  Template.of(
    (stack) => void new Certificate(stack, 'shop', { zone: 'example.com', hosts: ['shop.example.com'], ...changes }),
  );

describe('a certificate', () => {
  const template = certificate({ hosts: ['shop.example.com', '*.shop.example.com', 'api.example.com'] });

  it('is proved by DNS, shown in the logs of transparency, and replaced before it is destroyed', () => {
    expect(template.resource('aws_acm_certificate')).toMatchObject({
      domain_name: 'shop.example.com',
      subject_alternative_names: ['*.shop.example.com', 'api.example.com'],
      validation_method: 'DNS',
      options: { certificate_transparency_logging_preference: 'ENABLED' },
      lifecycle: { create_before_destroy: true },
    });
  });

  it('has one record a name, which a name and its wildcard share', () => {
    const records = Object.values(template.resources('aws_route53_record'));
    expect(records).toHaveLength(2);
    for (const [index, host] of ['shop.example.com', 'api.example.com'].entries())
      expect(records[index]).toMatchObject({
        zone_id: expect.stringContaining('data.aws_route53_zone'),
        type: 'CNAME',
        name: expect.stringMatching(
          new RegExp(
            String.raw`^\$\{one\(\[for option in aws_acm_certificate\.\w+\.domain_validation_options : option\.resource_record_name if option\.domain_name == "${host}"\]\)\}$`,
          ),
        ),
      });
  });

  it('names each record after its host, so that one host more renames none', () => {
    const names = (hosts: CertificateProps['hosts']) =>
      Object.keys(certificate({ hosts }).resources('aws_route53_record'));
    const one = names(['b.example.com']);
    expect(names(['a.example.com', 'b.example.com'])).toEqual(expect.arrayContaining(one));
  });

  it('is waited for until it is valid', () => {
    expect(template.resource('aws_acm_certificate_validation')).toMatchObject({
      certificate_arn: expect.stringContaining('aws_acm_certificate'),
      validation_record_fqdns: [expect.stringContaining('fqdn'), expect.stringContaining('fqdn')],
    });
  });

  it('alarms a month before it would end', () => {
    const topicArn = 'arn:aws:sns:eu-west-1:123456789012:alarms';
    expect(certificate({ alarms: { topicArn } }).resource('aws_cloudwatch_metric_alarm')).toMatchObject({
      namespace: 'AWS/CertificateManager',
      metric_name: 'DaysToExpiry',
      threshold: 30,
      comparison_operator: 'LessThanThreshold',
      alarm_actions: [topicArn],
    });
    expect(template.resources('aws_cloudwatch_metric_alarm')).toEqual({});
  });

  it.each<[Partial<CertificateProps>, RegExp]>([
    [{ hosts: ['shop.example.org'] }, /`hosts` must be names in the zone example\.com, got shop\.example\.org/],
    [{ hosts: ['evilexample.com'] }, /in the zone example\.com/],
    [{ hosts: ['https://shop.example.com'] }, /`hosts` must be names such as/],
    [{ hosts: ['a.example.com', 'a.example.com'] }, /1 to 10 names, each once/],
    [{ zone: 'example.com.' }, /`zone` must be a zone such as example\.com/],
  ])('refuses %j', (changes, message) => {
    expect(() => certificate(changes)).toThrow(message);
  });

  it.each(STAGES)('has an example that is synthesized in %s', (stage) => {
    const topic = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
    const example = Template.of((stack) => void new ShopCertificate(stack, 'example', topic), { stage });
    expect(Object.keys(example.resources('aws_route53_record'))).toHaveLength(2);
  });
});
