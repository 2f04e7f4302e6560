/** Lines that must fit into a number of characters. */
export class Room {
  private readonly lines: string[] = [];
  private used = 0;

  constructor(private readonly limit: number) {}

  get left(): number {
    return this.limit - this.used;
  }

  /** Adds a text as a whole; false when it does not fit. */
  add(text: string): boolean {
    const size = text.length + 1;
    if (this.used + size > this.limit) return false;
    this.lines.push(text);
    this.used += size;
    return true;
  }

  /**
   * Adds items while they fit, the rest as their number. Some room is kept for that number: nothing is left out in silence.
   *
   * @param most characters that all items may take
   */
  addList(items: readonly string[], most: number, rest: (left: number) => string): void {
    const kept = rest(items.length).length + 2;
    let room = Math.min(most, this.left) - kept;
    let shown = 0;
    for (const item of items) {
      if (item.length + 1 > room) break;
      this.add(item);
      room -= item.length + 1;
      shown += 1;
    }
    if (shown < items.length) this.add(rest(items.length - shown));
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
