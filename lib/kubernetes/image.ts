import { Faults } from '../core';

/** What a digest looks like: it names the very bytes, where a tag is whatever was pushed last. */
export type Digest = `sha256:${string}`;

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const REPOSITORY = /^[a-z0-9]+([._/-]+[a-z0-9]+)*$/;
/** A private registry of ECR, in any account and region: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const PRIVATE_ECR = /^(\d{12})\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(\.cn)?|on\.aws)\//;
/** Images of Kubernetes itself, and those that AWS and Docker publish on ECR Public. */
const PUBLIC_PREFIXES = [
  'registry.k8s.io/',
  'public.ecr.aws/aws-',
  'public.ecr.aws/docker/library/',
  'public.ecr.aws/eks/',
  'public.ecr.aws/eks-distro/',
] as const;

/** Where an image of a private ECR repository is. */
export interface EcrImage {
  /** The account of the registry, 12 digits. */
  readonly accountId: string;
  /** The region of the registry. */
  readonly region: string;
  /** The repository, such as `orders/api`. */
  readonly repository: string;
  /** The digest of the image, or of its index for several architectures. */
  readonly digest: Digest;
}

/**
 * A container image by its digest, from a registry that is trusted: a private ECR repository (pull-through caches included),
 * `registry.k8s.io`, or what AWS and Docker publish on `public.ecr.aws`. A tag has no spelling.
 *
 * CIS EKS 5.1.4; the rule SEC-IMAGE asks for the same.
 */
export class Image {
  /** What is trusted besides the private registries of ECR, by the beginning of an image's name. */
  static readonly PUBLIC_PREFIXES: readonly string[] = PUBLIC_PREFIXES;

  /**
   * An image of a private ECR repository.
   *
   * @throws ValidationError when a part is malformed
   */
  static ecr({ accountId, region, repository, digest }: EcrImage): Image {
    return Image.digest(`${accountId}.dkr.ecr.${region}.amazonaws.com/${repository}`, digest);
  }

  /**
   * An image of any trusted registry.
   *
   * @param repository with its registry and without a tag: `public.ecr.aws/docker/library/nginx`
   * @param digest such as `sha256:…`
   * @throws ValidationError when the registry is not trusted, the repository has a tag or the digest is none
   */
  static digest(repository: string, digest: Digest): Image {
    const faults = new Faults('Image.digest');
    const path = repository.replace(/^[^/]*\//, '');
    const isTrusted = PRIVATE_ECR.test(repository) || PUBLIC_PREFIXES.some((prefix) => repository.startsWith(prefix));
    faults.check(isTrusted && REPOSITORY.test(path), {
      prop: 'repository',
      expected: `a repository without a tag in a private ECR registry or below ${PUBLIC_PREFIXES.join(', ')}`,
      got: repository,
      fix: 'Copy the image into an ECR repository, or name it by a pull-through cache of your own registry.',
    });
    faults.check(DIGEST.test(digest), {
      prop: 'digest',
      expected: 'sha256: and 64 hexadecimal digits',
      got: digest,
      fix: 'Take it from `aws ecr describe-images --query "imageDetails[].imageDigest"`.',
    });
    faults.throwIfAny();
    return new Image(`${repository}@${digest}`);
  }

  private constructor(
    /** The whole reference, as a pod takes it. */
    readonly reference: string,
  ) {}
}
