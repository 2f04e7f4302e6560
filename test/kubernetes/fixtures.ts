import type { TerraformStack } from 'cdktf';
import type { StackSettings } from '../../lib/core';
import {
  connectToCluster,
  Image,
  Namespace,
  type NamespaceProps,
  type PodIdentity,
  type PodProps,
  Workload,
  type WorkloadProps,
} from '../../lib/kubernetes';
import { type KubernetesManifest, manifestsOf } from '../support/manifests';
import { Template } from '../support/template';

/** Props of any shape: tests of what the types refuse go through here. */
export type LooseProps = Partial<Record<string, unknown>>;

/** An image that is named as all must be. */
export const image = Image.ecr({
  accountId: '123456789012',
  region: 'eu-west-1',
  repository: 'orders/api',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
});

/** The identity of a service account in the namespace of the tests. */
export const identityOf = (serviceAccount: string, changes: Partial<PodIdentity> = {}): PodIdentity => ({
  namespace: 'orders',
  serviceAccount,
  identity: 'podIdentity',
  serviceAccountAnnotations: {},
  ...changes,
});

/** A namespace of a modest size, made once a stack. */
export function namespaceIn(stack: TerraformStack, id = 'orders', changes: LooseProps = {}): Namespace {
  const there = stack.node.tryFindChild(id) as Namespace | undefined;
  const props = { quota: { cpu: '8', memory: '16Gi', pods: 50 }, ...changes };
  return there ?? new Namespace(stack, id, props as NamespaceProps);
}

/** What every workload of the tests has. */
export function podProps(stack: TerraformStack): PodProps {
  return { namespace: namespaceIn(stack), image, resources: { cpu: '100m', memory: '256Mi' } };
}

/** A workload on port 8080 unless told otherwise. */
export function workloadIn(stack: TerraformStack, id = 'api', changes: LooseProps = {}): Workload {
  return new Workload(stack, id, { ...podProps(stack), port: 8080, ...changes } as WorkloadProps);
}

/** The objects of a kind, by name, as the API server gets them. */
export function objectsOf(template: Template, kind: string): Record<string, KubernetesManifest> {
  const objects = manifestsOf(template.json).filter((object) => object.kind === kind);
  return Object.fromEntries(objects.map((object) => [object.metadata.name, object]));
}

/** The JSON of a stack that is connected to a cluster. */
export function templateOf(build: (stack: TerraformStack) => void, settings: Partial<StackSettings> = {}): Template {
  return Template.of((stack) => {
    connectToCluster(stack, { clusterName: 'staging' });
    build(stack);
  }, settings);
}
