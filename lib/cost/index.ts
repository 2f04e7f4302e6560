/** What an environment costs: prices, estimates of Terraform JSON and plans, commitments. */
export type {
  BoughtCacheNodes,
  BoughtCommitment,
  BoughtDatabases,
  BoughtInstances,
  BoughtSavingsPlan,
} from './commitments/inventory';
export { type EstimateOptions, estimateGraph } from './estimate/estimate';
export type { CostLine, Estimate, ResourceCost, StackCost, Total, UnpricedItem } from './estimate/result';
export { USAGE, type Usage, type UsageKey } from './estimate/usage';
export { type EstimatePathsOptions, estimatePaths } from './estimate-paths';
export { recordCommitments, recordUsage } from './record';
export { renderCostJson } from './report/json';
export { money } from './report/money';
export { renderCostText } from './report/text';
