import type { Construct } from 'constructs';
import { accountIdOf, type Conditions, Faults, type Grantee, partitionOf } from '../core';
import { SERVICE_TRUST } from './service-trust';
import type { AllowStatement } from './statement';

/** How a service principal is bound to this account. */
export interface ServicePrincipalOptions {
  /**
   * Adds `aws:SourceAccount`, so that the service assumes the role only on behalf of this account (the confused deputy).
   *
   * @default true where the service sends it (see `SERVICE_TRUST`), else false
   */
  readonly sourceAccount?: boolean;
  /** The one resource on whose behalf the service may assume the role: `aws:SourceArn`. @default any of the account */
  readonly sourceArn?: string;
}

/** What proves that somebody of another account is meant. */
export type AccountPrincipalOptions =
  | {
      /** A secret handshake, 2 to 1224 characters, that the other account sends with each AssumeRole. */
      readonly externalId: string;
    }
  | {
      /** The organization that the caller must belong to, such as `o-a1b2c3d4e5`. */
      readonly organizationId: string;
    };

/** A workload that proves who it is by a token of an OIDC provider. */
export interface OidcPrincipalOptions {
  /** The IAM OIDC provider: its ARN, and its issuer without `https://`. */
  readonly provider: { readonly arn: string; readonly issuer: string };
  /** The exact subject, such as `repo:acme/shop:environment:prod` or `system:serviceaccount:backend:api`. */
  readonly subject: string;
  /** The exact audience, such as `sts.amazonaws.com`. */
  readonly audience: string;
}

/**
 * Who may assume a role. There is no spelling for everybody, for a bare foreign account or for an OIDC token of any subject.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class Principal {
  /**
   * An AWS service, such as `ecs-tasks.amazonaws.com`.
   *
   * @throws ValidationError when it is not a service's name
   */
  static service(name: string, options: ServicePrincipalOptions = {}): Principal {
    const faults = new Faults('Principal.service');
    faults.check(/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name), {
      prop: 'name',
      expected: 'a service principal such as ecs-tasks.amazonaws.com',
      got: name,
      fix: 'Look it up in the service’s page of the IAM service authorization reference.',
    });
    faults.throwIfAny();
    return new Principal((scope) => trustService(scope, name, options));
  }

  /**
   * Another account, with an external id or an organization that its caller must prove.
   *
   * @param accountId 12 digits
   * @throws ValidationError when the account or the proof is malformed
   */
  static account(accountId: string, options: AccountPrincipalOptions): Principal {
    const faults = new Faults('Principal.account');
    faults.check(/^\d{12}$/.test(accountId), {
      prop: 'accountId',
      expected: '12 digits',
      got: accountId,
      fix: 'Write the account id, not an ARN.',
    });
    faults.check('organizationId' in options || /^[\w+=,.@:/-]{2,1224}$/.test(options.externalId), {
      prop: 'externalId',
      expected: '2 to 1224 letters, digits or +=,.@:/-_',
      got: 'externalId' in options ? options.externalId : undefined,
      fix: 'Agree on a random value with the other account, for example a UUID.',
    });
    faults.check(!('organizationId' in options) || /^o-[a-z0-9]{10,32}$/.test(options.organizationId), {
      prop: 'organizationId',
      expected: 'an organization id such as o-a1b2c3d4e5',
      got: 'organizationId' in options ? options.organizationId : undefined,
      fix: 'Take it from `aws organizations describe-organization`.',
    });
    faults.throwIfAny();
    const proof: Record<string, string> =
      'organizationId' in options
        ? { 'aws:PrincipalOrgID': options.organizationId }
        : { 'sts:ExternalId': options.externalId };
    return new Principal((scope) => ({
      actions: ['sts:AssumeRole'],
      principals: { aws: [`arn:${partitionOf(scope)}:iam::${accountId}:root`] },
      conditions: { StringEquals: proof },
    }));
  }

  /** A role of this app, of the same account. */
  static role(grantee: Pick<Grantee, 'roleArn'>): Principal {
    return new Principal(() => ({ actions: ['sts:AssumeRole'], principals: { aws: [grantee.roleArn] } }));
  }

  /**
   * A workload outside AWS, or a Kubernetes service account, with one exact subject and audience.
   *
   * @throws ValidationError when subject or audience holds a wildcard, or the issuer a scheme
   */
  static oidc({ provider, subject, audience }: OidcPrincipalOptions): Principal {
    const faults = new Faults('Principal.oidc');
    for (const [prop, value] of Object.entries({ subject, audience })) {
      faults.check(value !== '' && !/[*?]/.test(value), {
        prop,
        expected: `one exact ${prop}, without a wildcard`,
        got: value,
        fix: 'Make a role for each workload; a wildcard would let others in.',
      });
    }
    faults.check(!provider.issuer.includes('://'), {
      prop: 'provider.issuer',
      expected: 'the issuer without its scheme',
      got: provider.issuer,
      fix: `Write ${provider.issuer.replace(/^.*:\/\//, '')}.`,
    });
    faults.throwIfAny();
    const claims = { [`${provider.issuer}:sub`]: subject, [`${provider.issuer}:aud`]: audience };
    return new Principal(() => ({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: { federated: [provider.arn] },
      conditions: { StringEquals: claims },
    }));
  }

  /** The statement of the trust policy of a role in the scope. */
  readonly trust: (scope: Construct) => AllowStatement;

  private constructor(trust: (scope: Construct) => AllowStatement) {
    this.trust = trust;
  }
}

function trustService(scope: Construct, name: string, options: ServicePrincipalOptions): AllowStatement {
  const known = SERVICE_TRUST[name];
  const conditions: Record<string, Record<string, string>> = {};
  if (options.sourceAccount ?? known?.sourceAccount ?? false) {
    conditions.StringEquals = { 'aws:SourceAccount': accountIdOf(scope) };
  }
  if (options.sourceArn !== undefined) conditions.ArnLike = { 'aws:SourceArn': options.sourceArn };
  return {
    actions: ['sts:AssumeRole', ...(known?.alsoActions ?? [])],
    principals: { services: [name] },
    conditions: conditions satisfies Conditions,
  };
}
