import { z } from 'zod';
import { Cidr, isValidationError } from '../../lib/core';

/** A zod message that carries both halves of a fault: what is expected, and what to do. */
export const must = (expected: string, fix: string) => ({ error: `${expected}\n${fix}` });

export const text = (pattern: RegExp, expected: string, fix: string) =>
  z.string(must(expected, fix)).regex(pattern, must(expected, fix));

export const oneOf = <const T extends readonly [string | number, ...(string | number)[]]>(values: T, fix: string) =>
  z.literal(values, must(`one of ${values.join(', ')}`, fix));

export const accountId = text(/^\d{12}$/, '12 digits', 'Take it from `aws sts get-caller-identity`.');
export const region = text(
  /^[a-z]{2}(-[a-z]+)+-\d$/,
  'an AWS region such as eu-west-1',
  'Take it from `aws ec2 describe-regions`; a zone has one letter more.',
);
export const name = text(
  /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
  '2 to 32 lower-case letters, digits and hyphens',
  'Start with a letter, and do not end with a hyphen.',
);
export const tagValue = text(
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
  '1 to 256 letters, digits, spaces or _.:/=+-@',
  'It becomes an AWS tag: leave other characters out.',
);
/** Lets a parser of the library judge a value, and takes its words over. */
export const parsedBy =
  <T>(parse: (value: T) => unknown) =>
  (value: T, context: z.RefinementCtx): void => {
    try {
      parse(value);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      for (const fault of error.faults) context.addIssue(`${fault.expected}\n${fault.fix}`);
    }
  };

export const cidr = z
  .string(must('an IPv4 block such as 10.20.0.0/16', 'Write it as text.'))
  .superRefine(parsedBy((value: string) => Cidr.parse(value)));

/** True or false, with what to do instead. */
export const flag = (fix: string) => z.boolean(must('true or false', fix));
export const email = z.email(must('an e-mail address', 'Write team@example.com.'));
