import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { Construct } from 'constructs';
import { Faults, type Grantee, partitionOf, type Stage, stageOf, tagsOf } from '../core';
import { type IKey, Key } from '../security';

/** What a {@link Repository} is made of. */
export interface RepositoryProps {
  /** The name, such as `orders/api`: images are pulled by it, so that it is said and not made up. */
  readonly name: string;
  /** The key that encrypts the images. @default a Key of its own */
  readonly key?: IKey;
  /** Accounts whose roles may pull, 12 digits each; their administrators decide which of them. @default none */
  readonly pulledBy?: readonly string[];
  /** How many images with a tag are kept, 10 to 1000: more than releases that may still run. @default 200 */
  readonly keepImages?: number;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;
const PUSH = [
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
] as const;
/** What nothing names any more: left over by a push that failed, or by an index of which one architecture was replaced. */
const UNTAGGED_DAYS = 14;

/**
 * A private ECR repository: each push is scanned for known vulnerabilities, a tag never changes what it names, images are
 * encrypted with a `Key`, and old ones are removed. In prod Terraform refuses to destroy it; nowhere is it destroyed with
 * images in it.
 *
 * See https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-best-practices.html; AWS FSBP ECR.1, ECR.2, ECR.3, ECR.5;
 * CIS EKS 5.1.1.
 *
 * @throws ValidationError when a prop is malformed or the stage is not the stack's
 */
export class Repository extends Construct {
  /** The `aws_ecr_repository`. */
  readonly resource: EcrRepository;
  /** The key that encrypts the images. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validate(this, props);
    this.key = props.key ?? new Key(this, 'key', { description: `Images of ${props.name}` });
    this.resource = this.createRepository(props.name, stage);
    this.createLifecycle(props.keepImages ?? 200);
    this.letPull(props.pulledBy ?? []);
  }

  /** The repository's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** The address that images are pushed to and pulled from, as a reference. */
  get url(): string {
    return this.resource.repositoryUrl;
  }

  /**
   * Adds `ecr:BatchCheckLayerAvailability`, `ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer`, and `ecr:GetAuthorizationToken`,
   * which has no resource. The nodes of a cluster have it already.
   */
  grantPull(grantee: Grantee): void {
    grantee.allow({ actions: [...PULL], resources: [this.arn] });
    grantee.allow({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] });
  }

  /**
   * For a pipeline that builds: adds what `grantPull` adds, `ecr:InitiateLayerUpload`, `ecr:UploadLayerPart`,
   * `ecr:CompleteLayerUpload`, `ecr:PutImage` and `ecr:DescribeImages`. It can neither delete an image nor move a tag.
   */
  grantPush(grantee: Grantee): void {
    this.grantPull(grantee);
    grantee.allow({ actions: [...PUSH], resources: [this.arn] });
  }

  private createRepository(name: string, stage: Stage): EcrRepository {
    return new EcrRepository(this, 'repository', {
      name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: this.key.arn }],
      forceDelete: false,
      tags: tagsOf(this),
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }

  private createLifecycle(keep: number): void {
    const rule = (rulePriority: number, description: string, selection: object) => ({
      rulePriority,
      description,
      selection,
      action: { type: 'expire' },
    });
    const rules = [
      rule(1, `Without a tag for ${UNTAGGED_DAYS} days`, {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: UNTAGGED_DAYS,
      }),
      rule(2, `More than ${keep} with a tag`, {
        tagStatus: 'tagged',
        tagPatternList: ['*'],
        countType: 'imageCountMoreThan',
        countNumber: keep,
      }),
    ];
    new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: this.resource.name,
      policy: JSON.stringify({ rules }),
    });
  }

  private letPull(accounts: readonly string[]): void {
    if (accounts.length === 0) return;
    const statement = {
      Sid: 'OtherAccountsDecideByIamWhoPulls',
      Effect: 'Allow',
      Principal: { AWS: accounts.map((account) => `arn:${partitionOf(this)}:iam::${account}:root`) },
      Action: PULL,
      // No Resource: in a repository's policy it is the repository itself, and ECR refuses to have it named.
    };
    new EcrRepositoryPolicy(this, 'policy', {
      repository: this.resource.name,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    });
  }
}

function validate(scope: Construct, { name, pulledBy = [], keepImages = 200 }: RepositoryProps): void {
  const faults = new Faults(scope);
  faults.check(/^[a-z0-9]+([._/-]+[a-z0-9]+)*$/.test(name) && name.length >= 2 && name.length <= 256, {
    prop: 'name',
    expected: '2 to 256 lower-case letters, digits, and between them slashes, hyphens, dots or underscores',
    got: name,
    fix: 'Write for example orders/api; the registry’s address is not part of it.',
  });
  for (const accountId of pulledBy) {
    faults.check(/^\d{12}$/.test(accountId), {
      prop: 'pulledBy',
      expected: 'accounts of 12 digits',
      got: accountId,
      fix: 'Name the accounts of the clusters that run the image.',
    });
  }
  faults.check(Number.isInteger(keepImages) && keepImages >= 10 && keepImages <= 1000, {
    prop: 'keepImages',
    expected: '10 to 1000',
    got: keepImages,
    fix: 'Keep more than a roll-back may need: an image that is gone cannot be started on a new node.',
  });
  faults.throwIfAny();
}
