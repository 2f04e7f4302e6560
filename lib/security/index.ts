export { type IKey, ImportedKey, type KeyGrantOptions } from './encryption-key';
export { ImportedRole } from './imported-role';
export { Key, type KeyProps } from './key';
export type { KeyAction } from './key-actions';
export { MANAGED_POLICIES, type ManagedPolicy } from './managed-policy';
export { PolicyDocument } from './policy-document';
export {
  type AccountPrincipalOptions,
  type OidcPrincipalOptions,
  Principal,
  type ServicePrincipalOptions,
} from './principal';
export { Role, type RoleProps } from './role';
export { Rotation } from './rotation';
export {
  type GuardedSecretProps,
  type SandboxSecretProps,
  Secret,
  type SecretOptions,
  type SecretProps,
  type SecretReplica,
} from './secret';
export { SecretRef } from './secret-ref';
export type { AllowStatement, DenyStatement, PolicyKind, PolicyStatement, StatementPrincipals } from './statement';
