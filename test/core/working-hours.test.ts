import {
  checkWorkingHours,
  Faults,
  isOffHours,
  type ValidationError,
  type WorkingHours,
  workingHoursPerMonth,
} from '../../lib/core';

const office: WorkingHours = {
  timeZone: 'Europe/Berlin',
  from: '07:00',
  to: '19:00',
  holidays: ['12-25', '2027-03-26'],
};

describe('off-hours', () => {
  it.each([
    ['a Monday at work', '2026-11-23T12:00:00Z', false],
    ['a Sunday', '2026-11-22T12:00:00Z', true],
    ['the first minute of the day', '2026-11-23T06:00:00Z', false],
    ['the minute before', '2026-11-23T05:59:00Z', true],
    ['the last minute', '2026-11-23T17:59:00Z', false],
    ['the end', '2026-11-23T18:00:00Z', true],
    ['the same UTC time in summer, when the zone is an hour further', '2026-07-20T17:00:00Z', true],
    ['a holiday of every year', '2028-12-25T12:00:00Z', true],
    ['a holiday of one year', '2027-03-26T12:00:00Z', true],
    ['the same day a year later, a Monday after all', '2029-03-26T12:00:00Z', false],
    ['midnight, which is the beginning of a day and not its end', '2026-11-22T23:00:00Z', true],
  ])('%s', (_, date, expected) => {
    expect(isOffHours(office, new Date(date))).toBe(expected);
  });

  it('leave 60 of 168 hours of a week: 260.7 of 730 a month', () => {
    expect(workingHoursPerMonth(office)).toBe(260.7);
    expect(workingHoursPerMonth({ ...office, days: ['MON'] })).toBe(52.1);
  });
});

describe('hours that are no working week are refused:', () => {
  const faultsOf = (change: object): string => {
    const faults = new Faults('staging');
    checkWorkingHours(faults, 'workingHours', { ...office, ...change } as WorkingHours);
    try {
      faults.throwIfAny();
      return '';
    } catch (error) {
      return (error as ValidationError).message;
    }
  };

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, /`workingHours.timeZone` must be a time zone/],
    ['an end before the beginning', { from: '19:00', to: '07:00' }, /`workingHours.from` .*got 19:00 to 07:00/],
    ['no time', { from: '7' }, /must be a time of day/],
    ['no days', { days: [] }, /`workingHours.days`/],
    ['a day twice', { days: ['MON', 'MON'] }, /each once/],
    ['a day that the calendar lacks', { holidays: ['02-30'] }, /`workingHours.holidays` .*got 02-30/],
    ['a date of no year', { holidays: ['2027-13-01'] }, /got 2027-13-01/],
  ])('%s', (_, change, message) => {
    expect(faultsOf(change)).toMatch(message);
  });

  it('and a working week is not', () => {
    expect(faultsOf({ holidays: ['02-29'] })).toBe('');
  });
});
