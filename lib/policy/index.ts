/** The policy on final Terraform JSON: guardrails of a synth, checks of files and plans, waivers, reports. */
export { checkLoaded } from './check-loaded';
export { type CheckPathsOptions, checkPaths } from './check-paths';
export type { CheckResult } from './engine';
export type { Control } from './evidence/controls';
export type {
  CheckedFile,
  CheckedStack,
  ControlEvidence,
  ControlResult,
  Evidence,
  Outcome,
  Subject,
} from './evidence/evidence';
export { renderEvidenceJson } from './evidence/json';
export { renderEvidenceMarkdown } from './evidence/markdown';
export { evidencePaths } from './evidence-paths';
export type { Access, Explanation, Inbound, KeyUse, Placement, Reachability, Tier } from './explain/explanation';
export { renderExplanations, renderExplanationsJson } from './explain/text';
export { explainPaths } from './explain-paths';
export { InputError } from './failure';
export type { Finding, Note, Severity } from './finding';
export type { Stage } from './graph/stack';
export {
  Guardrails,
  type GuardrailsOptions,
  type GuardrailsReport,
  type StackReport,
  type SynthesizedApp,
} from './guardrails';
export { type ReportFormat, renderReport } from './report/formats';
export { renderJson } from './report/json';
export type { TextOptions } from './report/text';
export type { Fault, ResourceRule, Rule, RuleInfo, StackRule } from './rule';
export { catalogue } from './rules/catalogue';
export { isPolicyViolation, PolicyViolation } from './violation';
export { allow, allowReplace, type ReplaceApproval, readWaivers, type Waiver } from './waiver';
