import type { IConstruct } from 'constructs';

/** One thing that is wrong with the input, with the way out. */
export interface Fault {
  /** The prop as its user writes it, nested ones with dots: `lifecycle.noncurrentDays`. */
  readonly prop: string;
  /** What it must be: completes the sentence "`prop` must be …". */
  readonly expected: string;
  /** What was given. */
  readonly got: unknown;
  /** What to do, as a whole sentence. */
  readonly fix: string;
}

/** Thrown for a user's mistake. Its message is complete: print it without a stack trace. */
export class ValidationError extends Error {
  constructor(
    /** Where: a construct path or a file. */
    readonly place: string,
    readonly faults: readonly Fault[],
  ) {
    super(faults.map((fault) => describeFault(place, fault)).join('\n'));
    this.name = 'ValidationError';
  }
}

/**
 * Collects every fault of one input and throws once, so that a user mends all of them in one go.
 *
 * @throws {@link ValidationError} from `throwIfAny` when a fault was added
 */
export class Faults {
  private readonly found: Fault[] = [];
  private readonly place: string;

  /** @param place the construct whose props are checked, or the name of a file */
  constructor(place: IConstruct | string) {
    this.place = typeof place === 'string' ? place : place.node.path;
  }

  /** Adds the fault. */
  add(fault: Fault): void {
    this.found.push(fault);
  }

  /** Adds the fault unless the condition holds; returns the condition. */
  check(condition: boolean, fault: Fault): boolean {
    if (!condition) this.add(fault);
    return condition;
  }

  /** Runs a parser that throws {@link ValidationError} and keeps its faults under `prop`. */
  attempt<T>(prop: string, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!isValidationError(error)) throw error;
      for (const fault of error.faults) this.add({ ...fault, prop });
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ValidationError(this.place, this.found);
  }
}

/** True for a {@link ValidationError}, also one thrown by another copy of this library. */
export function isValidationError(error: unknown): error is ValidationError {
  return error instanceof Error && error.name === 'ValidationError' && 'faults' in error;
}

function describeFault(place: string, { prop, expected, got, fix }: Fault): string {
  return `${place}: \`${prop}\` must be ${expected}, got ${describeValue(got)}. ${fix}`;
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text === '' ? '""' : text;
}
