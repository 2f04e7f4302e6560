/** What an environment costs: prices, estimates of Terraform JSON and plans, commitments. */
export { type EstimateOptions, estimateGraph } from './estimate/estimate';
export type { CostLine, Estimate, ResourceCost, StackCost, Total, UnpricedItem } from './estimate/result';
export { type EstimatePathsOptions, estimatePaths } from './estimate-paths';
export { renderCostJson } from './report/json';
export { money } from './report/money';
export { renderCostText } from './report/text';
