/** Kubernetes configurations that pass every rule, and ways to bend them. */
import { resources } from './check';

export const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
export const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders/api@${digest}`;

/** A security context as the restricted standard asks for it, in the spelling of the Terraform provider. */
export const context = {
  run_as_non_root: true,
  allow_privilege_escalation: false,
  capabilities: { drop: ['ALL'] },
  seccomp_profile: { type: 'RuntimeDefault' },
};
/** The same in a manifest. */
export const manifestContext = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

type Fields = object;

/** A pod's specification in the spelling of the Terraform provider. */
export const podSpec = (fields: Fields = {}, container: Fields = {}): Fields => ({
  automount_service_account_token: false,
  topology_spread_constraint: [{ topology_key: 'topology.kubernetes.io/zone' }],
  container: [{ name: 'api', image, security_context: context, ...container }],
  ...fields,
});
/** The same in a manifest. */
export const manifestSpec = (fields: Fields = {}, container: Fields = {}): Fields => ({
  automountServiceAccountToken: false,
  topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
  containers: [{ name: 'api', image, securityContext: manifestContext, ...container }],
  ...fields,
});

export const metadata = (name = 'api', fields: Fields = {}): Fields => ({ name, namespace: 'orders', ...fields });
const labels = { app: 'api' };

/** A Deployment of the Terraform provider with the given pod. */
export const deployment = (spec: Fields = podSpec(), type = 'kubernetes_deployment_v1', fields: Fields = {}): object =>
  resources({
    [type]: {
      api: { metadata: metadata(), spec: { replicas: 3, template: { metadata: { labels }, spec }, ...fields } },
    },
  });

/** A manifest of any kind. */
export const manifest = (body: Fields): object => resources({ kubernetes_manifest: { api: { manifest: body } } });

/** A Deployment as a manifest. */
export const manifestDeployment = (spec: Fields = manifestSpec()): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata(),
  spec: { replicas: 3, template: { metadata: { labels }, spec } },
});

/** YAML for `kubectl_manifest`. */
export const yaml = (text: string): object => resources({ kubectl_manifest: { api: { yaml_body: text } } });

/** A chart with the given arguments. */
export const chart = (fields: Fields): object =>
  resources({ helm_release: { db: { name: 'db', chart: 'postgresql', ...fields } } });
