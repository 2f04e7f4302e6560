import { isOpen, type Resource, show, Unknown } from '../../graph/value';
import { globMatches } from '../../iam/glob';
import { bucketText, patternText } from '../../iam/pattern';
import { anybody, principalsOf } from '../../iam/principal';
import { readDocument } from '../../iam/read-document';
import { readStatements, type Statement } from '../../iam/statement';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { type AttachedPolicy, bucketPolicies } from './links';

/** SEC-S3-TLS */
export const tlsOnlyBucket: ResourceRule = {
  id: 'SEC-S3-TLS',
  severity: 'high',
  title: 'A bucket accepts requests without TLS',
  why: 'Credentials and data of a request over plain HTTP can be read and changed on the way; S3 answers HTTP unless a policy denies it.',
  fix: 'Attach one bucket policy that denies s3:* to everybody on the bucket and on its objects when aws:SecureTransport is false.',
  controls: ['AWS-FSBP S3.5', 'CIS-AWS-7.0 3.1.1'],
  example: {
    bad: '{ "aws_s3_bucket": { "logs": {} } }',
    good: '{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["${aws_s3_bucket.logs.arn}", "${aws_s3_bucket.logs.arn}/*"], "Condition": { "Bool": { "aws:SecureTransport": "false" } } }',
  },
  types: ['aws_s3_bucket'],
  *check(bucket, graph) {
    const policies = bucketPolicies(bucket, graph);
    const [only, second] = policies;
    if (!only) yield { attribute: 'policy', message: 'it has no bucket policy, so it accepts requests without TLS' };
    else if (second) {
      const sources = policies.map((policy) => policy.source.address).join(', ');
      yield {
        attribute: 'policy',
        message: `it has ${policies.length} policies (${sources}): a bucket keeps one, the last applied, and the TLS rule of the others is lost`,
      };
    } else yield* checkPolicy(bucket, only);
  },
};

function* checkPolicy(bucket: Resource, { source, document }: AttachedPolicy): Iterable<Fault> {
  const read = readDocument(document);
  if (!read) {
    if (isOpen(document))
      yield {
        ...unverifiable(
          'policy',
          document,
          'the bucket policy is not known, so neither is whether it denies requests without TLS',
        ),
        at: source,
      };
    else yield { attribute: 'policy', message: 'its bucket policy is no policy document', at: source };
    return;
  }
  const { statements, open } = readStatements(read);
  const patterns = statements.filter(deniesPlainHttp).flatMap((statement) => statement.resources ?? []);
  const resources = patterns.map(patternText);
  const name = bucketText(bucket);
  const missing = [
    ['the bucket', `arn:aws:s3:::${name}`],
    ['its objects', `arn:aws:s3:::${name}/any/object`],
  ].filter(([, arn]) => !resources.some((pattern) => globMatches(pattern, arn ?? '')));
  if (missing.length === 0) return;
  const unknown = [...open, ...patterns].find((part) => part instanceof Unknown && part.parts.pieces === undefined);
  if (isOpen(unknown))
    yield {
      ...unverifiable(
        'policy',
        unknown,
        'a part of the bucket policy is not known, and the rest does not deny requests without TLS',
      ),
      at: source,
    };
  else {
    const what = missing.map(([text]) => text).join(' and ');
    yield {
      attribute: 'policy',
      value: summaryOf(statements),
      message: `its policy does not deny requests without TLS to ${what} for everybody`,
      at: source,
    };
  }
}

/** What the policy does say, in short. */
function summaryOf(statements: readonly Statement[]): string {
  const said = statements.map(({ effect, actions, notActions }) =>
    notActions ? `${effect} all but ${notActions.map(show).join(', ')}` : `${effect} ${actions?.map(show).join(', ')}`,
  );
  return said.length === 0 ? 'no statement' : said.join('; ');
}

/** Deny, to everybody, of every S3 action, under no other condition than missing TLS. */
function deniesPlainHttp(statement: Statement): boolean {
  if (statement.effect !== 'Deny' || statement.notPrincipal !== undefined || statement.conditionsOpen) return false;
  if (
    !principalsOf(statement.principal).some(
      (principal) =>
        (principal.kind === '*' || principal.kind === 'AWS') && principal.value === '*' && anybody(principal),
    )
  )
    return false;
  if (!statement.actions?.some((action) => typeof action === 'string' && /^(\*+|\*:\*|s3:\*+)$/i.test(action)))
    return false;
  const [condition, ...others] = statement.conditions;
  if (!condition || others.length > 0 || condition.key !== 'aws:securetransport') return false;
  return (
    /^(bool|boolifexists|stringequals|stringequalsignorecase|stringlike)$/.test(condition.operator) &&
    condition.values.length > 0 &&
    condition.values.every((value) => show(value).toLowerCase() === 'false')
  );
}
