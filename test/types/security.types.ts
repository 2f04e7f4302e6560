/** What security constructs may not be told: `tsc` fails when one of these lines begins to compile. */
import type { Construct } from 'constructs';
import {
  type AllowStatement,
  type ImportedRole,
  Key,
  type KeyAction,
  Principal,
  type RoleProps,
  Secret,
  type SecretProps,
  type SecretRef,
} from '../../lib/security';

declare const scope: Construct;
declare const imported: ImportedRole;
declare const ref: SecretRef;

export const service: RoleProps = { assumedBy: Principal.service('ec2.amazonaws.com') };

// @ts-expect-error somebody must assume a role
export const nobody: RoleProps = {};

// @ts-expect-error a principal is typed: `*` is none
export const everybody: RoleProps = { assumedBy: '*' };

// @ts-expect-error administration is on no list of managed policies
export const administrator: RoleProps = { ...service, managedPolicies: ['AdministratorAccess'] };

// @ts-expect-error another account must prove itself
export const bareAccount = (): Principal => Principal.account('210987654321');

// @ts-expect-error a token of any subject lets anybody of the provider in
export const anySubject = (): Principal => Principal.oidc({ provider: { arn: 'a', issuer: 'i' }, audience: 'a' });

// @ts-expect-error an Allow has no NotAction
export const notAction: AllowStatement = { notActions: ['iam:DeleteUser'], resources: ['*'] };

// @ts-expect-error only a Deny may be about everyone
export const allowEveryone: AllowStatement = { actions: ['s3:GetObject'], resources: ['a'], principals: 'everyone' };

// @ts-expect-error a service gets exact actions
export const anything: KeyAction = 'kms:*';

// @ts-expect-error a role of elsewhere cannot be granted: nothing can be added to its policy
export const grantToImported = (key: Key): void => key.grantDecrypt(imported);

// @ts-expect-error rotation cannot be switched off
export const unrotated = (): Key => new Key(scope, 'k', { enableKeyRotation: false });

export const sandbox: SecretProps = { stage: 'sandbox', recoveryWindowDays: 0 };

// @ts-expect-error a deletion can be taken back in prod
export const immediate: SecretProps = { stage: 'prod', recoveryWindowDays: 0 };

// @ts-expect-error a stage that says nothing counts as guarded
export const immediateAnywhere: SecretProps = { recoveryWindowDays: 0 };

// @ts-expect-error the value never passes through Terraform
export const value = (): Secret => new Secret(scope, 's', { value: 'hunter2' });

// @ts-expect-error a reference to a secret is no string
export const text: string = ref;

// @ts-expect-error and a string is no reference to a secret
export const fromText: SecretRef = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x';
