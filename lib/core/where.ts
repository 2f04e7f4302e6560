import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { settingsOf } from './settings';

/** The account id: the literal of the settings, else a reference to one `data.aws_caller_identity` a stack. */
export function accountIdOf(scope: Construct): string {
  return (
    settingsOf(scope).accountId ??
    once(scope, 'current-account', (stack, id) => new DataAwsCallerIdentity(stack, id)).accountId
  );
}

/** The region: the literal of the settings, else a reference to one `data.aws_region` a stack. */
export function regionOf(scope: Construct): string {
  // `id` is the region's name in provider 5 and 6 alike; `name` and `region` are not.
  return settingsOf(scope).region ?? once(scope, 'current-region', (stack, id) => new DataAwsRegion(stack, id)).id;
}

/** The partition (`aws`, `aws-cn`, `aws-us-gov`): known from a literal region, else one `data.aws_partition` a stack. */
export function partitionOf(scope: Construct): string {
  const { region } = settingsOf(scope);
  if (region === undefined) {
    return once(scope, 'current-partition', (stack, id) => new DataAwsPartition(stack, id)).partition;
  }
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * An ARN in the stack's own account and region, in the form of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
 */
export function arnOf(scope: Construct, service: string, resource: string, options: ArnOptions = {}): string {
  const region = options.global ? '' : regionOf(scope);
  return `arn:${partitionOf(scope)}:${service}:${region}:${accountIdOf(scope)}:${resource}`;
}

/** How {@link arnOf} writes an ARN. */
export interface ArnOptions {
  /** True for a service without regions, such as IAM. @default false */
  readonly global?: boolean;
}

/** Makes one construct a stack: the first caller creates it, later callers get the same. */
export function once<T extends Construct>(
  scope: Construct,
  id: string,
  create: (stack: TerraformStack, id: string) => T,
): T {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(id) as T | undefined) ?? create(stack, id);
}
