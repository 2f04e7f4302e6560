import { type JsonObject, textOf } from '../../policy/load';

type Note = (before: JsonObject) => string | undefined;

/** Arguments that say what becomes of what a resource holds, whichever type has them. */
const notes: readonly Note[] = [
  ({ deletion_protection: on }) =>
    when(on === true, 'deletion_protection is on: the apply fails unless it is switched off first'),
  ({ deletion_protection_enabled: on }) =>
    when(on === true, 'deletion_protection_enabled is on: the apply fails unless it is switched off first'),
  ({ skip_final_snapshot: skip }) =>
    skip === true
      ? 'no final snapshot (skip_final_snapshot): what is newer than the last backup is gone'
      : when(skip === false, 'a final snapshot is taken'),
  ({ delete_automated_backups: drop }) => when(drop === true, 'its automated backups are deleted with it'),
  ({ force_destroy: force }) => when(force === true, 'force_destroy: everything inside is deleted with it'),
  ({ force_destroy: force, bucket }) =>
    when(force === false && bucket !== undefined, 'the apply fails unless the bucket is empty'),
  ({ deletion_window_in_days: days }) =>
    when(
      typeof days === 'number',
      `it can be taken back for ${textOf(days)} days; meanwhile nothing that it encrypts can be read`,
    ),
  ({ recovery_window_in_days: days }) =>
    when(
      typeof days === 'number',
      days === 0 ? 'it is deleted at once, without a recovery window' : `it can be restored for ${textOf(days)} days`,
    ),
];

/** What becomes of what a resource holds when it is destroyed, as far as its arguments tell. */
export function fateOf(before: JsonObject): readonly string[] {
  return notes.flatMap((note) => note(before) ?? []);
}

function when(applies: boolean, text: string): string | undefined {
  return applies ? text : undefined;
}
