/**
 * What was asked for could not be checked: unreadable, malformed or unsupported input. The command line turns it
 * into exit code 2. The message is complete: place, what was expected, what to do; no stack trace is printed.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
