/** What an environment costs: prices, estimates of Terraform JSON and plans, commitments. */
export { AnomalyDetection, type AnomalyDetectionProps } from './budget/anomaly-detection';
export { budgetRule } from './budget/budget-rule';
export { CostAllocationTags } from './budget/cost-allocation-tags';
export { MonthlyBudget, type MonthlyBudgetProps } from './budget/monthly-budget';
export { type Advice, type AdviceOptions, adviseCommitments, type CommitmentReport } from './commitments/advice';
export type {
  BoughtCacheNodes,
  BoughtCommitment,
  BoughtDatabases,
  BoughtInstances,
  BoughtSavingsPlan,
} from './commitments/inventory';
export { BUY, type OrderProps } from './commitments/order';
export { ReservedCacheNodes, type ReservedCacheNodesProps } from './commitments/reserved-cache-nodes';
export { ReservedDatabases, type ReservedDatabasesProps } from './commitments/reserved-databases';
export {
  type CostChange,
  type CostDiff,
  type CostDocument,
  type CostRow,
  diffEstimates,
  readCostDocument,
} from './diff/diff';
export { exceeds, parseThreshold, type Threshold } from './diff/threshold';
export { type EstimateOptions, estimateGraph } from './estimate/estimate';
export type { CostLine, Estimate, ResourceCost, StackCost, Total, UnpricedItem } from './estimate/result';
export { USAGE, type Usage, type UsageKey } from './estimate/usage';
export { type EstimatePathsOptions, estimatePaths } from './estimate-paths';
export { describePrices, type RegionOverview } from './prices/overview';
export type { RefreshedOffer, RefreshOptions, RefreshStep } from './prices/refresh';
export { refreshPrices } from './prices/refresh-prices';
export { recordCommitments, recordUsage } from './record';
export { renderCommitmentsJson, renderCommitmentsText } from './report/commitments';
export { type CostFormat, renderCost, renderDiff } from './report/formats';
export { costDocument } from './report/json';
export { money } from './report/money';
export { blockedByNight, isMovedBySchedule } from './schedule/moved';
export { OffHours, type OffHoursProps } from './schedule/off-hours';
export { type StackHours, stackHours } from './schedule/stack-hours';
