/** Bytes that matter to the structure of JSON. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Where a scanner is between two entries: enough to go on from there in another process. */
export interface Position {
  /** Bytes that were read up to there. */
  readonly offset: number;
  /** Keys of the objects that are open there. */
  readonly path: readonly string[];
}

/** What a scanner calls for each entry that is looked at. */
export interface Visitor {
  /** Whether the value of a key is an object whose entries are of interest. */
  enter(path: readonly string[]): boolean;
  /** Whether the value of a key is wanted as text. */
  wants(path: readonly string[]): boolean;
  /** A wanted value. */
  value(path: readonly string[], text: string): void;
}

/**
 * Reads objects in objects out of a JSON document of any size, chunk by chunk: only the text of a wanted value is ever kept. It
 * takes any valid JSON whose root is an object; a document that is cut short is found at the end.
 */
export class ObjectScanner {
  private readonly path: string[];
  private offset: number;
  /** Nesting below the innermost entered object; 0 is between its entries. */
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Bytes of the key or value that is being read; undefined while nothing is kept. */
  private kept: Buffer[] | undefined;
  private keptFrom = 0;
  private readingKey = false;
  private key: string | undefined;
  private readingValue = false;
  private started: boolean;
  private finished = false;
  private boundary: Position;

  constructor(
    private readonly visitor: Visitor,
    from: Position = { offset: 0, path: [] },
  ) {
    this.path = [...from.path];
    this.offset = from.offset;
    this.started = from.offset > 0;
    this.boundary = from;
  }

  /** The end of the last whole entry of an entered object. */
  get position(): Position {
    return this.boundary;
  }

  /** Whether the root object was closed. */
  get complete(): boolean {
    return this.finished;
  }

  write(chunk: Buffer): void {
    if (this.kept) this.keptFrom = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.closeString(chunk, index);
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.openString(index);
          break;
        case COLON:
          if (this.depth === 0) this.beginValue(index + 1);
          break;
        case OPEN:
          this.open(index);
          break;
        case OPEN_LIST:
          this.depth += 1;
          break;
        case CLOSE_LIST:
          this.depth -= 1;
          break;
        case CLOSE:
          this.close(chunk, index);
          break;
        case COMMA:
          if (this.depth === 0) this.endEntry(chunk, index);
          break;
      }
    }
    if (this.kept) this.kept.push(Buffer.from(chunk.subarray(this.keptFrom)));
    this.offset += chunk.length;
  }

  private openString(index: number): void {
    this.inString = true;
    if (this.depth === 0 && !this.readingValue) {
      this.readingKey = true;
      this.keep(index);
    }
  }

  private closeString(chunk: Buffer, index: number): void {
    this.inString = false;
    if (!this.readingKey) return;
    this.readingKey = false;
    this.key = JSON.parse(this.take(chunk, index + 1)) as string;
  }

  private beginValue(index: number): void {
    this.readingValue = true;
    if (this.key !== undefined && this.visitor.wants([...this.path, this.key])) this.keep(index);
  }

  private open(index: number): void {
    if (!this.started) {
      this.started = true;
      return;
    }
    if (this.depth === 0 && this.key !== undefined && !this.kept && this.visitor.enter([...this.path, this.key])) {
      this.path.push(this.key);
      this.key = undefined;
      this.readingValue = false;
      this.boundary = { offset: this.offset + index + 1, path: [...this.path] };
      return;
    }
    this.depth += 1;
  }

  private close(chunk: Buffer, index: number): void {
    if (this.depth > 0) {
      this.depth -= 1;
      return;
    }
    this.endEntry(chunk, index);
    if (this.path.length === 0) this.finished = true;
    else {
      this.path.pop();
      // What was entered is the value of a key of the object around it.
      this.readingValue = true;
    }
    this.boundary = { offset: this.offset + index + 1, path: [...this.path] };
  }

  private endEntry(chunk: Buffer, index: number): void {
    if (this.kept && this.key !== undefined) this.visitor.value([...this.path, this.key], this.take(chunk, index));
    this.key = undefined;
    this.readingValue = false;
    this.boundary = { offset: this.offset + index, path: [...this.path] };
  }

  private keep(index: number): void {
    this.kept = [];
    this.keptFrom = index;
  }

  private take(chunk: Buffer, end: number): string {
    const last = chunk.subarray(this.keptFrom, end);
    const parts = this.kept ?? [];
    this.kept = undefined;
    return parts.length === 0 ? last.toString('utf8') : Buffer.concat([...parts, last]).toString('utf8');
  }
}
