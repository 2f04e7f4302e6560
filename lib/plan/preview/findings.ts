import { type CheckResult, type Finding, InputError } from '../../policy';
import { isObject, parseJson, readText, textOf } from '../../policy/load';
import { holdsTrue, part } from '../diff/side';
import { objectsOf, type PlanDocument } from '../document';
import type { Redactor } from '../redact/redactor';
import { type ResourceChange, resourceChanges } from '../resource-change';
import type { FindingSummary, PreviewedFinding } from './preview';

/** One finding of the base branch, as `rampart check --format json` writes it. */
export interface BaseFinding {
  readonly stack: string;
  readonly rule: string;
  readonly address: string;
  readonly message: string;
}

/** Reads the result of `rampart check --format json`. @throws InputError when the file is something else */
export function readBaseFindings(file: string): readonly BaseFinding[] {
  const { value } = parseJson(readText(file), file);
  if (!isObject(value) || !Array.isArray(value.findings))
    throw new InputError(
      `${file}: expected the result of rampart check --format json, { "summary": …, "findings": [ … ] }. Make it on the base branch.`,
    );
  return objectsOf(value.findings).map(({ stack, rule, address, message }) => ({
    stack: textOf(stack),
    rule: textOf(rule),
    address: textOf(address),
    message: textOf(message),
  }));
}

/** The findings of one environment, when the result is of several. */
export function ofEnvironment(base: readonly BaseFinding[], environment: string): readonly BaseFinding[] {
  const own = base.filter(({ stack }) => stack === environment);
  return own.length === 0 ? base : own;
}

/** Sorts the findings of a plan into those that the base branch has and those that it has not. */
export function compareFindings(
  result: CheckResult,
  base: readonly BaseFinding[] | undefined,
  plan: PlanDocument,
  redactor: Redactor,
): FindingSummary {
  const open = result.findings.filter(({ waived }) => !waived);
  const rest = new Set(base ?? []);
  const take = (fits: (old: BaseFinding) => boolean): boolean => {
    for (const old of rest) {
      if (!fits(old)) continue;
      rest.delete(old);
      return true;
    }
    return false;
  };
  const unmatched = open.filter(
    (finding) => !take((old) => isAt(old, finding) && old.message.startsWith(finding.message)),
  );
  const added: Finding[] = [];
  const altered: Finding[] = [];
  for (const finding of unmatched) (take((old) => isAt(old, finding)) ? altered : added).push(finding);
  const changes = new Map(resourceChanges(plan).map((change) => [change.address, change]));
  const safe = (finding: Finding): PreviewedFinding => redacted(finding, changes.get(finding.address), redactor);
  return {
    compared: base !== undefined,
    added: worstFirst(added).map(safe),
    altered: worstFirst(altered).map(safe),
    known: open.length - unmatched.length,
    repaired: rest.size,
    waived: result.findings.length - open.length,
  };
}

const severities = ['critical', 'high', 'medium', 'low'];

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function isAt(old: BaseFinding, finding: Finding): boolean {
  return old.rule === finding.rule && old.address === finding.address;
}

function redacted(finding: Finding, change: ResourceChange | undefined, redactor: Redactor): PreviewedFinding {
  const { rule, severity, address, constructPath, value, message, fix } = finding;
  const attribute = /^[\w-]+/.exec(value)?.[0] ?? '';
  const isMarked =
    change !== undefined &&
    [change.beforeSensitive, change.afterSensitive].some((sensitive) =>
      holdsTrue(part({ value: null, unknown: false, sensitive }, attribute).sensitive),
    );
  return {
    rule,
    severity,
    address: redactor.address(address),
    constructPath: constructPath === null ? null : redactor.text(constructPath),
    value: isMarked ? `${attribute} = (sensitive)` : redactor.text(value),
    message: redactor.text(message),
    fix: redactor.text(fix),
  };
}
