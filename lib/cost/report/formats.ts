import type { CostDiff } from '../diff/diff';
import type { Estimate } from '../estimate/result';
import { renderDiffJson, renderDiffMarkdown, renderDiffText } from './diff';
import { renderCostJson } from './json';
import { renderCostMarkdown } from './markdown';
import { renderCostText } from './text';

/** How an estimate or a comparison is written. */
export type CostFormat = 'text' | 'json' | 'markdown';

/** The estimate as text. */
export function renderCost(estimate: Estimate, format: CostFormat): string {
  return { text: renderCostText, json: renderCostJson, markdown: renderCostMarkdown }[format](estimate);
}

/** The comparison of two estimates as text. */
export function renderDiff(diff: CostDiff, format: CostFormat): string {
  return { text: renderDiffText, json: renderDiffJson, markdown: renderDiffMarkdown }[format](diff);
}
