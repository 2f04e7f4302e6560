import type { TerraformResource } from 'cdktf';
import type { Faults } from './faults';

/** Days of the week, as EventBridge Scheduler writes them. */
export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of day, `hh:mm`. */
export type TimeOfDay = `${number}:${number}`;

/** A day on which nobody works: of every year, `12-25`, or of one, `2027-03-26`. */
export type Holiday = `${number}-${number}` | `${number}-${number}-${number}`;

/** An IANA time zone, such as `Europe/Berlin`. Times move with its daylight saving time. */
export type TimeZone =
  | 'UTC'
  | `${'Africa' | 'America' | 'Asia' | 'Atlantic' | 'Australia' | 'Europe' | 'Indian' | 'Pacific'}/${string}`;

/** When somebody works with an environment. Outside of it is off-hours. */
export interface WorkingHours {
  /** Where the times are meant. */
  readonly timeZone: TimeZone;
  /** When the day begins, on the same day as its end. */
  readonly from: TimeOfDay;
  /** When the day ends. */
  readonly to: TimeOfDay;
  /** The working days. @default Monday to Friday */
  readonly days?: readonly Weekday[];
  /** Days off on which nothing is left running. @default none */
  readonly holidays?: readonly Holiday[];
}

const WORKDAYS: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI'];
/** 365 × 24 / 12, as AWS's calculator counts a month. */
const HOURS_A_MONTH = 730;
const HOURS_A_WEEK = 168;

/** The working days. */
export function workdaysOf({ days }: WorkingHours): readonly Weekday[] {
  return days ?? WORKDAYS;
}

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/**
 * Hours of a month of 730 in which somebody works. Holidays are not taken off: on them, what was started is stopped again.
 */
export function workingHoursPerMonth(hours: WorkingHours): number {
  const weekly = ((minutesOf(hours.to) - minutesOf(hours.from)) / 60) * workdaysOf(hours).length;
  return Math.round(((weekly / HOURS_A_WEEK) * HOURS_A_MONTH + Number.EPSILON) * 10) / 10;
}

/**
 * True while nobody works: databases may be stopped and nodes be gone, so that a check that finds them so is no drift, and an
 * apply that changes them has to wait.
 */
export function isOffHours(hours: WorkingHours, date: Date): boolean {
  const { weekday, day, minutes } = localTime(hours.timeZone, date);
  if (!workdaysOf(hours).includes(weekday)) return true;
  if (hours.holidays?.some((holiday) => day.endsWith(holiday))) return true;
  return minutes < minutesOf(hours.from) || minutes >= minutesOf(hours.to);
}

function localTime(
  timeZone: string,
  date: Date,
): { readonly weekday: Weekday; readonly day: string; readonly minutes: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return {
    weekday: String(part.weekday).toUpperCase() as Weekday,
    day: `${part.year}-${part.month}-${part.day}`,
    minutes: minutesOf(`${part.hour}:${part.minute}`),
  };
}

/** Adds a fault for everything that is no working week. */
export function checkWorkingHours(faults: Faults, prop: string, hours: WorkingHours): void {
  faults.check(isTimeZone(hours.timeZone), {
    prop: `${prop}.timeZone`,
    expected: 'a time zone of the IANA list',
    got: hours.timeZone,
    fix: 'Write for example Europe/Berlin.',
  });
  const times = [hours.from, hours.to];
  const areTimes = times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  faults.check(areTimes && minutesOf(hours.from) < minutesOf(hours.to), {
    prop: `${prop}.from`,
    expected: 'a time of day, hh:mm, before `to` of the same day',
    got: `${hours.from} to ${hours.to}`,
    fix: "Write from: '07:00', to: '19:00'.",
  });
  const days = workdaysOf(hours);
  faults.check(days.length > 0 && days.every((day) => WEEKDAYS.includes(day)) && new Set(days).size === days.length, {
    prop: `${prop}.days`,
    expected: `some of ${WEEKDAYS.join(', ')}, each once`,
    got: days,
    fix: 'Leave it out for Monday to Friday.',
  });
  for (const holiday of hours.holidays ?? []) {
    faults.check(isDay(holiday), {
      prop: `${prop}.holidays`,
      expected: 'days of every year, MM-DD, or of one, YYYY-MM-DD',
      got: holiday,
      fix: "Write '12-25' or '2027-03-26'.",
    });
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A day that the calendar has; 29 February counts in every year. */
function isDay(holiday: string): boolean {
  const [, year = '2024', month, day] = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(holiday) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/**
 * Writes beside a resource for how many hours of a month it runs, as `"//".rampart.schedule`, which the estimate reads: what is
 * off is not paid for.
 */
export function recordRunningHours(resource: TerraformResource, hoursPerMonth: number): void {
  resource.addOverride('//.rampart.schedule', { hoursPerMonth });
}
