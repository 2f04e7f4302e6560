import type { TerraformStack } from 'cdktf';
import { Image, Namespace, type NamespaceProps, type PodProps } from '../../lib/kubernetes';

/** An image that is named as all must be. */
export const image = Image.ecr({
  accountId: '123456789012',
  region: 'eu-west-1',
  repository: 'orders/api',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
});

/** A namespace of a modest size. */
export function namespaceOf(stack: TerraformStack, id = 'orders', changes: Partial<NamespaceProps> = {}): Namespace {
  return new Namespace(stack, id, { quota: { cpu: '8', memory: '16Gi', pods: 50 }, ...changes });
}

/** What every workload of the tests has. */
export function podProps(namespace: Namespace): PodProps {
  return { namespace, image, resources: { cpu: '100m', memory: '256Mi' } };
}
