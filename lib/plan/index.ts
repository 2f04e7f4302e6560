/** Plans: what `terraform show -json` says, redacted, judged and written for a reviewer. */
export type { Action } from './action';
export type { AttributeChange, DiffLine, Shown } from './diff/attribute-change';
export { canonicalChanges, canonicalDigest, type DigestedChange, digestDifference, digestOf } from './digest/digest';
export { type PlanDocument, parsePlan, readPlanFile } from './document';
export { type PreviewOptions, previewOf } from './preview/build';
export { type PreviewFilesOptions, previewFiles } from './preview/files';
export type { BaseFinding } from './preview/findings';
export type {
  AccessChange,
  ChangeGroup,
  CostChange,
  CostLine,
  Counts,
  Destruction,
  FindingSummary,
  Level,
  Preview,
  PreviewedChange,
  PreviewedFinding,
  PreviewedOutput,
} from './preview/preview';
export { type PreviewFormat, renderPreview } from './render/formats';
export type { Page, Revision } from './render/page';
export type { TextOptions } from './render/text';
