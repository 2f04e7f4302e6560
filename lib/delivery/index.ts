export { GITHUB_ISSUER, type GithubJob, GithubOidc, type GithubOidcProps } from './github-oidc';
export { type GithubRepository, subjectOf, workflowRef } from './github-repository';
export { PipelineBoundary, type PipelineBoundaryProps, type ProtectedResources } from './pipeline-boundary';
export { type PipelinePurpose, PipelineRole, type PipelineRoleProps } from './pipeline-role';
export { actionsOf, knownTypes, type ProviderActions } from './provider-actions';
export { inventoryOf, readInventory, type StackInventory } from './stack-inventory';
export { keepStateIn, type StateLocation } from './state';
export type { PipelineStorage } from './state-access';
export { WorkloadBoundary, type WorkloadBoundaryProps } from './workload-boundary';
