/**
 * The app. `cdktf` runs it for `diff` and `deploy`; `npm start` runs it with `--summary`.
 * Exit codes: 1 when the policy refuses something, 2 when an environment file or a prop is wrong.
 */
import { App } from 'cdktf';
import { isValidationError } from './lib/core';
import { Guardrails, type GuardrailsReport, isPolicyViolation } from './lib/policy';

const summarize = process.argv.includes('--summary');

try {
  synthesize();
} catch (error) {
  if (!isPolicyViolation(error) && !isValidationError(error)) throw error;
  console.error(error.message);
  process.exitCode = isValidationError(error) ? 2 : 1;
}

function synthesize(): void {
  const app = new App();
  let report: GuardrailsReport | undefined;
  // Before anything that can fail: it removes what an older synth left, so that a failure leaves nothing deployable.
  Guardrails.attach(app, { onReport: (result) => (report = result) });
  const { addStacks } = require('./stacks/app') as typeof import('./stacks/app');
  addStacks(app);
  app.synth();
  if (summarize && report) {
    const { printSummary } = require('./stacks/summary') as typeof import('./stacks/summary');
    printSummary(report);
  }
}
