import type { Faults } from '../core';

type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** A time of day in UTC, such as `02:30`. */
type Time = `${number}:${number}`;

/** When the day's snapshot is begun, in UTC, an hour or longer: `02:00-03:00`. */
export type CacheSnapshotWindow = `${Time}-${Time}`;

/** When ElastiCache may change the nodes each week, in UTC, an hour to a day: `sun:04:00-sun:05:00`. */
export type CacheMaintenanceWindow = `${Day}:${Time}-${Day}:${Time}`;

/** Both windows. */
interface Windows {
  readonly snapshot: CacheSnapshotWindow;
  readonly maintenance: CacheMaintenanceWindow;
}

const DAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** At night in Europe, one after the other. */
export const DEFAULT_CACHE_WINDOWS: Windows = { snapshot: '02:00-03:00', maintenance: 'sun:03:30-sun:04:30' };

/**
 * Checks form and length, and that the windows do not meet.
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function checkCacheWindows(faults: Faults, { snapshot, maintenance }: Windows): void {
  const daily = spanOf(/^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(snapshot), DAY);
  const dailyFits = faults.check(daily !== undefined && daily.minutes >= HOUR, {
    prop: 'snapshotWindow',
    expected: 'a time of day in UTC of an hour or longer, hh:mm-hh:mm',
    got: snapshot,
    fix: "Write for example '02:00-03:00'.",
  });
  const weekly = checkMaintenanceWindow(faults, maintenance);
  if (!dailyFits || daily === undefined || weekly === undefined) return;
  faults.check(!meet(daily, weekly), {
    prop: 'maintenanceWindow',
    expected: `apart from the snapshot window, which is ${snapshot} each day`,
    got: maintenance,
    fix: 'Move one of them.',
  });
}

/** Checks form and length of the weekly window; returns it where they are right. */
export function checkMaintenanceWindow(faults: Faults, maintenance: CacheMaintenanceWindow): Span | undefined {
  const weekly = spanOf(/^(\w{3}:\d\d:\d\d)-(\w{3}:\d\d:\d\d)$/.exec(maintenance), WEEK);
  const fits = faults.check(weekly !== undefined && weekly.minutes >= HOUR && weekly.minutes <= DAY, {
    prop: 'maintenanceWindow',
    expected: 'a time of the week in UTC of an hour to a day, ddd:hh:mm-ddd:hh:mm',
    got: maintenance,
    fix: "Write for example 'sun:03:30-sun:04:30'.",
  });
  return fits ? weekly : undefined;
}

interface Span {
  /** Minutes since the day's or the week's beginning. */
  readonly start: number;
  readonly minutes: number;
}

function spanOf(match: RegExpExecArray | null, period: number): Span | undefined {
  const [start, end] = (match ?? []).slice(1).map(minuteOf);
  if (start === undefined || end === undefined) return undefined;
  return { start, minutes: (end - start + period) % period };
}

/** The minute of the day or the week; nothing for a time that there is not. */
function minuteOf(text: string): number | undefined {
  const [minute = '', hour = '', day] = text.split(':').reverse();
  const dayNumber = day === undefined ? 0 : DAYS.indexOf(day);
  if (dayNumber < 0 || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return dayNumber * DAY + Number(hour) * HOUR + Number(minute);
}

/** Whether a span of each day meets one of the week; both go round. */
function meet(daily: Span, weekly: Span): boolean {
  const fromWeekly = (daily.start - weekly.start + WEEK) % DAY;
  const untilWeekly = (weekly.start - daily.start + WEEK) % DAY;
  return fromWeekly < weekly.minutes || untilWeekly < daily.minutes;
}
