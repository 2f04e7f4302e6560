import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { Cluster } from '../lib/cluster';
import type { Vpc } from '../lib/network';

/** The EKS cluster of an environment; none where the environment has no section `cluster`. */
export function createCluster(scope: Construct, { stage, cluster }: Environment, vpc: Vpc): Cluster | undefined {
  return cluster && new Cluster(scope, 'cluster', { ...cluster, vpc, stage });
}
