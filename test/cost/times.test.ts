import { holidayExpressions, startExpression, stopExpression } from '../../lib/cost/schedule/times';

const office = { timeZone: 'Europe/Berlin', from: '07:30', to: '19:00' } as const;

describe('the times of a schedule', () => {
  it('stop at the end of every day, and twice more, because what is being changed cannot be stopped', () => {
    expect(stopExpression(office)).toBe('cron(0 19,20,21 * * ? *)');
  });

  it('stop within the day', () => {
    expect(stopExpression({ ...office, to: '22:45' })).toBe('cron(45 22,23 * * ? *)');
  });

  it('start at the beginning of working days', () => {
    expect(startExpression(office)).toBe('cron(30 7 ? * MON,TUE,WED,THU,FRI *)');
    expect(startExpression({ ...office, days: ['SUN', 'MON'] })).toBe('cron(30 7 ? * MON,SUN *)');
  });

  it('stop on holidays what was started, by month: yearly ones apart from those of one year', () => {
    const holidays = ['12-26', '12-25', '2027-03-26', '2027-03-29', '01-01'] as const;
    expect(Object.fromEntries(holidayExpressions({ ...office, holidays }))).toEqual({
      '01': 'cron(0 8,9 1 1 ? *)',
      '12': 'cron(0 8,9 25,26 12 ? *)',
      '2027-03': 'cron(0 8,9 26,29 3 ? 2027)',
    });
  });

  it('need no more than that without holidays', () => {
    expect(holidayExpressions(office).size).toBe(0);
  });
});
