/**
 * The app. `cdktf` runs it for `diff` and `deploy`; `npm start` runs it with `--summary`, `npm start -- --record` also writes down
 * what is there to stay.
 * Exit codes: 1 when the policy refuses something, 2 when an environment file, a waiver or a prop is wrong.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { waivers } from './environments/waivers';
import { isValidationError, StatefulLock } from './lib/core';
import { budgetRule } from './lib/cost';
import {
  Guardrails,
  type GuardrailsReport,
  InputError,
  isPolicyViolation,
  renderJson,
  type Waiver,
} from './lib/policy';
import { readRun } from './stacks/deployment';
import { waiversOfRun } from './stacks/run-waivers';

const summarize = process.argv.includes('--summary');
const record = process.argv.includes('--record');

// cdktf takes a stack trace of every token. To map each of them to TypeScript would cost more than the synth: only a bug's is.
const { prepareStackTrace } = Error;
Object.assign(Error, { prepareStackTrace: undefined });

try {
  synthesize();
} catch (error) {
  Error.prepareStackTrace = prepareStackTrace;
  // A mistake of the user's is told in one message; anything else is a bug, and keeps its stack trace.
  if (isPolicyViolation(error)) exit(1, error);
  else if (isValidationError(error) || error instanceof InputError || isConstructsOwn(error)) exit(2, error);
  else throw error;
}

/** What a construct's own validation says when the stack is synthesized, as cdktf words it. */
function isConstructsOwn(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('Validation failed with the following errors');
}

function exit(code: number, { message }: Error): void {
  console.error(message);
  process.exitCode = code;
}

function synthesize(): void {
  const app = new App();
  let report: GuardrailsReport | undefined;
  const onReport = (result: GuardrailsReport): void => {
    report = result;
  };
  // Before anything that can fail, the loading of the environment files included: it removes what an older synth left.
  Guardrails.attach(app, { waivers: () => allWaivers(app), moreRules: [budgetRule()], onReport });
  // What is there to stay: `npm start -- --record` adds what is new, and the file is committed. See docs/data.md.
  StatefulLock.attach(app, { file: 'stateful.lock.json', unknown: record ? 'write' : 'ignore' });
  const { addStacks } = require('./stacks/app') as typeof import('./stacks/app');
  addStacks(app);
  app.synth();
  if (summarize && report) leaveReport(app, report);
}

function allWaivers(app: App): readonly Waiver[] {
  const stacks = app.node.children.filter(TerraformStack.isStack);
  return [...waivers(), ...waiversOfRun(readRun(process.env), stacks)];
}

function leaveReport(app: App, report: GuardrailsReport): void {
  const { renderSummary } = require('./stacks/summary') as typeof import('./stacks/summary');
  writeFileSync(join(app.outdir, 'report.json'), renderJson(report));
  const { renderCosts } = require('./stacks/costs') as typeof import('./stacks/costs');
  console.log(renderSummary(report));
  console.log(
    renderCosts(
      app.outdir,
      report.stacks.map(({ name }) => name),
    ),
  );
}
