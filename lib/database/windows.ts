import type { Faults } from '../core';

type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** A time of day in UTC, such as `02:30`. */
type Time = `${number}:${number}`;

/** When backups are made each day, in UTC, half an hour or longer: `02:00-03:00`. */
export type BackupWindow = `${Time}-${Time}`;

/** When RDS may change the database each week, in UTC, half an hour to a day: `sun:04:00-sun:05:00`. */
export type MaintenanceWindow = `${Day}:${Time}-${Day}:${Time}`;

/** Both windows. */
export interface Windows {
  readonly backup: BackupWindow;
  readonly maintenance: MaintenanceWindow;
}

const DAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Half a night in Europe and the Americas, one after the other. */
export const DEFAULT_WINDOWS: Windows = { backup: '02:00-03:00', maintenance: 'sun:03:30-sun:04:30' };

/**
 * Checks form and length, and that the windows do not overlap, which RDS refuses:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html
 */
export function checkWindows(faults: Faults, { backup, maintenance }: Windows): void {
  const daily = parseSpan(backup, /^(\d\d):(\d\d)-(\d\d):(\d\d)$/, DAY);
  const weekly = parseSpan(maintenance, /^(\w{3}):(\d\d):(\d\d)-(\w{3}):(\d\d):(\d\d)$/, WEEK);
  faults.check(daily !== undefined && daily.length >= 30, {
    prop: 'backupWindow',
    expected: 'a time of day in UTC of half an hour or longer, hh:mm-hh:mm',
    got: backup,
    fix: "Write for example '02:00-03:00'.",
  });
  faults.check(weekly !== undefined && weekly.length >= 30 && weekly.length <= DAY, {
    prop: 'maintenanceWindow',
    expected: 'a time of the week in UTC of half an hour to a day, ddd:hh:mm-ddd:hh:mm',
    got: maintenance,
    fix: "Write for example 'sun:03:30-sun:04:30'.",
  });
  if (daily === undefined || weekly === undefined) return;
  faults.check(!overlap(daily, weekly), {
    prop: 'maintenanceWindow',
    expected: `apart from the backup window, which is ${backup} each day`,
    got: maintenance,
    fix: 'Move one of them: RDS refuses windows that overlap.',
  });
}

interface Span {
  /** Minutes since the day's or the week's beginning. */
  readonly start: number;
  /** Minutes. */
  readonly length: number;
}

function parseSpan(text: string, form: RegExp, period: number): Span | undefined {
  const parts = form.exec(text)?.slice(1);
  if (parts === undefined) return undefined;
  const half = parts.length / 2;
  const start = minutes(parts.slice(0, half));
  const end = minutes(parts.slice(half));
  if (start === undefined || end === undefined) return undefined;
  return { start, length: (end - start + period) % period };
}

function minutes(parts: readonly string[]): number | undefined {
  const [minute, hour, day] = parts.toReversed();
  const dayNumber = day === undefined ? 0 : DAYS.indexOf(day);
  const valid = dayNumber >= 0 && Number(hour) < 24 && Number(minute) < 60;
  return valid ? dayNumber * DAY + Number(hour) * 60 + Number(minute) : undefined;
}

/** Whether a span of each day meets one of the week, also across midnight and the week's end. */
function overlap(daily: Span, weekly: Span): boolean {
  const starts = [...Array(9).keys()].map((day) => (day - 1) * DAY + daily.start);
  return [weekly.start, weekly.start + WEEK].some((week) =>
    starts.some((start) => start < week + weekly.length && week < start + daily.length),
  );
}
