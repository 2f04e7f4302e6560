import { globMatches } from './glob';

/** One action of many services each: a set of patterns that matches all of them matches everything. */
const everyService = [
  'iam:createuser',
  's3:getobject',
  'ec2:runinstances',
  'kms:decrypt',
  'sts:assumerole',
  'lambda:invokefunction',
  'rds:deletedbinstance',
  'dynamodb:getitem',
  'organizations:leaveorganization',
  'cloudtrail:stoplogging',
  'secretsmanager:getsecretvalue',
  'eks:createcluster',
  'logs:deleteloggroup',
  'ssm:sendcommand',
  'xray:puttracesegments',
];

/** Actions that together are the power over all identities. */
const everyIdentity = [
  'iam:createuser',
  'iam:attachrolepolicy',
  'iam:putrolepolicy',
  'iam:createpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:passrole',
  'iam:createaccesskey',
];

/** ARNs of unlike resources: a pattern that matches all of them matches every resource. */
const everyResource = [
  'arn:aws:iam::123456789012:role/service/any',
  'arn:aws:s3:::any-bucket/any/key',
  'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  'arn:aws:kms:us-east-1:210987654321:key/0f0f0f0f',
];
/** ARNs of unlike identities. */
const everyRole = [
  'arn:aws:iam::123456789012:role/any',
  'arn:aws:iam::123456789012:user/path/any',
  'arn:aws:iam::123456789012:policy/any',
];

/** What a set of action patterns amounts to on all resources. */
export type ActionReach = 'everything' | 'every identity' | 'less';

/** Measures action patterns after expanding their wildcards. */
export function actionReach(patterns: readonly string[]): ActionReach {
  const lower = patterns.map((pattern) => pattern.trim().toLowerCase());
  const all = (probes: readonly string[]) =>
    probes.every((probe) => lower.some((pattern) => globMatches(pattern, probe)));
  if (all(everyService)) return 'everything';
  return all(everyIdentity) ? 'every identity' : 'less';
}

/** Whether resource patterns, one by one or together, match every resource, or every identity. */
export function resourceReach(patterns: readonly string[]): ActionReach {
  const all = (probes: readonly string[]) =>
    probes.every((probe) => patterns.some((pattern) => globMatches(pattern.trim(), probe)));
  if (all(everyResource)) return 'everything';
  return all(everyRole) ? 'every identity' : 'less';
}
