import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { type Faults, tagsOf } from '../core';

/** How many readers there are as the load changes. */
export interface ReaderScaling {
  /** The least readers, those in `instances` included: 0 to 15. */
  readonly min: number;
  /** The most readers: 1 to 15. */
  readonly max: number;
  /** How busy the readers are kept on average, 20 to 90 percent. @default 60 */
  readonly cpuPercent?: number;
}

/** Checks Aurora's limits. */
export function checkReaderScaling(faults: Faults, scaling: ReaderScaling | undefined): void {
  if (scaling === undefined) return;
  const { min, max, cpuPercent = 60 } = scaling;
  faults.check(Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max && max >= 1 && max <= 15, {
    prop: 'readerScaling',
    expected: 'whole numbers, min 0 or more and not above max, max 1 to 15',
    got: { min, max },
    fix: 'Write for example { min: 1, max: 4 }.',
  });
  faults.check(cpuPercent >= 20 && cpuPercent <= 90, {
    prop: 'readerScaling.cpuPercent',
    expected: '20 to 90',
    got: cpuPercent,
    fix: 'Leave it out for 60.',
  });
}

/**
 * Adds and removes readers by their load. They are copies of the writer that Terraform does not know; it leaves them alone.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
 */
export function scaleReaders(
  scope: Construct,
  clusterIdentifier: string,
  { min, max, cpuPercent = 60 }: ReaderScaling,
  after: ITerraformDependable[],
): AppautoscalingTarget {
  const target = new AppautoscalingTarget(scope, 'reader-scaling', {
    serviceNamespace: 'rds',
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${clusterIdentifier}`,
    minCapacity: min,
    maxCapacity: max,
    tags: tagsOf(scope),
    // A cluster without an instance cannot be registered.
    dependsOn: after,
  });
  new AppautoscalingPolicy(scope, 'reader-scaling-policy', {
    name: `${clusterIdentifier}-readers`,
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'RDSReaderAverageCPUUtilization' },
      targetValue: cpuPercent,
      // A new reader takes minutes to come and to fill its cache: the load is looked at again after that.
      scaleInCooldown: 600,
      scaleOutCooldown: 300,
    },
  });
  return target;
}
