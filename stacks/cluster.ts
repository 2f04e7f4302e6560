import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { Cluster, ClusterAccess } from '../lib/cluster';
import { arnOf } from '../lib/core';
import { PipelineRole } from '../lib/delivery';
import { Peer, Port, SecurityGroup, type Vpc } from '../lib/network';
import { Role } from '../lib/security';

/** The groups in the cluster of who deploys its workloads: stacks/workloads.ts says what they may. */
export const DEPLOYERS = { apply: 'platform-deployers', plan: 'platform-planners' } as const;

/** The EKS cluster of an environment; none where the environment has no section `cluster`. */
export function createCluster(scope: Construct, environment: Environment, vpc: Vpc): Cluster | undefined {
  const { stage, cluster, permissionsBoundary } = environment;
  if (cluster === undefined) return undefined;
  const made = new Cluster(scope, 'cluster', { ...cluster, vpc, stage });
  // Pools of the sandbox stay as they are: no pod runs there.
  if (stage !== 'sandbox') made.addNodeAutoscaler();
  // Nobody deploys the sandbox from inside its VPC: the emulator is on this machine.
  if (stage !== 'sandbox') letRunnersIn(scope, made, vpc);
  // Where pipelines deploy, their roles are there before the environment, and so is what bounds its own.
  if (stage !== 'sandbox' && permissionsBoundary !== undefined) letPipelinesIn(made, stage);
  return made;
}

/** The group of what deploys into a private cluster from inside its VPC: a CodeBuild runner, or CloudShell for a person. */
function letRunnersIn(scope: Construct, cluster: Cluster, vpc: Vpc): void {
  const description = 'Runners that deploy into the cluster';
  const runners = new SecurityGroup(scope, 'runners', { vpc, description, exposure: 'outbound' });
  runners.allowTo(Peer.internet(), Port.https(), 'GitHub, registries and AWS');
  cluster.allowApiFrom(runners, 'Runners deploy from inside the VPC');
  new TerraformOutput(scope, 'runner_security_group_id', {
    value: runners.securityGroupId,
    description: 'For a runner or a CloudShell in the private subnets: it reaches the cluster',
  });
}

function letPipelinesIn(cluster: Cluster, stage: 'staging' | 'prod'): void {
  for (const purpose of ['plan', 'apply'] as const) {
    const role = arnOf(cluster, 'iam', `role/${PipelineRole.nameOf(purpose, stage)}`, { global: true });
    cluster.addAccess(`pipeline-${purpose}`, {
      principal: Role.fromArn(role),
      access: ClusterAccess.groups([DEPLOYERS[purpose]]),
    });
  }
}
