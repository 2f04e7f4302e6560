import { minutesOf, type Weekday, type WorkingHours, workdaysOf } from '../../core';

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * When what was running is stopped: at the end of every day, and twice more an hour apart, because what is being backed up or
 * changed cannot be stopped. On days off too: RDS starts again by itself what was stopped for seven days.
 */
export function stopExpression({ to }: WorkingHours): string {
  return cron(atHours(minutesOf(to), 3), '* * ? *');
}

/** When it is started: at the beginning of each working day. */
export function startExpression(hours: WorkingHours): string {
  return cron(atHours(minutesOf(hours.from), 1), `? * ${ordered(workdaysOf(hours)).join(',')} *`);
}

/**
 * When it is stopped again on holidays: half an hour after the start, when what was started can be stopped, and an hour later.
 * EventBridge Scheduler has no exceptions. One expression a month that has holidays, by what it is for.
 */
export function holidayExpressions({ from, holidays = [] }: WorkingHours): ReadonlyMap<string, string> {
  const times = atHours(minutesOf(from) + HOUR / 2, 2);
  const months = new Map<string, Set<number>>();
  for (const holiday of holidays) {
    const [, year = '*', month, day] = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(holiday) ?? [];
    const key = `${month} ? ${year}`;
    months.set(key, (months.get(key) ?? new Set()).add(Number(day)));
  }
  return new Map(
    [...months].sort().map(([key, days]) => {
      const [month, , year] = key.split(' ');
      const name = year === '*' ? `${month}` : `${year}-${month}`;
      const list = [...days].sort((a, b) => a - b).join(',');
      return [name, cron(times, `${list} ${Number(month)} ? ${year}`)];
    }),
  );
}

/** Minute and hours of the same day, an hour apart. */
function atHours(first: number, times: number): { readonly minute: number; readonly hours: readonly number[] } {
  const all = Array.from({ length: times }, (_, index) => first + index * HOUR).filter((minutes) => minutes < DAY);
  return { minute: first % HOUR, hours: all.map((minutes) => Math.floor(minutes / HOUR)) };
}

/** Days of the month, month, days of the week, year: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
function cron({ minute, hours }: ReturnType<typeof atHours>, days: string): string {
  return `cron(${minute} ${hours.join(',')} ${days})`;
}

const ORDER: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

function ordered(days: readonly Weekday[]): readonly Weekday[] {
  return ORDER.filter((day) => days.includes(day));
}
