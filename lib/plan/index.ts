/** Plans: what `terraform show -json` says, redacted, judged and written for a reviewer. */
export { canonicalChanges, canonicalDigest, type DigestedChange, digestDifference, digestOf } from './digest/digest';
export { type PlanDocument, parsePlan, readPlanFile } from './document';
