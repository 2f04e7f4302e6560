import { type Judgement, judge } from '../engine';
import type { Finding } from '../finding';
import type { Graph } from '../graph/graph';
import type { Stage } from '../graph/stack';
import type { Rule } from '../rule';
import type { Waiver } from '../waiver';
import { applyWaivers } from '../waivers';
import { allControls, type Control, controlName } from './controls';
import { scopeOf } from './scopes';

/** What a rule found at one place. `noted`: what decides lies outside the files and was trusted. */
export type Outcome = 'satisfied' | 'finding' | 'waived' | 'noted';

/**
 * What is said of a control: the worst outcome of any rule that names it. `not applicable`: its rules found nothing to look at.
 * `not checked`: no rule names it.
 */
export type ControlResult = Outcome | 'not applicable' | 'not checked';

/** One resource as evidence for, or against, a control. */
export interface Subject {
  readonly stack: string;
  /** Terraform address; `(stack)` when the rule is about the stack as a whole. */
  readonly address: string;
  readonly rule: string;
  readonly outcome: Outcome;
  /** What was found, noted or waived; empty when satisfied. */
  readonly detail: string;
}

/** A control with its evidence. */
export interface ControlEvidence {
  readonly control: Control;
  readonly result: ControlResult;
  /** The rules that name it. */
  readonly rules: readonly string[];
  readonly subjects: readonly Subject[];
}

/** One file that was checked. */
export interface CheckedFile {
  readonly file: string;
  /** SHA-256 of its text, in hex. */
  readonly sha256: string;
}

/** One stack that was checked. */
export interface CheckedStack {
  readonly name: string;
  readonly stage: Stage;
  readonly files: readonly CheckedFile[];
}

/** What was checked, when, with what, and what it means for each control. */
export interface Evidence {
  readonly tool: string;
  /** Moment of the check, ISO 8601, UTC. */
  readonly time: string;
  readonly stacks: readonly CheckedStack[];
  readonly controls: readonly ControlEvidence[];
}

/** What evidence is made of besides the graph. */
export interface EvidenceInput {
  readonly rules: readonly Rule[];
  readonly waivers: readonly Waiver[];
  readonly stacks: readonly CheckedStack[];
  readonly tool: string;
  readonly now: Date;
}

/** Judges every resource by every rule and sorts the outcomes by control. Pure: time, version and digests are given. */
export function collectEvidence(graph: Graph, { rules, waivers, stacks, tool, now }: EvidenceInput): Evidence {
  const judgements = [...judge(graph, rules)];
  // Waivers mark findings in place and append their own; those of the judgements keep their order.
  const marked = applyWaivers(
    judgements.flatMap(({ findings }) => findings),
    waivers,
    graph,
    now,
  );
  let next = 0;
  const byRule = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const findings = marked.slice(next, next + judgement.findings.length);
    next += findings.length;
    const list = byRule.get(judgement.rule.id);
    if (list) list.push({ ...judgement, findings });
    else byRule.set(judgement.rule.id, [{ ...judgement, findings }]);
  }
  return {
    tool,
    time: now.toISOString(),
    stacks,
    controls: allControls.map((control) => evidenceOf(control, rules, byRule)),
  };
}

function evidenceOf(
  control: Control,
  rules: readonly Rule[],
  byRule: ReadonlyMap<string, readonly Judgement[]>,
): ControlEvidence {
  const scope = scopeOf(control);
  const naming = rules.filter((rule) => rule.controls.includes(controlName(control)));
  const subjects = naming
    .flatMap((rule) => byRule.get(rule.id) ?? [])
    .filter(({ resource, findings }) =>
      // That a rule over a stack finds nothing is no evidence for a control about one service.
      resource ? (scope?.(resource) ?? true) : scope === undefined || findings.length > 0,
    )
    .flatMap(subjectsOf);
  return { control, result: resultOf(naming, subjects), rules: naming.map((rule) => rule.id), subjects };
}

function subjectsOf({ rule, stack, resource, findings, notes }: Judgement): readonly Subject[] {
  const at = { stack: stack.name, address: resource?.address ?? '(stack)', rule: rule.id };
  const found = findings.map(
    (finding): Subject => ({
      ...at,
      stack: finding.stack,
      address: finding.address,
      outcome: finding.waived ? 'waived' : 'finding',
      detail: detailOf(finding),
    }),
  );
  if (found.length > 0) return found;
  if (notes.length > 0) return [{ ...at, outcome: 'noted', detail: notes.map((note) => note.message).join('; ') }];
  return [{ ...at, outcome: 'satisfied', detail: '' }];
}

function detailOf({ message, value, waiver }: Finding): string {
  return waiver
    ? `${message}; waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`
    : `${message} (${value})`;
}

const worstFirst: readonly Outcome[] = ['finding', 'waived', 'noted', 'satisfied'];

function resultOf(naming: readonly Rule[], subjects: readonly Subject[]): ControlResult {
  if (naming.length === 0) return 'not checked';
  return worstFirst.find((outcome) => subjects.some((subject) => subject.outcome === outcome)) ?? 'not applicable';
}
