import { DATABASE_SAVINGS_PLAN, Duration, type Faults, ON_DEMAND, type Purchase } from '../core';
import { type Capacity, classesFor, type InstanceClass, isOffered } from './capacity';
import { connectionsIn, maxConnections } from './connections';
import type { ClusterEngine, Engine } from './engine';
import { checkInstancePurchase } from './purchase';

/** What an Aurora instance runs on: a class, capacity units that follow the load, or units that go down to none. */
export type AuroraCapacityKind = 'provisioned' | 'serverless' | 'pausing';

/** Bounds of Aurora Serverless v2. */
export interface ServerlessOptions {
  /** The least capacity units, in halves: 0.5 to 256. A unit has 2 GiB of memory. @default 0.5 */
  readonly minUnits?: number;
  /** The most capacity units, in halves: 1 to 256. */
  readonly maxUnits: number;
  /** How the units are paid for: nothing can be reserved, a Database Savings Plan covers them. @default 'on-demand' */
  readonly purchase?: 'on-demand' | 'savings-plan';
}

/** Bounds of Aurora Serverless v2 that pauses. */
export interface PausingOptions {
  /** The most capacity units, in halves: 1 to 256. */
  readonly maxUnits: number;
  /** After how long without a connection it pauses, 5 minutes to a day. @default Duration.minutes(5) */
  readonly after?: Duration;
}

/**
 * What the instances of an Aurora cluster run on. The kind is part of the type: one that pauses, and takes some 15 seconds to
 * wake up, is for sandbox and staging.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
export class AuroraCapacity<K extends AuroraCapacityKind = AuroraCapacityKind> {
  /** An instance class. */
  static provisioned(capacity: Capacity): AuroraCapacity<'provisioned'> {
    return new AuroraCapacity('provisioned', capacity);
  }

  /** Serverless v2: capacity units that follow the load. */
  static serverless({ minUnits = 0.5, maxUnits, purchase }: ServerlessOptions): AuroraCapacity<'serverless'> {
    return new AuroraCapacity('serverless', undefined, { minUnits, maxUnits }, undefined, purchase);
  }

  /** Serverless v2 that costs nothing but storage while nobody is connected. A proxy keeps it awake. */
  static pausing({ maxUnits, after = Duration.minutes(5) }: PausingOptions): AuroraCapacity<'pausing'> {
    return new AuroraCapacity('pausing', undefined, { minUnits: 0, maxUnits }, after);
  }

  private constructor(
    /** Which of the three. */
    readonly kind: K,
    /** The class and how it is paid for; nothing for serverless. */
    readonly capacity?: Capacity,
    /** The bounds of serverless. */
    readonly units?: { readonly minUnits: number; readonly maxUnits: number },
    /** After how long it pauses. */
    readonly pausesAfter?: Duration,
    /** How the units of serverless are paid for. */
    private readonly unitPurchase: 'on-demand' | 'savings-plan' = 'on-demand',
  ) {}

  /** How the instances are paid for. */
  get purchase(): Purchase {
    if (this.capacity) return this.capacity.purchase;
    return this.unitPurchase === 'savings-plan' ? DATABASE_SAVINGS_PLAN : ON_DEMAND;
  }

  /** The class as RDS calls it: `db.serverless` for serverless. */
  get instanceClass(): InstanceClass | 'db.serverless' {
    return this.capacity?.instanceClass ?? 'db.serverless';
  }

  /** How many connections an instance takes; it follows from the most units for serverless. */
  maxConnections(engine: Engine<ClusterEngine>): number {
    if (this.capacity) return maxConnections(engine.name, this.capacity.instanceClass);
    const { minUnits = 0, maxUnits = 1 } = this.units ?? {};
    const most = connectionsIn(engine.name, maxUnits * 2);
    // Aurora PostgreSQL keeps room for waking up: 2,000 at most where it may go down to half a unit or none.
    return engine.name === 'aurora-postgresql' && minUnits <= 0.5 ? Math.min(most, 2000) : most;
  }

  /** Checks RDS's limits, and keeps the faults. */
  validate(faults: Faults, prop: string, engine: Engine<ClusterEngine>): void {
    if (this.capacity) {
      faults.check(isOffered(this.capacity.instanceClass, engine), {
        prop,
        expected: `a class that Aurora has for ${engine.name}`,
        got: this.capacity.instanceClass,
        fix: `Take one of ${classesFor(engine).slice(0, 12).join(', ')}, …`,
      });
      checkInstancePurchase(faults, prop, this.capacity.instanceClass, this.capacity.purchase);
    }
    if (this.units) this.validateUnits(faults, prop, this.units);
    faults.check(['on-demand', 'savings-plan'].includes(this.unitPurchase), {
      prop: `${prop}.purchase`,
      expected: 'on-demand or savings-plan: AWS sells no reservation for Serverless v2, and no Spot',
      got: this.unitPurchase,
      fix: "Write 'savings-plan' for what is always used, and leave it out otherwise.",
    });
    const seconds = this.pausesAfter?.toSeconds() ?? 300;
    faults.check(Number.isInteger(seconds) && seconds >= 300 && seconds <= 86_400, {
      prop: `${prop}.after`,
      expected: '5 minutes to a day',
      got: this.pausesAfter?.toString(),
      fix: 'Leave it out for 5 minutes.',
    });
  }

  private validateUnits(
    faults: Faults,
    prop: string,
    { minUnits, maxUnits }: Required<Omit<ServerlessOptions, 'purchase'>>,
  ): void {
    const isStep = (units: number): boolean => Number.isInteger(units * 2) && units <= 256;
    const least = this.kind === 'pausing' ? 0 : 0.5;
    faults.check(isStep(minUnits) && minUnits >= least && minUnits <= maxUnits, {
      prop: `${prop}.minUnits`,
      expected: 'half units, 0.5 to 256 and not above maxUnits',
      got: minUnits,
      fix: 'Leave it out for 0.5; AuroraCapacity.pausing({ maxUnits }) goes down to none.',
    });
    faults.check(isStep(maxUnits) && maxUnits >= 1, {
      prop: `${prop}.maxUnits`,
      expected: 'half units, 1 to 256',
      got: maxUnits,
      fix: 'Write the memory that it needs at its busiest, in steps of 2 GiB.',
    });
  }
}
