/** What is looked at after an apply, and how to get back when it is not as it should be. */
export { type Check, type CheckResult, checkSchema } from './check';
export { type VerifyOptions, verify } from './verify';
