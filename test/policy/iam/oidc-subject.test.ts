import { openSubject } from '../../../lib/policy/iam/oidc-subject';

it.each([
  'repo:acme/shop:ref:refs/heads/main',
  'repo:acme/shop:*',
  'repo:acme/shop:environment:*',
  'system:serviceaccount:shop:api',
  'system:serviceaccount:shop:api-*',
  'project_path:acme/shop:ref_type:branch:ref:*',
  'organization:acme:project:shop:workspace:prod:run_phase:*',
  'organization:acme:pipeline:shop:*',
  'org/1/project/2/user/*',
  'spacelift:space:root:*',
])('%s names one workload or project', (subject) => {
  expect(openSubject(subject)).toBeUndefined();
});

it.each([
  ['', 'nobody'],
  ['*', 'any subject'],
  ['repo:*', 'any organization'],
  ['repo:acme/*', 'any repository'],
  ['repo:acme*/shop:*', 'any organization'],
  ['repo:acme/shop*', 'any repository'],
  ['system:serviceaccount:*', 'any namespace'],
  ['system:serviceaccount:*:api', 'any namespace'],
  ['system:serviceaccount:shop:*', 'any service account'],
  ['system:serviceaccount:shop*', 'any namespace'],
  ['project_path:acme/*', 'any project'],
  ['organization:acme:*', 'any project'],
  ['org/1/project/*', 'any project'],
  ['org/*', 'any organization'],
  ['a*', 'any subject'],
])('%s is %s', (subject, whose) => {
  expect(openSubject(subject)).toBe(whose);
});
