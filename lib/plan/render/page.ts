import type { Preview } from '../preview/preview';

/** The commits that a preview was made of. */
export interface Revision {
  /** Commit that was planned. */
  readonly head?: string | undefined;
  /** Commit of the base branch on which the plan was made. */
  readonly base?: string | undefined;
  /** Commit of the base branch as it is now: when it is another than {@link base}, the preview is stale. */
  readonly currentBase?: string | undefined;
}

/** What is written: the previews of one or several environments. */
export interface Page {
  readonly previews: readonly Preview[];
  readonly revision: Revision;
  /** Where the whole preview is kept. */
  readonly link?: string | undefined;
}

/** Whether the base branch has moved since the plan was made. */
export function isStale({ base, currentBase }: Revision): boolean {
  return base !== undefined && currentBase !== undefined && base !== currentBase;
}

/** What a stale preview says first. */
export const STALE_TEXT =
  'The base branch has moved since this was planned: what is applied may be something else. Bring the branch up to date and plan again.';
