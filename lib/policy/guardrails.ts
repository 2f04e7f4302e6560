import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeDeployable } from './deployable';
import { type CheckResult, check } from './engine';
import { InputError } from './failure';
import { buildGraph } from './graph/build';
import type { Graph } from './graph/graph';
import type { Stage } from './graph/stack';
import { attestationFile, digest, readCdktfOutput } from './load/cdktf-output';
import { readText } from './load/files';
import type { Rule } from './rule';
import { rules } from './rules';
import { toolVersion } from './version';
import { PolicyViolation } from './violation';
import type { Waiver } from './waiver';

/** What of a cdktf App is used: named here, so that the policy depends on no construct library. */
export interface SynthesizedApp {
  readonly outdir: string;
  readonly hclOutput: boolean;
  readonly manifest: { readonly stacks: { readonly [name: string]: { readonly synthesizedStackPath: string } } };
  readonly node: { addValidation(validation: { validate(): string[] }): void };
  synth(): void;
}

/** Options of {@link Guardrails.attach}. */
export interface GuardrailsOptions {
  /** Exceptions, each made by `allow()`, or a function that makes them: it is called when the check runs. @default none */
  readonly waivers?: readonly Waiver[] | (() => readonly Waiver[]);
  /**
   * Rules of your own, such as a budget: each a pure function of the graph. Their findings are reported, waived and refused like
   * any other. @default none
   */
  readonly moreRules?: readonly Rule[];
  /** The day against which waivers expire. @default today */
  readonly now?: Date;
  /** Called with the result when nothing is refused. @default nothing is reported */
  readonly onReport?: (report: GuardrailsReport) => void;
}

/** What a check of an app found, for a summary. */
export interface GuardrailsReport extends CheckResult {
  readonly stacks: readonly StackReport[];
}

/** One stack of a {@link GuardrailsReport}. */
export interface StackReport {
  readonly name: string;
  readonly stage: Stage;
  /** Number of managed resource instances. */
  readonly resources: number;
  /** How many there are of each type. */
  readonly kinds: { readonly [type: string]: number };
  /** Findings that no waiver covers. */
  readonly findings: number;
  readonly waived: number;
  /** SHA-256 of the checked file. */
  readonly sha256: string;
}

/** The policy as a part of `cdktf synth`. */
export const Guardrails = {
  /**
   * Checks the final JSON of all stacks together at the end of every synth, after every override, aspect and injected
   * resource, and before the manifest is written. Call it right after `new App()`: it first removes what an older synth left.
   *
   * When something is refused, or the synth fails anywhere, nothing deployable is left on disk.
   *
   * @throws PolicyViolation from `app.synth()`, with every finding in its message
   */
  attach(app: SynthesizedApp, options: GuardrailsOptions = {}): void {
    removeDeployable(app.outdir);
    app.node.addValidation({ validate: () => refuseOrAttest(app, options) });
    // A synth that dies half-way, in a stack's own validation say, has already written some stacks unchecked.
    const synth = app.synth.bind(app);
    app.synth = () => {
      try {
        synth();
      } catch (error) {
        removeDeployable(app.outdir);
        throw error;
      }
    };
  },
};

function refuseOrAttest(app: SynthesizedApp, options: GuardrailsOptions): string[] {
  try {
    const report = checkApp(app, options);
    if (report.findings.some((finding) => !finding.waived)) throw new PolicyViolation(report, app.outdir);
    writeAttestation(app.outdir, report);
    options.onReport?.(report);
  } catch (error) {
    removeDeployable(app.outdir);
    throw error;
  }
  return [];
}

function checkApp(app: SynthesizedApp, options: GuardrailsOptions): GuardrailsReport {
  if (app.hclOutput) {
    throw new InputError(
      'hclOutput writes HCL, which the policy does not read. Remove hclOutput (and SYNTH_HCL_OUTPUT), so that Terraform JSON is written.',
    );
  }
  const names = new Set(Object.keys(app.manifest.stacks));
  const missing = [...names].find(
    (name) => !existsSync(join(app.outdir, app.manifest.stacks[name]?.synthesizedStackPath ?? '')),
  );
  if (names.size === 0 || missing !== undefined) {
    throw new InputError(
      missing === undefined
        ? 'the app has no stack to check'
        : `stack ${missing} left no file to check in ${app.outdir}`,
    );
  }
  // There is no record to compare with yet: what was written now is what is being checked.
  const sources = readCdktfOutput(app.outdir)
    .filter((source) => names.has(source.name))
    .map(({ attestation, ...source }) => ({
      ...source,
      attestation: attestation && { ...attestation, missing: false, changed: undefined },
    }));
  const graph = buildGraph(sources);
  const all = [...rules, ...(options.moreRules ?? [])];
  const result = check(graph, all, { waivers: waiversOf(options), now: options.now ?? new Date() });
  return { ...result, stacks: stackReports(graph, result) };
}

function waiversOf({ waivers = [] }: GuardrailsOptions): readonly Waiver[] {
  return typeof waivers === 'function' ? waivers() : waivers;
}

function stackReports(graph: Graph, result: CheckResult): StackReport[] {
  return graph.stacks.map((stack) => {
    const kinds: Record<string, number> = {};
    const own = graph.resources.filter((resource) => resource.stack === stack && resource.mode === 'managed');
    for (const { type } of own) kinds[type] = (kinds[type] ?? 0) + 1;
    const findings = result.findings.filter((finding) => finding.stack === stack.name);
    const waived = findings.filter((finding) => finding.waived).length;
    const sha256 = digest(readText(stack.file));
    return {
      name: stack.name,
      stage: stack.stage,
      resources: own.length,
      kinds,
      findings: findings.length - waived,
      waived,
      sha256,
    };
  });
}

/** Records what was checked. It detects accidents: it is no proof, who can write the stacks can write it too. */
function writeAttestation(outdir: string, report: GuardrailsReport): void {
  const stacks = Object.fromEntries(
    report.stacks.map(({ name, stage, resources, sha256 }) => [name, { sha256, stage, resources }]),
  );
  const record = {
    version: 1,
    tool: `rampart ${toolVersion()}`,
    rules: report.rules,
    waived: report.findings.length,
    stacks,
  };
  writeFileSync(join(outdir, attestationFile), `${JSON.stringify(record, null, 2)}\n`);
}
