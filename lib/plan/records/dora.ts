import type { Stage } from '../../policy';
import { type Deployment, succeeded } from './deployment';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is counted. */
export interface DoraOptions {
  /** @default 'prod' */
  readonly stage?: Stage | undefined;
  /** Days before {@link now} that are looked at. @default 90 */
  readonly days?: number | undefined;
  /** @default now */
  readonly now?: Date | undefined;
}

/** How the middle and the slow end of some durations are, in hours. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
}

/**
 * The four figures of DORA over a time, computed from deployment records. See https://dora.dev/guides/dora-metrics/. A figure
 * without a single record is null: none is not zero.
 */
export interface DoraFigures {
  readonly stage: Stage;
  readonly from: string;
  readonly to: string;
  /** Deployments that changed something, whatever came of them; refused ones changed nothing. */
  readonly deployments: number;
  readonly failures: number;
  /** Plans that were refused because they were not what was reviewed. */
  readonly refused: number;
  /** Deployments a week that changed something and succeeded. */
  readonly frequencyPerWeek: number | null;
  /** From commit to the end of the deployment that succeeded. */
  readonly leadTimeHours: Spread | null;
  /** Share of deployments that failed, or after which a check failed, in percent. */
  readonly failurePercent: number | null;
  /** From the end of a deployment that failed to the end of the next one of the stack that succeeded. */
  readonly restoreHours: Spread | null;
  /** Stacks that are not in order since their last deployment. */
  readonly broken: readonly string[];
}

/** Computes the figures from records, in any order. */
export function doraFigures(records: readonly Deployment[], options: DoraOptions = {}): DoraFigures {
  const { stage = 'prod', days = 90, now = new Date() } = options;
  const from = now.getTime() - days * DAY;
  const inTime = [...records]
    .filter((one) => one.stage === stage && timeOf(one) > from && timeOf(one) <= now.getTime())
    .sort((a, b) => timeOf(a) - timeOf(b));
  const changing = inTime.filter(({ outcome }) => outcome !== 'refused');
  const good = changing.filter((one) => succeeded(one) && one.changes > 0);
  const bad = changing.filter((one) => !succeeded(one));
  const restores = restoreTimes(changing);
  return {
    stage,
    from: new Date(from).toISOString(),
    to: now.toISOString(),
    deployments: changing.length,
    failures: bad.length,
    refused: inTime.length - changing.length,
    frequencyPerWeek: changing.length === 0 ? null : rounded((good.length / days) * 7),
    leadTimeHours: spread(good.map((one) => timeOf(one) - Date.parse(one.committedAt))),
    failurePercent: changing.length === 0 ? null : rounded((bad.length / changing.length) * 100),
    restoreHours: spread(restores.times),
    broken: restores.broken,
  };
}

/** A row of failures is one outage: it ends with the next success. */
function restoreTimes(records: readonly Deployment[]): {
  readonly times: readonly number[];
  readonly broken: readonly string[];
} {
  const since = new Map<string, number>();
  const times: number[] = [];
  for (const record of records) {
    const start = since.get(record.stack);
    if (!succeeded(record)) since.set(record.stack, start ?? timeOf(record));
    else if (start !== undefined) {
      times.push(timeOf(record) - start);
      since.delete(record.stack);
    }
  }
  return { times, broken: [...since.keys()].sort() };
}

function timeOf({ finishedAt }: Deployment): number {
  return Date.parse(finishedAt);
}

function spread(durations: readonly number[]): Spread | null {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? at(0.5) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return { median: rounded(median / HOUR), p90: rounded(at(0.9) / HOUR) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
