import type { Faults } from '../core';

/** A repository on github.com, with the ids that stay when it or its owner is renamed. */
export interface GithubRepository {
  /** The organization or user, `acme`. */
  readonly owner: string;
  /** The owner's id: `gh api repos/acme/shop --jq .owner.id`. */
  readonly ownerId: string;
  /** The repository's name, `shop`. */
  readonly name: string;
  /** The repository's id: `gh api repos/acme/shop --jq .id`. */
  readonly id: string;
  /** The branch that is deployed. @default "main" */
  readonly branch?: string;
  /**
   * How GitHub writes the subject of its tokens: with the ids of owner and repository (`repo:acme@1/shop@2:…`), as it does for
   * repositories made, renamed or transferred since 15 July 2026 and for those that opted in, or with their names only.
   *
   * @default "immutable"
   */
  readonly subject?: 'immutable' | 'names';
}

/** The subject of a token that a job of a GitHub environment gets. */
export function subjectOf(repository: GithubRepository, environment: string): string {
  const { owner, ownerId, name, id, subject = 'immutable' } = repository;
  const path = subject === 'immutable' ? `${owner}@${ownerId}/${name}@${id}` : `${owner}/${name}`;
  return `repo:${path}:environment:${environment}`;
}

/** The claim `job_workflow_ref` of a workflow as it is on the deployed branch. */
export function workflowRef({ owner, name, branch = 'main' }: GithubRepository, file: string): string {
  return `${owner}/${name}/.github/workflows/${file}@refs/heads/${branch}`;
}

/** Adds a fault for each part of the repository that GitHub would not have. */
export function validateRepository(faults: Faults, repository: GithubRepository): void {
  const check = (key: keyof GithubRepository, pattern: RegExp, expected: string, fix: string): void => {
    const got = repository[key];
    faults.check(got === undefined || pattern.test(got), { prop: `repository.${key}`, expected, got, fix });
  };
  check('owner', /^[a-z\d](?:[a-z\d-]{0,38})$/i, 'the name of an organization or user', 'Write acme for acme/shop.');
  check('name', /^[\w.-]{1,100}$/, 'the name of a repository', 'Write shop for acme/shop.');
  check('ownerId', /^\d+$/, 'the id of the owner', 'Take it from `gh api repos/<owner>/<name> --jq .owner.id`.');
  check('id', /^\d+$/, 'the id of the repository', 'Take it from `gh api repos/<owner>/<name> --jq .id`.');
  check('branch', /^[\w./-]+$/, 'one branch, without a wildcard', 'Write main.');
}
