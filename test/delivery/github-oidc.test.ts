import { GithubOidc, type GithubRepository, subjectOf } from '../../lib/delivery';
import { PolicyDocument } from '../../lib/security';
import { Template } from '../support/template';
import { pipelineRoleIn, repository } from './fixtures';

describe('GithubOidc', () => {
  it('makes the one provider of the account, for AWS’s audience only', () => {
    const template = Template.of((stack) => new GithubOidc(stack, 'github', { repository }));
    expect(template.resource('aws_iam_openid_connect_provider')).toMatchObject({
      url: 'https://token.actions.githubusercontent.com',
      client_id_list: ['sts.amazonaws.com'],
    });
  });

  it.each([
    [{}, 'repo:acme@1/shop@2:environment:prod'],
    [{ subject: 'names' }, 'repo:acme/shop:environment:prod'],
  ] as const)('writes the subject as GitHub does (%j)', (how, subject) => {
    expect(subjectOf({ ...repository, ...how }, 'prod')).toBe(subject);
  });

  it.each<readonly [Partial<GithubRepository>, string]>([
    [{ owner: 'acme/*' }, '`repository.owner` must be the name of an organization or user, got acme/*.'],
    [{ ownerId: 'acme' }, '`repository.ownerId` must be the id of the owner, got acme.'],
    [{ name: '*' }, '`repository.name` must be the name of a repository, got *.'],
    [{ id: '' }, '`repository.id` must be the id of the repository, got "".'],
    [{ branch: '*' }, '`repository.branch` must be one branch, without a wildcard, got *.'],
  ])('refuses %j', (part, message) => {
    const make = () =>
      Template.of((stack) => new GithubOidc(stack, 'github', { repository: { ...repository, ...part } }));
    expect(make).toThrow(`stack/github: ${message}`);
  });

  it.each([
    [
      { environment: '*', workflows: ['apply.yml'] },
      '`environment` must be the name of one GitHub environment, got *.',
    ],
    [{ environment: 'prod', workflows: ['*'] }, '`workflows` must be names of files in .github/workflows, got *.'],
  ] as const)('trusts no job of %j', (job, message) => {
    const make = () =>
      Template.of((stack) => {
        const oidc = new GithubOidc(stack, 'github', { repository });
        new PolicyDocument(stack, 'trust').add(oidc.trust({ ...job, workflows: [job.workflows[0]] }));
      });
    expect(make).toThrow(`stack/github: ${message}`);
  });
});

describe('PipelineRole', () => {
  it('is named after purpose and stage, and lasts an hour', () => {
    const template = Template.of((stack) => pipelineRoleIn(stack, { purpose: 'apply' }));
    expect(template.resource('aws_iam_role')).toMatchObject({
      name: 'rampart-apply-staging',
      max_session_duration: 3600,
      permissions_boundary: expect.stringMatching(/^\$\{aws_iam_policy\.pipeline-boundary_/),
    });
  });

  it('is bounded like a workload where it plans', () => {
    const template = Template.of((stack) => pipelineRoleIn(stack));
    expect(template.resource('aws_iam_role').permissions_boundary).toMatch(/^\$\{aws_iam_policy\.workload-boundary_/);
  });

  it('keeps each policy below what IAM holds', () => {
    const template = Template.of((stack) => pipelineRoleIn(stack, { purpose: 'apply' }));
    const policies = Object.values(template.resources('aws_iam_policy')).map(({ policy }) => String(policy).length);
    expect(Math.max(...policies)).toBeLessThan(6144);
  });

  it('refuses a stack that holds a type whose actions are not known', () => {
    const stacks = [
      { stack: 'staging', types: ['aws_unicorn'], regions: [], otherRoles: [], roleServices: [] },
    ] as const;
    expect(() => Template.of((stack) => pipelineRoleIn(stack, { stacks }))).toThrow(
      'stack/plan: `stacks` must be made of types whose API actions are known, got aws_unicorn.',
    );
  });
});
