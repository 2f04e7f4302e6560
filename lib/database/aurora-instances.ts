import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { Construct } from 'constructs';
import { physicalName, recordPurchase, type Stage, tagsOf } from '../core';
import type { IKey } from '../security';
import { watchInstance } from './alarms';
import type { AuroraCapacity } from './aurora-capacity';
import { type AuroraInstance, type InstanceSettings, instancesOf } from './aurora-props';
import type { ClusterEngine } from './engine';
import { DEFAULT_CERTIFICATE_AUTHORITY } from './foundation';
import { createMonitoringRole, DEFAULT_MONITORING_INTERVAL, supportsInsights } from './monitoring';
import { createParameterGroup } from './parameters';
import { DEFAULT_WINDOWS } from './windows';

/** Makes the instances of a cluster, each watched where alarms are wanted. */
export function createInstances<E extends ClusterEngine>(
  scope: Construct,
  cluster: RdsCluster,
  stage: Stage,
  props: InstanceSettings<E> & { readonly key: IKey },
): RdsClusterInstance[] {
  const parameterGroup = createParameterGroup(scope, props.engine, props.parameters);
  // Readers that come by scaling get the writer's role, under names that nobody knows before: the role is for all.
  const role = createMonitoringRole(scope, '*');
  return instancesOf(stage, props).map((instance, index) => {
    const own = new Construct(scope, `instance-${instance.name ?? instance.zone}`);
    const capacity = instance.capacity ?? props.capacity;
    const identifier = physicalName(own, 'rds-identifier');
    if (props.alarms) watch(own, identifier, capacity, props);
    const resource = new RdsClusterInstance(own, 'instance', {
      identifier,
      clusterIdentifier: cluster.id,
      engine: cluster.engine,
      engineVersion: cluster.engineVersion,
      instanceClass: capacity.instanceClass,
      availabilityZone: props.subnets.all.find(({ zone }) => zone === instance.zone)?.availabilityZone,
      promotionTier: tierOf(instance, index),
      publiclyAccessible: false,
      dbParameterGroupName: parameterGroup.name,
      caCertIdentifier: props.certificateAuthority ?? DEFAULT_CERTIFICATE_AUTHORITY,
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: props.maintenanceWindow ?? DEFAULT_WINDOWS.maintenance,
      ...insightsOf(props, capacity),
      monitoringInterval: (props.monitoringInterval ?? DEFAULT_MONITORING_INTERVAL).toSeconds(),
      monitoringRoleArn: role.roleArn,
      copyTagsToSnapshot: true,
      tags: tagsOf(own, { Name: own.node.path.replaceAll('/', '-') }),
      dependsOn: role.policyResource && [role.policyResource],
    });
    recordPurchase(resource, capacity.purchase);
    return resource;
  });
}

function tierOf({ promotionTier, capacity }: AuroraInstance, index: number): number {
  if (promotionTier !== undefined) return promotionTier;
  if (index === 0) return 0;
  return capacity === undefined ? 1 : 15;
}

function insightsOf<E extends ClusterEngine>(
  { engine, insights, key }: InstanceSettings<E> & { readonly key: IKey },
  { instanceClass }: AuroraCapacity,
) {
  if (!supportsInsights(engine.name, instanceClass)) return {};
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    performanceInsightsRetentionPeriod: insights === 'advanced' ? 465 : 7,
  };
}

function watch<E extends ClusterEngine>(
  scope: Construct,
  identifier: string,
  capacity: AuroraCapacity,
  { engine, alarms, parameters }: InstanceSettings<E>,
): void {
  if (!alarms) return;
  const set = Number((parameters as { readonly max_connections?: unknown } | undefined)?.max_connections);
  const most = set > 0 ? set : capacity.maxConnections(engine);
  // Aurora counts a reader's lag in milliseconds; an instance that writes has none.
  const lag = { metricName: 'AuroraReplicaLag', unitsPerSecond: 1000 };
  const { instanceClass } = capacity.capacity ?? {};
  watchInstance(scope, { identifier, instanceClass, maxConnections: most, lag }, alarms);
}
