import { App } from 'cdktf';
import { account } from '../../environments/account';
import { prod } from '../../environments/prod';
import { staging } from '../../environments/staging';
import type { Run } from '../../stacks/deployment';
import { PlatformStack } from '../../stacks/platform';
import { type ClusterEnvironment, WorkloadsStack } from '../../stacks/workloads';
import { type KubernetesManifest, manifestsOf } from '../support/manifests';
import { Template } from '../support/template';
import { faultsOf } from '../support/validate-models';

const run: Run = { emulated: false, providerMajor: undefined, bootstrap: false };
const state = { bucket: 'acme-state', region: 'eu-west-1' };

function workloads(environment: ClusterEnvironment): Template {
  const app = new App();
  const platform = new PlatformStack(app, environment, state, run);
  return Template.fromStack(new WorkloadsStack(app, environment, { platform, account, state, run }));
}

const templates = new Map([staging, prod].map((environment) => [environment.stage, workloads(environment as never)]));
const of = (stage: 'staging' | 'prod'): Template => templates.get(stage) as Template;
const named = (objects: KubernetesManifest[], kind: string, name: string): KubernetesManifest | undefined =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

describe.each(['staging', 'prod'] as const)('the stack %s-workloads', (stage) => {
  const { json } = of(stage);
  const objects = manifestsOf(json);

  it('keeps its state beside the platform’s, under its own key', () => {
    expect(json).toHaveProperty('terraform.backend.s3.key', `${stage}-workloads/terraform.tfstate`);
  });

  it('reads no other stack’s state: everything of the platform is a name or a look-up', () => {
    expect(JSON.stringify(json)).not.toContain('terraform_remote_state');
  });

  it('looks the cluster up by the name that the platform gives it, and asks AWS for a token', () => {
    const platform = Template.fromStack(new PlatformStack(new App(), stage === 'prod' ? prod : staging, state, run));
    const { name } = platform.resource('aws_eks_cluster');
    expect(json).toHaveProperty('data.aws_eks_cluster.connected-cluster.name', name);
    expect(json).toHaveProperty('provider.kubernetes.0.exec.0.args', expect.arrayContaining(['get-token', name]));
    expect(JSON.stringify(json.provider)).not.toContain('"token"');
  });

  it('is deployed through a group that reaches the private API of the cluster, and that nothing reaches', () => {
    const platform = Template.fromStack(new PlatformStack(new App(), stage === 'prod' ? prod : staging, state, run));
    const rules = Object.values(platform.resources('aws_vpc_security_group_ingress_rule'));
    const runners = (value: unknown): boolean => String(value).includes('aws_security_group.runners_');
    expect(rules.filter(({ referenced_security_group_id: from }) => runners(from))).toMatchObject([
      { security_group_id: expect.stringContaining('cluster_network_control-plane'), from_port: 443, to_port: 443 },
    ]);
    expect(rules.filter(({ security_group_id: at }) => runners(at))).toEqual([]);
  });

  it('makes objects that the schemas of Kubernetes take', () => {
    expect(objects.length).toBeGreaterThan(20);
    expect(faultsOf(objects)).toEqual([]);
  });

  it('makes the service account, and tells the addresses, of what Argo CD deploys', () => {
    expect(named(objects, 'ServiceAccount', 'api')?.metadata.namespace).toBe('backend');
    expect(Object.keys((named(objects, 'ConfigMap', 'api-connections')?.data ?? {}) as object).sort()).toEqual([
      'BUCKET_ASSETS',
      'CACHE_SESSIONS_HOST',
      'CACHE_SESSIONS_PORT',
      'CACHE_SESSIONS_USER',
      'DATABASE_ORDERS_HOST',
      'DATABASE_ORDERS_NAME',
      'DATABASE_ORDERS_PORT',
      'DATABASE_ORDERS_USER',
      'SECRET_PAYMENT_GATEWAY_FILE',
    ]);
  });

  it('lets what is stateless onto spot nodes, which carry a taint that nothing else stands beside', () => {
    const tolerations = [{ key: 'capacity', operator: 'Equal', value: 'spot', effect: 'NoSchedule' }];
    expect(named(objects, 'Deployment', 'documents')).toMatchObject({
      spec: { template: { spec: { tolerations } } },
    });
  });

  it('deploys no service of Argo CD’s, and Argo CD none of its', () => {
    expect(objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name)).toEqual([
      'documents',
    ]);
  });
});
