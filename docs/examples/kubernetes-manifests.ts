import {
  admissionPolicies,
  Gateway,
  HttpRoute,
  Manifests,
  type MountedSecret,
  type Workload,
} from '../../lib/kubernetes';

/** What Argo CD applies for a shop: its gateway, the way to it, the class of its secret, and the cluster's admission policies. */
export function shopManifests(shop: Workload, secret: MountedSecret): Record<string, string> {
  const manifests = new Manifests();
  const gateway = new Gateway('public', {
    namespace: 'ingress',
    scheme: 'internet-facing',
    hosts: ['shop.example.com'],
    routesFrom: [shop.namespace.name],
  });
  const route = new HttpRoute('shop', { gateway, host: 'shop.example.com', to: shop });
  const policies = admissionPolicies({ registries: ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/'] });
  manifests.add(...gateway.manifests, ...route.manifests, secret.manifest(shop.name, shop.namespace.name, 'eu-west-1'));
  for (const policy of policies) manifests.add(...policy.manifests);
  return manifests.files();
}
