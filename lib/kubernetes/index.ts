export type {
  AccessRule,
  ClusterReadRule,
  ClusterResource,
  NamespacedResource,
  ReadVerb,
  SecretRule,
  Verb,
} from './access-rule';
export { type AdmissionPoliciesProps, admissionPolicies } from './admission-policies';
export {
  type AdmissionTarget,
  type AdmissionValidation,
  SYSTEM_NAMESPACES,
  ValidatingAdmissionPolicy,
  type ValidatingAdmissionPolicyProps,
} from './admission-policy';
export { ClusterRole, type ClusterRoleProps } from './cluster-role';
export { ConfigMap, type ConfigMapProps } from './config-map';
export { type ClusterConnection, connectToCluster } from './connection';
export type { PodConnections, PodGroup } from './connections';
export { CronJob, type CronJobProps } from './cron-job';
export { type DeployerGroups, deployerManifests } from './deployer-role';
export { Gateway, type GatewayProps, type GatewayScheme } from './gateway';
export { Health, type HealthOptions, type HealthPaths } from './health';
export { HttpRoute, type HttpRouteProps } from './http-route';
export type { PodIdentity } from './identity';
export { type Digest, type EcrImage, Image } from './image';
export { type Manifest, type ManifestMetadata, Manifests } from './manifests';
export { MountedSecret, type MountedSecretProps } from './mounted-secret';
export { NAME_LABEL, REQUIRED_LABELS } from './names';
export { Namespace } from './namespace';
export type { ContainerLimits, NamespaceProps, NamespaceQuota } from './namespace-props';
export { NamespaceRole, type NamespaceRoleProps } from './namespace-role';
export { NetworkPeer, type NetworkPeerBlock, type NetworkPeerKind } from './network-peer';
export type { ContainerResources, NodeSelection, PodProps } from './pod-props';
export { PriorityClass, type PriorityClassProps } from './priority-class';
export type { Bytes, Cpu } from './quantity';
export { Replicas, type ReplicasKind, type ScalingOptions } from './replicas';
export { ServiceAccount, type ServiceAccountProps } from './service-account';
export { KubernetesGroup, type RoleSubject } from './subject';
export { Workload } from './workload';
export type { GuardedWorkloadProps, LowerWorkloadProps, WorkloadProps } from './workload-props';
