import { Faults } from '../core';

/** `redundant`: one can be lost. `single`: down while its node is drained, which prod does not take. */
export type ReplicasKind = 'redundant' | 'single';

/** When replicas are added. */
export interface ScalingOptions {
  /** Processor time in use, in percent of what is asked for, above which replicas are added. @default 70 */
  readonly targetCpuPercent?: number;
}

/** How many pods a workload has. The kind is part of the type: in prod one pod has no spelling. */
export class Replicas<K extends ReplicasKind = ReplicasKind> {
  /**
   * Always the same number.
   *
   * @param count 2 to 1000
   * @throws ValidationError when it is not
   */
  static fixed(count: number): Replicas<'redundant'> {
    return Replicas.checked('Replicas.fixed', count, count);
  }

  /**
   * As many as the load needs, by processor time.
   *
   * @param least 2 or more
   * @param most more than `least`, up to 1000
   * @throws ValidationError when they are not
   */
  static between(least: number, most: number, { targetCpuPercent = 70 }: ScalingOptions = {}): Replicas<'redundant'> {
    const faults = new Faults('Replicas.between');
    faults.check(most > least, {
      prop: 'most',
      expected: `more than the least, ${least}`,
      got: most,
      fix: 'Write Replicas.fixed(…) for a number that never changes.',
    });
    faults.check(Number.isInteger(targetCpuPercent) && targetCpuPercent >= 10 && targetCpuPercent <= 95, {
      prop: 'targetCpuPercent',
      expected: '10 to 95 percent',
      got: targetCpuPercent,
      fix: 'New replicas take a minute: leave them room.',
    });
    faults.throwIfAny();
    return Replicas.checked('Replicas.between', least, most, targetCpuPercent);
  }

  /** One pod: for a sandbox or staging only. */
  static single(): Replicas<'single'> {
    return new Replicas('single', 1, 1, undefined);
  }

  private static checked(place: string, least: number, most: number, target?: number): Replicas<'redundant'> {
    const faults = new Faults(place);
    for (const count of new Set([least, most])) {
      faults.check(Number.isInteger(count) && count >= 2 && count <= 1000, {
        prop: 'count',
        expected: 'a whole number of 2 to 1000',
        got: count,
        fix: 'One pod is down while its node is drained: Replicas.single() says so, outside of prod.',
      });
    }
    faults.throwIfAny();
    return new Replicas('redundant', least, most, target);
  }

  private constructor(
    /** Whether one can be lost. */
    readonly kind: K,
    /** The smallest number. */
    readonly least: number,
    /** The largest number; the smallest when it never changes. */
    readonly most: number,
    /** Processor time in use above which replicas are added, in percent; nothing when the number never changes. */
    readonly targetCpuPercent: number | undefined,
  ) {}
}
