import { z } from 'zod';
import { checkWorkingHours, Faults, type WorkingHours } from '../../lib/core';
import { must, parsedBy, text } from './words';

/**
 * When somebody works with an environment below prod: outside of it databases are stopped and nodes are gone. `always` keeps
 * everything running, which the policy asks a waiver for. @default Monday to Friday, 07:00 to 19:00 UTC
 */
export const workingHours = z
  .custom<WorkingHours | 'always'>(
    (value) => value === 'always' || (typeof value === 'object' && value !== null && 'timeZone' in value),
    must('working hours, or always', "Write { timeZone: 'Europe/Berlin', from: '07:00', to: '19:00' }."),
  )
  .superRefine(
    parsedBy((value: WorkingHours | 'always') => {
      if (value === 'always') return;
      const faults = new Faults('workingHours');
      checkWorkingHours(faults, 'workingHours', value);
      faults.throwIfAny();
    }),
  )
  .optional();

/**
 * The last day of an environment that is made for a while, such as a preview of a change: everything in it is tagged
 * `expires-on`, and what the night stops on that day stays off until the stack is destroyed. @default it stays
 */
export const expires = text(
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  'a day, YYYY-MM-DD',
  'Write 2026-12-31; leave it out for an environment that stays.',
).optional();
