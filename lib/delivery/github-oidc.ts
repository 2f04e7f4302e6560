import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { arnOf, Faults, tagsOf } from '../core';
import type { AllowStatement } from '../security';
import { type GithubRepository, subjectOf, validateRepository, workflowRef } from './github-repository';

/** The issuer of the tokens that GitHub gives to its jobs, without the scheme. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
/** For whom the tokens must have been made. */
const AUDIENCE = 'sts.amazonaws.com';

/** What a {@link GithubOidc} is made of. */
export interface GithubOidcProps {
  /** The only repository whose jobs may get credentials. */
  readonly repository: GithubRepository;
}

/** Which jobs are trusted. */
export interface GithubJob {
  /** The GitHub environment that the job names, such as `prod`. */
  readonly environment: string;
  /** The workflow files, as they are on the deployed branch, that hold the job: `apply.yml`. */
  readonly workflows: readonly [string, ...string[]];
}

/**
 * GitHub Actions as an identity provider of the account: jobs get credentials for an hour, and no key is kept anywhere. There
 * is one such provider an account.
 *
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html and
 * https://docs.github.com/actions/reference/security/oidc; CIS AWS Foundations 1.16.
 *
 * @throws ValidationError when the repository is none that GitHub would have
 */
export class GithubOidc extends Construct {
  /** The `aws_iam_openid_connect_provider`. */
  readonly resource: IamOpenidConnectProvider;
  private readonly repository: GithubRepository;

  constructor(scope: Construct, id: string, { repository }: GithubOidcProps) {
    super(scope, id);
    const faults = new Faults(this);
    validateRepository(faults, repository);
    faults.throwIfAny();
    this.repository = repository;
    // No thumbprint: AWS verifies this issuer by its own list of certificate authorities.
    this.resource = new IamOpenidConnectProvider(this, 'provider', {
      url: `https://${GITHUB_ISSUER}`,
      clientIdList: [AUDIENCE],
      tags: tagsOf(this),
    });
  }

  /** The provider's ARN, which is known before it is made. */
  get arn(): string {
    return arnOf(this, 'iam', `oidc-provider/${GITHUB_ISSUER}`, { global: true });
  }

  /**
   * The statement of a trust policy: exact on audience, subject, repository id, environment and workflow. AWS compares these
   * claims one by one since January 2026, so the subject needs no customization.
   *
   * @throws ValidationError when a name holds a wildcard
   */
  trust({ environment, workflows }: GithubJob): AllowStatement {
    const faults = new Faults(this);
    faults.check(/^[\w.-]+$/.test(environment), {
      prop: 'environment',
      expected: 'the name of one GitHub environment',
      got: environment,
      fix: 'Write prod; a wildcard would let other jobs in.',
    });
    for (const workflow of workflows) {
      faults.check(/^[\w.-]+\.ya?ml$/.test(workflow), {
        prop: 'workflows',
        expected: 'names of files in .github/workflows',
        got: workflow,
        fix: 'Write apply.yml.',
      });
    }
    faults.throwIfAny();
    const claims = {
      aud: AUDIENCE,
      sub: subjectOf(this.repository, environment),
      repository_id: this.repository.id,
      environment,
      job_workflow_ref: workflows.map((file) => workflowRef(this.repository, file)),
    };
    return {
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: { federated: [this.resource.arn] },
      conditions: {
        StringEquals: Object.fromEntries(
          Object.entries(claims).map(([claim, value]) => [`${GITHUB_ISSUER}:${claim}`, value]),
        ),
      },
    };
  }
}
