import data from '../../../lib/policy/data/iam-actions.json';
import { servicesMatching, wholeServices } from '../../../lib/policy/iam/service-actions';

describe('whole services', () => {
  it.each([
    [['ec2:*'], ['ec2']],
    [['EC2:**', 's3:GetObject'], ['ec2']],
    [['sqs:?*'], ['sqs']],
    [
      Object.keys(Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [`sqs:${letter}*`, 1]))),
      ['sqs'],
    ],
    [['a-service-of-tomorrow:*'], ['a-service-of-tomorrow']],
    [['ec2:Describe*', 's3:Get*', 's3:*Object'], []],
    [['sqs:SendMessage'], []],
    [['*:*', 'i?m:*'], []],
  ])('of %j are %j', (patterns, services) => {
    expect(wholeServices(patterns)).toEqual(services);
  });
});

it.each([
  ['i?m', ['iam']],
  ['ia*', ['iam']],
  ['secretsmanage?', ['secretsmanager']],
  ['nothing*', []],
])('the services that %s matches are %j', (pattern, services) => {
  expect(servicesMatching(pattern)).toEqual(services);
});

it('knows the changes of every service, and none that only reads', () => {
  const { iam = '', s3 = '', sts = '' } = data.services as Record<string, string>;
  for (const name of ['PassRole', 'PutRolePolicy', 'CreateAccessKey']) expect(iam.split(' ')).toContain(name);
  expect(s3.split(' ')).not.toContain('GetObject');
  expect(sts.split(' ')).toContain('AssumeRole');
  expect(Object.keys(data.services).length).toBeGreaterThan(400);
});
