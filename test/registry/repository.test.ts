import { OrdersImages } from '../../docs/examples/registry-repository';
import { STAGES } from '../../lib/core';
import { Repository, type RepositoryProps } from '../../lib/registry';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';

const repository = (changes: Partial<RepositoryProps> = {}, stage: (typeof STAGES)[number] = 'staging'): Template =>
  Template.of((stack) => void new Repository(stack, 'images', { name: 'orders/api', ...changes }), { stage });

interface Statement {
  readonly Action: readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
}
const statementsOf = (policy: unknown): Statement[] => JSON.parse(String(policy)).Statement as Statement[];

describe('a repository', () => {
  const template = repository();

  it('scans each push, keeps what a tag names, and encrypts with a key of its own', () => {
    expect(template.resource('aws_ecr_repository')).toMatchObject({
      name: 'orders/api',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: expect.stringContaining('aws_kms_key') }],
      force_delete: false,
    });
    expect(Object.keys(template.resources('aws_kms_key'))).toHaveLength(1);
  });

  it('removes what has no tag after two weeks, and keeps the newest of what has one', () => {
    const { rules } = JSON.parse(String(repository({ keepImages: 50 }).resource('aws_ecr_lifecycle_policy').policy));
    expect(rules).toMatchObject([
      { rulePriority: 1, selection: { tagStatus: 'untagged', countUnit: 'days', countNumber: 14 } },
      { rulePriority: 2, selection: { tagStatus: 'tagged', countType: 'imageCountMoreThan', countNumber: 50 } },
    ]);
  });

  it('is not destroyed in prod', () => {
    expect(repository({}, 'prod').resource('aws_ecr_repository')).toHaveProperty('lifecycle.prevent_destroy', true);
  });

  it('lets other accounts pull, and do nothing else', () => {
    expect(repository().resources('aws_ecr_repository_policy')).toEqual({});
    const { policy } = repository({ pulledBy: ['111111111111', '222222222222'] }).resource('aws_ecr_repository_policy');
    expect(statementsOf(policy)).toEqual([
      {
        Sid: 'OtherAccountsDecideByIamWhoPulls',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'] },
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      },
    ]);
  });

  it('gives who pushes no way to delete, to retag or to change the repository', () => {
    const granted = Template.of((stack) => {
      const role = new Role(stack, 'pipeline', { assumedBy: Principal.service('codebuild.amazonaws.com') });
      new Repository(stack, 'images', { name: 'orders/api' }).grantPush(role);
    });
    const statements = statementsOf(granted.resource('aws_iam_role_policy').policy);
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:CompleteLayerUpload',
      'ecr:DescribeImages',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'ecr:InitiateLayerUpload',
      'ecr:PutImage',
      'ecr:UploadLayerPart',
    ]);
    for (const { Action, Resource } of statements)
      expect(JSON.stringify(Resource)).toMatch(
        [Action].flat().includes('ecr:GetAuthorizationToken') ? /"\*"/ : /aws_ecr_repository/,
      );
  });

  it.each<[Partial<RepositoryProps>, RegExp]>([
    [{ name: 'Orders' }, /`name` must be 2 to 256 lower-case/],
    [{ name: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1' }, /`name` must be/],
    [{ pulledBy: ['1234'] }, /`pulledBy` must be accounts of 12 digits/],
    [{ keepImages: 5 }, /`keepImages` must be 10 to 1000/],
  ])('refuses %j', (changes, message) => {
    expect(() => repository(changes)).toThrow(message);
  });

  it.each(STAGES)('has an example that is synthesized in %s', (stage) => {
    const example = Template.of(
      (stack) => {
        const pipeline = new Role(stack, 'pipeline', { assumedBy: Principal.service('codebuild.amazonaws.com') });
        new OrdersImages(stack, 'example', pipeline);
      },
      { stage },
    );
    expect(example.resource('aws_ecr_repository')).toMatchObject({ name: 'shop/orders' });
  });
});
