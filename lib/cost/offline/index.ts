/**
 * All of `rampart/cost` but its constructs, for the command line and the preview: whoever only reads files loads no cdktf, which
 * takes 200 ms and may not be installed there.
 */
export { budgetRule } from '../budget/budget-rule';
export { type AdviceOptions, adviseCommitments } from '../commitments/advice';
export { type CostDiff, type CostDocument, diffEstimates, readCostDocument } from '../diff/diff';
export { exceeds, parseThreshold } from '../diff/threshold';
export { estimateGraph } from '../estimate/estimate';
export type { Estimate } from '../estimate/result';
export { estimatePaths } from '../estimate-paths';
export { describePrices } from '../prices/overview';
export type { RefreshStep } from '../prices/refresh';
export { refreshPrices } from '../prices/refresh-prices';
export { renderCommitmentsJson, renderCommitmentsText } from '../report/commitments';
export { renderCost, renderDiff } from '../report/formats';
export { costDocument } from '../report/json';
export { money } from '../report/money';
