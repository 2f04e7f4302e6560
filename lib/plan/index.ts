/** Plans: what `terraform show -json` says, redacted, judged and written for a reviewer. */
export type { Action } from './action';
export type { AttributeChange, DiffLine, Shown } from './diff/attribute-change';
export {
  canonicalChanges,
  canonicalDigest,
  type DigestedChange,
  type DigestOptions,
  digestDifference,
  digestOf,
} from './digest/digest';
export { type PlanDocument, parsePlan, readPlanFile } from './document';
export { type PreviewOptions, previewOf } from './preview/build';
export { type PreviewFilesOptions, previewFiles } from './preview/files';
export type { BaseFinding } from './preview/findings';
export { type PendingStack, pendingPreview } from './preview/pending';
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
export { type PromoteOptions, promote } from './promote/promote';
export type { Difference, PromotedChange, Promotion, ResourceDifference } from './promote/promotion';
export { type PromotionFormat, renderPromotion } from './promote/report';
export {
  type Deployment,
  type DeploymentCheck,
  type DeploymentOutcome,
  deployment,
  deploymentKey,
  readDeployment,
  succeeded,
} from './records/deployment';
export { type DoraFigures, type DoraOptions, doraFigures, type Spread } from './records/dora';
export { type DoraFormat, renderDora } from './records/report';
export { type Retention, readDeployments, writeDeployment } from './records/store';
export { type PreviewFormat, renderPreview } from './render/formats';
export type { Page, Revision } from './render/page';
export type { TextOptions } from './render/text';
