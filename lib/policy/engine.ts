import { controlsFor } from './evidence/scopes';
import type { Finding, Note } from './finding';
import type { Graph } from './graph/graph';
import { originOf } from './graph/origin';
import type { Stack } from './graph/stack';
import { type Resource, show } from './graph/value';
import { cannotBeVerified, mergeUnverifiable } from './merge-unverifiable';
import type { Fault, Rule, RuleInfo } from './rule';
import { unverifiableRule } from './rules/unverifiable';
import type { Waiver } from './waiver';
import { applyWaivers } from './waivers';

/** What a check is given besides the graph. */
export interface CheckOptions {
  readonly waivers?: readonly Waiver[];
  /** The day against which waivers expire. */
  readonly now: Date;
}

/** The outcome of a check. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** Number of managed resource instances. */
  readonly resources: number;
  /** Number of rules that were applied. */
  readonly rules: number;
  /** Stacks that name no stage, and the one that they were taken for. @default none */
  readonly assumedStages?: readonly { readonly stack: string; readonly stage: string }[];
}

/** What one rule said of one resource, or of one stack. */
export interface Judgement {
  readonly rule: Rule;
  readonly stack: Stack;
  /** Undefined for a rule over a stack. */
  readonly resource: Resource | undefined;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/** Applies rules to every resource and stack of a graph. Pure: same graph, rules, waivers and day, same result. */
export function check(graph: Graph, rules: readonly Rule[], options: CheckOptions): CheckResult {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  for (const judgement of judge(graph, rules)) {
    findings.push(...judgement.findings);
    notes.push(...judgement.notes);
  }
  return {
    findings: applyWaivers(mergeUnverifiable(findings), options.waivers ?? [], graph, options.now),
    notes,
    resources: graph.resources.filter((resource) => resource.mode === 'managed').length,
    rules: rules.length,
    assumedStages: graph.stacks
      .filter(({ root }) => !root.stageDeclared)
      .map(({ name, stage }) => ({ stack: name, stage })),
  };
}

/** What each rule says of each resource and stack that it applies to, without waivers. */
export function* judge(graph: Graph, rules: readonly Rule[]): Iterable<Judgement> {
  for (const rule of rules) {
    if ('checkStack' in rule)
      for (const stack of graph.stacks)
        if (appliesTo(rule, stack)) yield report(rule, stack, undefined, () => rule.checkStack(stack, graph));
    if ('check' in rule) {
      for (const resource of graph.ofType(...rule.types))
        if (appliesTo(rule, resource.stack))
          yield report(rule, resource.stack, resource, () => rule.check(resource, graph));
    }
  }
}

function appliesTo({ stages, declaredOnly }: Rule, { stage, root }: Stack): boolean {
  return (stages === undefined || stages.includes(stage)) && (!declaredOnly || root.stageDeclared);
}

/** Runs one rule at one place. A rule that throws fails the place: a bug in a rule must not let anything through. */
function report(rule: Rule, stack: Stack, resource: Resource | undefined, run: () => Iterable<Fault>): Judgement {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  const seen = new Set<string>();
  for (const fault of faultsOf(run)) {
    const finding = findingOf(rule, fault, fault.at?.stack ?? stack, fault.at ?? resource);
    const key = `${finding.rule} ${finding.address} ${finding.value} ${finding.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (fault.note) notes.push({ rule: rule.id, stack: stack.name, address: finding.address, message: fault.message });
    else findings.push(finding);
  }
  return { rule, stack, resource, findings, notes };
}

function faultsOf(run: () => Iterable<Fault>): Fault[] {
  try {
    return [...run()];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [
      {
        attribute: '(rule)',
        message: `the rule itself failed here (${what}), so this was not checked; report it`,
        unverifiable: true,
      },
    ];
  }
}

function findingOf(rule: RuleInfo, fault: Fault, stack: Stack, resource: Resource | undefined): Finding {
  const info = fault.unverifiable ? unverifiableRule : rule;
  const value = fault.value === undefined ? '(not set)' : fault.secret ? '(hidden)' : shorten(show(fault.value));
  return {
    rule: info.id,
    severity: info.severity,
    stack: stack.name,
    address: fault.address ?? resource?.address ?? '(stack)',
    constructPath: resource?.constructPath ?? null,
    how: resource ? originOf(resource, fault.attribute) : 'in the stack',
    value: `${fault.attribute} = ${value}`,
    message: fault.unverifiable ? `${cannotBeVerified(rule.id)}${fault.message}` : fault.message,
    ...(fault.unverifiable && { undecided: [rule.id] }),
    why: info.why,
    fix: fault.fix ?? info.fix,
    controls: controlsFor(rule.controls, resource),
    waived: false,
    file: resource?.file ?? stack.file,
    line: fault.line ?? resource?.line,
  };
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
