import { S3Backend, type TerraformStack } from 'cdktf';

/** Where the Terraform state of a stack is kept: one key a stack in one bucket. */
export interface StateLocation {
  /** The bucket's name, literally: a backend takes no references. */
  readonly bucket: string;
  /** The bucket's region. */
  readonly region: string;
  /** The ARN of the KMS key that encrypts the state. @default SSE-S3 */
  readonly keyArn?: string;
}

/**
 * Keeps the state of a stack in S3 under `<stack>/terraform.tfstate`, encrypted, with Terraform's own lock file beside it
 * (Terraform 1.10 or later), so that two applies never run at once.
 *
 * See https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function keepStateIn(stack: TerraformStack, { bucket, region, keyArn }: StateLocation): void {
  new S3Backend(stack, { bucket, region, key: `${stack.node.id}/terraform.tfstate`, encrypt: true, kmsKeyId: keyArn });
  // The generated class has no such prop.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}
