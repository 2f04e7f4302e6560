import type { RefreshedOffer, RefreshOptions } from './refresh';

/**
 * Makes the price book anew from AWS's bulk price list, downloaded here or before. A run that is killed goes on where it was.
 * Spot prices are not in that list: they stay the dated ones that come with the library.
 *
 * @throws InputError for a file that is no price list, an address that cannot be reached, a region without prices
 */
export function refreshPrices(options: RefreshOptions): Promise<readonly RefreshedOffer[]> {
  // Loaded when it runs: an estimate needs none of it.
  return (require('./refresh') as typeof import('./refresh')).refreshPrices(options);
}
