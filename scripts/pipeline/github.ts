import { command } from './command';

/** What the comment of a preview begins with, by which it is found again: `lib/plan` writes it. */
export const PREVIEW_MARKER = '<!-- rampart-preview -->';

/** The GitHub CLI on this repository: `GH_TOKEN` and `GITHUB_REPOSITORY` are set by the workflow. */
export class Github {
  private readonly repository = process.env.GITHUB_REPOSITORY ?? '';

  /** The head of the pull request that a commit of the deployed branch came from, or nothing where it was pushed directly. */
  reviewedCommit(merged: string): string | undefined {
    const pulls = this.list<{ merged_at: string | null; merge_commit_sha: string; head: { sha: string } }>(
      `commits/${merged}/pulls`,
    );
    return pulls.find((pull) => pull.merged_at !== null && pull.merge_commit_sha === merged)?.head.sha;
  }

  /** Writes the one comment of a pull request that begins with a marker: the first time a new one, later the same. */
  comment(pullRequest: string, marker: string, body: string): void {
    const comments = this.list<{ id: number; body: string; user: { type: string } }>(`issues/${pullRequest}/comments`);
    // Only a comment of a bot: a person's that begins alike is left alone.
    const own = comments.find((comment) => comment.user.type === 'Bot' && comment.body.startsWith(marker));
    if (own) this.send('PATCH', `issues/comments/${own.id}`, { body });
    else this.send('POST', `issues/${pullRequest}/comments`, { body });
  }

  /** Opens an issue with a title, or brings the open one up to date. */
  openIssue(title: string, body: string, label: string): void {
    const open = this.issue(title, label);
    if (open === undefined) this.send('POST', 'issues', { title, body, labels: [label] });
    else this.send('PATCH', `issues/${open}`, { body });
  }

  /** Closes the open issue with a title, if there is one. Returns its number. */
  closeIssue(title: string, label: string, comment: string): number | undefined {
    const open = this.issue(title, label);
    if (open === undefined) return undefined;
    this.send('POST', `issues/${open}/comments`, { body: comment });
    this.send('PATCH', `issues/${open}`, { state: 'closed', state_reason: 'completed' });
    return open;
  }

  private issue(title: string, label: string): number | undefined {
    const issues = this.list<{ number: number; title: string }>(
      `issues?state=open&labels=${encodeURIComponent(label)}`,
    );
    return issues.find((issue) => issue.title === title)?.number;
  }

  /** Every page of a list. */
  private list<T>(path: string): readonly T[] {
    const { stdout } = command('gh', ['api', '--paginate', '--slurp', `repos/${this.repository}/${path}`]);
    return (JSON.parse(stdout) as readonly (readonly T[])[]).flat();
  }

  private send(method: 'POST' | 'PATCH', path: string, body: unknown): void {
    const parameters = ['api', '--method', method, `repos/${this.repository}/${path}`, '--input', '-'];
    command('gh', parameters, { input: JSON.stringify(body) });
  }
}
