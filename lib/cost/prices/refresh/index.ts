/** Reads AWS's bulk price list: loaded only by `rampart prices refresh`. */
export { type RefreshedOffer, type RefreshOptions, type RefreshStep, refreshPrices } from './refresh';
