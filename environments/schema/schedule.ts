import { z } from 'zod';
import { checkWorkingHours, Faults, type WorkingHours } from '../../lib/core';
import { must, parsedBy } from './words';

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
