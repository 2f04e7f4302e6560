import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { Cluster } from '../lib/cluster';
import { Peer, Port, SecurityGroup, type Vpc } from '../lib/network';

/** The EKS cluster of an environment; none where the environment has no section `cluster`. */
export function createCluster(scope: Construct, { stage, cluster }: Environment, vpc: Vpc): Cluster | undefined {
  if (cluster === undefined) return undefined;
  const made = new Cluster(scope, 'cluster', { ...cluster, vpc, stage });
  // Nobody deploys the sandbox from inside its VPC: the emulator is on this machine.
  if (stage !== 'sandbox') letRunnersIn(scope, made, vpc);
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
