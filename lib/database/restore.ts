/** What a database begins with instead of being empty. Another source replaces the database. */
export class Restore {
  /**
   * A snapshot.
   *
   * @param snapshot its name, or the ARN of a shared one
   */
  static fromSnapshot(snapshot: string): Restore {
    return new Restore(snapshot, undefined, undefined);
  }

  /**
   * Another database of the region as it was at a time within its backups' retention.
   *
   * @param source its identifier
   * @param time in UTC, such as `2026-11-21T09:45:00Z`. @default the latest that can be restored
   */
  static toPointInTime(source: string, time?: string): Restore {
    return new Restore(undefined, source, time);
  }

  private constructor(
    /** The snapshot, or */
    readonly snapshot: string | undefined,
    /** the identifier of the other database. */
    readonly source: string | undefined,
    /** When; nothing for the latest. */
    readonly time: string | undefined,
  ) {}
}
