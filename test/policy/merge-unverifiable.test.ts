import { checkConfig } from './support/check';

const role = (policy: string) => ({
  variable: { document: {}, other: {} },
  resource: { aws_iam_role_policy: { p: { role: 'r', policy }, q: { role: 'r', policy: '${var.other}' } } },
});

it('reports one document that nobody knows once, and names every rule that needs it', () => {
  const { findings } = checkConfig(role('${var.document}'));
  const [first, ...others] = findings.filter(({ address }) => address === 'aws_iam_role_policy.p');
  expect(others).toEqual([]);
  expect(first?.rule).toBe('SEC-UNVERIFIABLE');
  expect(first?.undecided).toEqual(expect.arrayContaining(['SEC-IAM-ADMIN', 'SEC-IAM-PASSROLE', 'SEC-IAM-PRIVESC']));
  for (const rule of first?.undecided ?? []) expect(first?.message).toContain(rule);
  expect(first?.controls).toContain('AWS-FSBP IAM.1');
});

it('keeps what is not known in two places apart', () => {
  const { findings } = checkConfig(role('${var.document}'));
  expect(findings.map(({ address }) => address).sort()).toEqual(['aws_iam_role_policy.p', 'aws_iam_role_policy.q']);
});

it('shows what a bucket policy says when it lacks the statement about TLS', () => {
  const { findings } = checkConfig({
    resource: {
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_policy: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          policy: JSON.stringify({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: '123456789012' },
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::docs/*',
              },
            ],
          }),
        },
      },
    },
  });
  expect(findings.find(({ rule }) => rule === 'SEC-S3-TLS')?.value).toBe('policy = Allow s3:GetObject');
});
