import { resources } from './check';

/** The text of a policy document. */
export const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A customer managed policy of these statements. */
export const allow = (...statements: object[]) =>
  resources({ aws_iam_policy: { p: { policy: policy(...statements) } } });

/** A policy of one statement; what is not given allows s3:GetObject on everything. */
export const one = (fields: object) => allow({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...fields });

/** A policy that allows the actions on everything. */
export const actions = (...names: string[]) => one({ Action: names });

/** The text of a policy that allows something. */
export const grant = (action: string | string[], resource: string | string[] = '*', more: object = {}) =>
  policy({ Effect: 'Allow', Action: action, Resource: resource, ...more });

/** A condition on iam:PassedToService. */
export const passedTo = (operator: string, value: unknown) => ({
  Condition: { [operator]: { 'iam:PassedToService': value } },
});

/** One case for each value, named by it. */
export const each = <T>(values: readonly T[], make: (value: T) => object): Record<string, object> =>
  Object.fromEntries(values.map((value) => [JSON.stringify(value), make(value)]));

/** Identity policies of which nothing can be known. */
export const unknownPolicies = {
  'the document': resources({ aws_iam_policy: { p: { policy: '${var.policy}' } } }),
  'a statement': resources({ aws_iam_policy: { p: { policy: '${jsonencode({ Statement = [var.statement] })}' } } }),
};

/** Documents that give no identity anything. */
export const otherPolicies = {
  'trust policy': resources({ aws_iam_role: { r: { assume_role_policy: policy({ Effect: 'Allow', Action: '*' }) } } }),
  'service control policy': resources({ aws_organizations_policy: { p: { content: policy({ Action: '*' }) } } }),
};

/** A role called ci. */
export const ci = {
  aws_iam_role: {
    ci: {
      name: 'ci',
      assume_role_policy: policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    },
  },
};

/** The ARN of a role elsewhere. */
export const roleArn = 'arn:aws:iam::123456789012:role/task';
