import { isOpen, type Resource, show } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { valuesAt } from '../paths';
import { blocksOf, flag, known } from '../values';
import { isModernDomainPolicy, isModernViewerVersion } from './tls-policy';

/** What viewers and origins of a CloudFront distribution may speak. */
export function* checkDistribution(distribution: Resource): Iterable<Fault> {
  for (const block of ['default_cache_behavior', 'ordered_cache_behavior']) {
    for (const { path, value } of valuesAt(distribution, `${block}.viewer_protocol_policy`)) {
      if (isOpen(value)) yield unverifiable(path, value, 'whether viewers may use plain HTTP is not known');
      else if (value !== 'https-only' && value !== 'redirect-to-https')
        yield {
          attribute: path,
          value,
          message: 'viewers may use plain HTTP',
          fix: 'Set viewer_protocol_policy = "redirect-to-https".',
        };
    }
  }
  yield* checkViewerCertificate(distribution);
  for (const { path, value } of valuesAt(distribution, 'origin.custom_origin_config.origin_protocol_policy')) {
    if (isOpen(value)) yield unverifiable(path, value, 'whether the origin is reached in plaintext is not known');
    else if (value === 'http-only')
      yield {
        attribute: path,
        value,
        message: 'the origin is reached over plain HTTP',
        fix: 'Set origin_protocol_policy = "https-only".',
      };
  }
  for (const { path, value } of valuesAt(distribution, 'origin.custom_origin_config.origin_ssl_protocols')) {
    if (typeof value === 'string' && /^(SSLv3|TLSv1|TLSv1\.1)$/i.test(value))
      yield {
        attribute: path,
        value,
        message: `the origin is reached with ${value}`,
        fix: 'Set origin_ssl_protocols = ["TLSv1.2"].',
      };
  }
}

function* checkViewerCertificate(distribution: Resource): Iterable<Fault> {
  const fix = 'Use a certificate of ACM with minimum_protocol_version = "TLSv1.2_2021" or newer.';
  const blocks = blocksOf(distribution, 'viewer_certificate');
  if (blocks.length === 0) return;
  for (const { path, value } of valuesAt(distribution, 'viewer_certificate.cloudfront_default_certificate')) {
    if (flag(value) === true) {
      yield { attribute: path, value, message: 'the certificate of *.cloudfront.net lets viewers use TLS 1.0', fix };
      return;
    }
  }
  for (const { path, value } of valuesAt(distribution, 'viewer_certificate.minimum_protocol_version')) {
    if (isOpen(value)) yield { ...unverifiable(path, value, 'which TLS versions viewers may use is not known'), fix };
    else if (!isModernViewerVersion(show(value ?? '')))
      yield {
        attribute: path,
        value,
        message: `viewers may use ${value === undefined ? 'TLS 1.0, the default' : show(value)}`,
        fix,
      };
  }
}

/** The security policy of an API Gateway domain name, version 1 and 2. */
export function* checkDomainName(domain: Resource): Iterable<Fault> {
  const path =
    domain.type === 'aws_api_gateway_domain_name' ? 'security_policy' : 'domain_name_configuration.security_policy';
  for (const found of valuesAt(domain, path)) {
    const { value } = found;
    if (isOpen(value)) yield unverifiable(found.path, value, 'which TLS versions the domain accepts is not known');
    else if (!isModernDomainPolicy(show(value ?? '')))
      yield {
        attribute: found.path,
        value,
        message:
          value === undefined
            ? 'it has no security_policy, so TLS 1.0 may be accepted'
            : `${show(value)} accepts TLS below 1.2`,
        fix: 'Set security_policy = "TLS_1_2".',
      };
  }
}

/** Protocols of other services that face clients. */
export function* checkProtocol(resource: Resource): Iterable<Fault> {
  const attribute = resource.type === 'aws_transfer_server' ? 'protocols' : 'protocol';
  const plain = resource.type === 'aws_transfer_server' ? 'FTP' : 'HTTP';
  for (const { path, value } of valuesAt(resource, attribute)) {
    if (isOpen(value)) yield unverifiable(path, value, 'whether it encrypts is not known');
    else if (known(value) === plain)
      yield {
        attribute: path,
        value,
        message: `it speaks ${plain}, in plaintext`,
        fix: `Use ${plain === 'FTP' ? 'SFTP or FTPS' : 'HTTPS'}.`,
      };
  }
}
