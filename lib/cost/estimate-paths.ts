import { loadGraph } from '../policy/load';
import { type EstimateOptions, estimateGraph } from './estimate/estimate';
import type { Estimate } from './estimate/result';

/** Options of {@link estimatePaths}. */
export interface EstimatePathsOptions extends EstimateOptions {
  /** Stage of the stacks that name none. @default 'prod', the strictest */
  readonly stage?: 'sandbox' | 'staging' | 'prod' | undefined;
  /** Folder with the configuration beside a plan: it knows purchase options, schedules and usage. @default none */
  readonly source?: string | undefined;
}

/**
 * Prices files: any number of `cdktf.out`, folders of `*.tf.json`, single files and plans.
 *
 * @throws InputError when something cannot be read, with the place and what to do
 */
export function estimatePaths(paths: readonly string[], options: EstimatePathsOptions = {}): Estimate {
  return estimateGraph(loadGraph(paths, { stage: options.stage, source: options.source }), options);
}
