import { checkWorkingHours, Faults, isOffHours, isValidationError, type WorkingHours } from '../../core';
import { InputError } from '../../policy';
import { loadGraph } from '../../policy/load';

/** When a stack's databases and nodes run. */
export interface StackHours {
  /** The stack. */
  readonly stack: string;
  /** When somebody works with it; undefined where it always runs. */
  readonly hours: WorkingHours | undefined;
  /** Whether nobody does at the asked time: what sleeps cannot be changed, and is no drift. */
  readonly offHours: boolean;
  /** Addresses of what sleeps then. */
  readonly sleepers: readonly string[];
}

/**
 * Reads from final JSON, or a plan with its source, which stacks sleep at a time, as {@link OffHours} wrote it: a pipeline asks
 * before it applies or verifies.
 *
 * @throws InputError when something cannot be read, with the place and what to do
 */
export function stackHours(paths: readonly string[], at: Date, source?: string): readonly StackHours[] {
  const graph = loadGraph(paths, { stage: undefined, source });
  const sleepers = graph.resources.filter(
    (resource) =>
      resource.mode === 'managed' && JSON.stringify(resource.meta('//') ?? null).includes('"hoursPerMonth"'),
  );
  return graph.stacks.map(({ name, file, notes }) => {
    const hours = readHours(notes.schedule, file);
    return {
      stack: name,
      hours,
      offHours: hours !== undefined && isOffHours(hours, at),
      sleepers: sleepers.filter(({ stack }) => stack.name === name).map(({ address }) => address),
    };
  });
}

function readHours(note: unknown, file: string): WorkingHours | undefined {
  if (note === undefined || note === null) return undefined;
  const hours = note as WorkingHours;
  const faults = new Faults(file);
  try {
    checkWorkingHours(faults, '//.rampart.schedule', hours);
    faults.throwIfAny();
  } catch (error) {
    // Somebody else's note of that name may be anything.
    throw new InputError(
      isValidationError(error) ? error.message : `${file}: "//".rampart.schedule is no working hours`,
    );
  }
  return hours;
}
