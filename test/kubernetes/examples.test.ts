import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { OnCallRole } from '../../docs/examples/kubernetes-cluster-role';
import { OrdersConnections } from '../../docs/examples/kubernetes-config-map';
import { NightlyReport } from '../../docs/examples/kubernetes-cron-job';
import { shopManifests } from '../../docs/examples/kubernetes-manifests';
import { OrdersNamespace } from '../../docs/examples/kubernetes-namespace';
import { OrdersRoles } from '../../docs/examples/kubernetes-namespace-role';
import { Priorities } from '../../docs/examples/kubernetes-priority-class';
import { UploadsAccount } from '../../docs/examples/kubernetes-service-account';
import { OrdersService } from '../../docs/examples/kubernetes-workload';
import { configureStack, STAGES } from '../../lib/core';
import { Database, Engine, onDemand } from '../../lib/database';
import { keepStateIn } from '../../lib/delivery';
import { connectToCluster, MountedSecret, type Workload } from '../../lib/kubernetes';
import { Guardrails, type GuardrailsReport } from '../../lib/policy';
import { Secret } from '../../lib/security';
import { Bucket } from '../../lib/storage';
import { clusterIn, vpcIn } from '../cluster/fixtures';
import { manifestsOf } from '../support/manifests';
import { faultsOf } from '../support/validate-models';
import { templateOf, workloadIn } from './fixtures';

/** Every example of the reference in one stack, as an app would have it. */
function build(stack: TerraformStack): void {
  const vpc = vpcIn(stack);
  const cluster = clusterIn(stack);
  const database = new Database(stack, 'database', {
    engine: Engine.postgres('17'),
    subnets: vpc.subnets.data,
    capacity: onDemand('db.m7g.large'),
  });
  connectToCluster(stack, { clusterName: cluster.clusterName });
  const { namespace } = new OrdersNamespace(stack, 'team');
  new OrdersService(stack, 'service', cluster, namespace, { database, gateway: new Secret(stack, 'gateway') });
  new NightlyReport(stack, 'report', cluster, namespace, new Bucket(stack, 'reports'));
  new UploadsAccount(stack, 'account', cluster, namespace, new Bucket(stack, 'uploads'));
  new OrdersConnections(stack, 'connections', namespace, database);
  new OrdersRoles(stack, 'roles', namespace, workloadIn(stack, 'operator', { namespace, kubernetesApi: true }));
  new Priorities(stack, 'priorities');
  new OnCallRole(stack, 'on-call');
}

describe('the examples of the reference', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'rampart-kubernetes-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  it.each(STAGES)('are taken by the policy and by the schemas of Kubernetes in %s', (stage) => {
    const app = new App({ outdir });
    const reports: GuardrailsReport[] = [];
    Guardrails.attach(app, { onReport: (report) => reports.push(report) });
    const stack = new TerraformStack(app, stage);
    const settings = { stage, owner: 'team', costCenter: 'cc-1', accountId: '123456789012', region: 'eu-west-1' };
    configureStack(stack, settings);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    build(stack);
    keepStateIn(stack, { bucket: 'acme-state', region: 'eu-west-1' });
    app.synth();
    expect(reports.map(({ findings }) => findings)).toEqual([[]]);
    const objects = manifestsOf(JSON.parse(JSON.stringify(stack.toTerraform())) as Record<string, unknown>);
    expect(objects.length).toBeGreaterThan(25);
    expect(faultsOf(objects)).toEqual([]);
  });
});

describe('the example of what Argo CD applies', () => {
  it('is a folder of the gateway, the way to the shop, its secret and the policies', () => {
    let files: Record<string, string> = {};
    templateOf((stack) => {
      const shop: Workload = workloadIn(stack, 'shop');
      files = shopManifests(shop, new MountedSecret('gateway', { secretName: 'shop-gateway' }));
    });
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'gateway-ingress-public.yaml',
        'httproute-orders-shop.yaml',
        'kustomization.yaml',
        'secretproviderclass-orders-shop-gateway.yaml',
        'validatingadmissionpolicy-images-pods.yaml',
      ]),
    );
  });
});
