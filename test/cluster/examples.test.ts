import type { TerraformStack } from 'cdktf';
import { addTeams } from '../../docs/examples/cluster-access-entry';
import { ShopCluster } from '../../docs/examples/cluster-cluster';
import { addApi } from '../../docs/examples/cluster-cluster-workload';
import { addImports } from '../../docs/examples/cluster-fargate-profile';
import { Nodes } from '../../docs/examples/cluster-karpenter';
import { addCommittedNodes } from '../../docs/examples/cluster-node-group';
import { STAGES, type Stage } from '../../lib/core';
import type { Database } from '../../lib/database';
import { Role } from '../../lib/security';
import { Bucket } from '../../lib/storage';
import { databaseIn } from '../database/fixtures';
import { Template } from '../support/template';
import { clusterIn, vpcIn } from './fixtures';

const synthesize = (stage: Stage, build: (stack: TerraformStack) => void) => Template.of(build, { stage });

describe.each(STAGES)('the examples of the reference, in %s', (stage) => {
  it('cluster-cluster.ts', () => {
    const template = synthesize(stage, (stack) => {
      const vpc = vpcIn(stack, { interfaceEndpoints: ['sts'] });
      new ShopCluster(stack, 'example', vpc, Role.fromArn('arn:aws:iam::123456789012:role/orders'), vpc.endpoints);
    });
    expect(Object.keys(template.resources('aws_eks_node_group'))).toHaveLength(3);
  });

  it('cluster-cluster-workload.ts', () => {
    const template = synthesize(stage, (stack) => {
      vpcIn(stack);
      addApi(clusterIn(stack), databaseIn(stack) as unknown as Database, new Bucket(stack, 'reports'));
    });
    expect(template.resource('aws_eks_pod_identity_association')).toMatchObject({ namespace: 'orders' });
  });

  it('cluster-access-entry.ts', () => {
    const template = synthesize(stage, (stack) => void addTeams(clusterIn(stack)));
    expect(Object.keys(template.resources('aws_eks_access_entry'))).toHaveLength(3);
  });

  it('cluster-node-group.ts', () => {
    const template = synthesize(stage, (stack) => void addCommittedNodes(clusterIn(stack)));
    expect(Object.keys(template.resources('aws_eks_node_group'))).toHaveLength(2);
  });

  it('cluster-fargate-profile.ts', () => {
    const template = synthesize(stage, (stack) => void addImports(clusterIn(stack), new Bucket(stack, 'inbox')));
    expect(template.resource('aws_eks_fargate_profile')).toMatchObject({ fargate_profile_name: 'imports' });
  });

  it('cluster-karpenter.ts', () => {
    let manifests = '';
    synthesize(stage, (stack) => {
      vpcIn(stack, { karpenterDiscovery: 'shop' });
      manifests = new Nodes(stack, 'example', clusterIn(stack)).manifests;
    });
    expect(manifests.match(/^kind: .*/gm)).toEqual(['kind: EC2NodeClass', 'kind: NodePool', 'kind: NodePool']);
  });
});
