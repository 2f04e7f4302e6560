import type { Construct } from 'constructs';
import { Faults } from './faults';
import { type ResolvedSettings, settingsOf } from './settings';

/** AWS tags, name to value. */
export type Tags = Readonly<Record<string, string>>;

/** The tags that every taggable resource carries. */
export const REQUIRED_TAGS = ['owner', 'environment', 'cost-center', 'managed-by'] as const;

const TAGS = Symbol.for('rampart.tags');
type Tagged = { [TAGS]?: Tags };

/**
 * Adds tags to everything that is made below the scope from now on.
 *
 * @throws ValidationError when a tag breaks https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html,
 * or would overwrite one of {@link REQUIRED_TAGS}
 */
export function addTags(scope: Construct, tags: Tags): void {
  const faults = new Faults(scope);
  for (const [key, value] of Object.entries(tags)) validateTag(faults, key, value);
  faults.throwIfAny();
  const tagged = scope as Tagged;
  tagged[TAGS] = { ...tagged[TAGS], ...tags };
}

/**
 * The tags of a resource made in the scope: owner, environment, cost centre, managed-by, what {@link addTags} added on the
 * way down, and its own. Give them to a raw resource too: `new SqsQueue(this, 'q', { tags: tagsOf(this) })`.
 */
export function tagsOf(scope: Construct, own: Tags = {}): Record<string, string> {
  const tags = requiredTags(settingsOf(scope));
  for (const node of scope.node.scopes) Object.assign(tags, (node as Tagged)[TAGS]);
  return Object.assign(tags, own);
}

function requiredTags({ owner, stage, costCenter }: ResolvedSettings): Record<string, string> {
  return { owner, environment: stage, 'cost-center': costCenter, 'managed-by': 'rampart' };
}

function validateTag(faults: Faults, key: string, value: string): void {
  faults.check(!(REQUIRED_TAGS as readonly string[]).includes(key), {
    prop: key,
    expected: 'a tag other than the required ones',
    got: value,
    fix: 'Say owner, stage and cost centre once, with configureStack.',
  });
  faults.check(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) && !/^aws:/i.test(key), {
    prop: 'tag name',
    expected: '1 to 128 letters, digits, spaces or _.:/=+-@, not starting with aws:',
    got: key,
    fix: 'Rename the tag.',
  });
  faults.check(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value), {
    prop: key,
    expected: 'up to 256 letters, digits, spaces or _.:/=+-@',
    got: value,
    fix: 'Shorten the value or leave the other characters out.',
  });
}
