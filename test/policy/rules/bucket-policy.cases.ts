import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const bucket = { aws_s3_bucket: { b: {} } };
const policy = (document: unknown, more: object = {}) =>
  resources({
    ...bucket,
    aws_s3_bucket_policy: {
      p: {
        bucket: '${aws_s3_bucket.b.id}',
        policy: typeof document === 'string' ? document : JSON.stringify(document),
      },
    },
    ...more,
  });
const statement = (fields: object) =>
  policy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${aws_s3_bucket.b.arn}/*', ...fields }],
  });
const condition = (operator: string, key: string, value: unknown) =>
  statement({ Principal: '*', Condition: { [operator]: { [key]: value } } });

const publicPolicy: RuleCases = {
  rule: 'SEC-S3-PUBLIC',
  failing: {
    'bare star': statement({ Principal: '*' }),
    'AWS star': statement({ Principal: { AWS: '*' } }),
    'star in a list': statement({ Principal: { AWS: ['arn:aws:iam::123456789012:root', '*'] } }),
    'every account': statement({ Principal: { AWS: 'arn:aws:iam::*:root' } }),
    NotPrincipal: statement({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    'referer of the caller’s choice': condition('StringLike', 'aws:Referer', 'https://example.com/*'),
    'user agent': condition('StringEquals', 'aws:UserAgent', 'secret'),
    'any principal ARN': condition('StringLike', 'aws:PrincipalArn', '*'),
    'any principal ARN, in parts': condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/admin'),
    'if it exists': condition('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-abcdef'),
    'for all values of none': condition('ForAllValues:StringEquals', 'aws:PrincipalOrgID', ['o-abcdef']),
    'not one account': condition('StringNotEquals', 'aws:PrincipalAccount', '123456789012'),
    'from anywhere': condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
    'TLS only is not enough': condition('Bool', 'aws:SecureTransport', 'true'),
    'inside the bucket': resources({
      aws_s3_bucket: {
        b: { policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}' },
      },
    }),
    jsonencode: policy(
      '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = aws_s3_bucket.b.arn }] })}',
    ),
    'policy document': Object.assign(policy('${data.aws_iam_policy_document.d.json}'), {
      data: {
        aws_iam_policy_document: {
          d: {
            statement: [
              {
                actions: ['s3:GetObject'],
                resources: ['${aws_s3_bucket.b.arn}/*'],
                principals: [{ type: '*', identifiers: ['*'] }],
              },
            ],
          },
        },
      },
    }),
    'access point': resources({
      aws_s3control_access_point_policy: {
        p: { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}' },
      },
    }),
  },
  passing: {
    'an account': statement({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    'a role of the graph': resources({
      aws_iam_role: { r: {} },
      aws_s3_bucket_policy: {
        p: {
          bucket: 'docs',
          policy:
            '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"${aws_iam_role.r.arn}"},"Action":"s3:GetObject","Resource":"*"}]}',
        },
      },
    }),
    'a service': statement({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1' } },
    }),
    'the organization': condition('StringEquals', 'aws:PrincipalOrgID', 'o-abcdef'),
    'one account': condition('StringEquals', 'aws:PrincipalAccount', ['123456789012']),
    'own account by reference': condition(
      'StringEquals',
      'aws:PrincipalAccount',
      '${data.aws_caller_identity.me.account_id}',
    ),
    'a VPC endpoint': condition('StringEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'),
    'an office': condition('IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '2001:db8::/48']),
    'deny to everybody': statement({ Effect: 'Deny', Principal: '*' }),
    'deny to all but one': statement({ Effect: 'Deny', NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/x' } }),
  },
  notApplicable: { 'bucket without a policy': resources(bucket) },
  unknown: {
    'the document': policy('${var.policy}'),
    'a statement': policy('${jsonencode({ Statement = [var.statement] })}'),
    'the principal': statement({ Principal: { AWS: '${var.who}' } }),
    'the condition': policy(
      '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*", Condition = var.c }] })}',
    ),
  },
};

const tls = (fields: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...fields,
});
const deny = (...statements: object[]) => policy({ Statement: statements });
const second = {
  aws_s3_bucket_policy: {
    p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Statement: [tls()] }) },
    q: { bucket: '${aws_s3_bucket.b.bucket}', policy: '{"Statement":[]}' },
  },
};

const tlsOnly: RuleCases = {
  rule: 'SEC-S3-TLS',
  failing: {
    'no policy': resources(bucket),
    'two policies': resources({ ...bucket, ...second }),
    'two policies, one by a data source': resources(
      {
        aws_s3_bucket: { b: { bucket: 'docs' } },
        aws_s3_bucket_policy: {
          p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Statement: [tls()] }) },
          q: { bucket: '${data.aws_s3_bucket.d.id}', policy: '{"Statement":[]}' },
        },
      },
      { data: { aws_s3_bucket: { d: { bucket: 'docs' } } } },
    ),
    'objects only': deny(tls({ Resource: '${aws_s3_bucket.b.arn}/*' })),
    'bucket only': deny(tls({ Resource: '${aws_s3_bucket.b.arn}' })),
    'a prefix only': deny(tls({ Resource: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/private/*'] })),
    'another bucket': deny(tls({ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] })),
    'one action': deny(tls({ Action: 's3:GetObject' })),
    'one principal': deny(tls({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })),
    'all but one principal': deny(
      tls({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    ),
    'a second condition': deny(
      tls({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': '1' } } }),
    ),
    'the wrong way round': deny(tls({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    'allow with TLS': deny(tls({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    'Null instead of Bool': deny(tls({ Condition: { Null: { 'aws:SecureTransport': 'false' } } })),
  },
  passing: {
    'the usual': deny(tls()),
    'boolean, AWS star, lower case key': deny(
      tls({ Principal: { AWS: '*' }, Condition: { Bool: { 'aws:securetransport': false } } }),
    ),
    'two statements': deny(tls({ Resource: '${aws_s3_bucket.b.arn}' }), tls({ Resource: '${aws_s3_bucket.b.arn}/*' })),
    'every resource': deny(tls({ Action: '*', Resource: '*' })),
    'one pattern': deny(tls({ Resource: '${aws_s3_bucket.b.arn}*' })),
    'by name': resources({
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_policy: {
        p: {
          bucket: 'docs',
          policy: JSON.stringify({ Statement: [tls({ Resource: ['arn:aws:s3:::docs', 'arn:aws:s3:::docs/*'] })] }),
        },
      },
    }),
    'name known, ARN by reference': resources({
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Statement: [tls()] }) } },
    }),
    'ARN with the partition': Object.assign(
      deny(
        tls({
          Resource: [
            'arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.id}',
            'arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.id}/*',
          ],
        }),
      ),
      { data: { aws_partition: { p: {} } } },
    ),
    jsonencode: policy(
      '${jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })}',
    ),
    'policy document from two sources': Object.assign(policy('${data.aws_iam_policy_document.all.json}'), {
      data: {
        aws_iam_policy_document: {
          tls: {
            statement: {
              effect: 'Deny',
              actions: ['s3:*'],
              resources: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
              principals: { type: 'AWS', identifiers: ['*'] },
              condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
            },
          },
          all: { source_policy_documents: ['${data.aws_iam_policy_document.tls.json}'] },
        },
      },
    }),
  },
  notApplicable: {
    'policy of a bucket elsewhere': resources({
      aws_s3_bucket_policy: { p: { bucket: 'other', policy: '{"Statement":[]}' } },
    }),
  },
  unknown: {
    'the document': policy('${var.policy}'),
    'a statement': policy('${jsonencode({ Statement = [var.statement] })}'),
  },
};

export const bucketPolicyCases: readonly RuleCases[] = [publicPolicy, tlsOnly];
