/** Reads AWS's bulk price list: loaded only by `rampart prices refresh`. */
export { PRICE_LIST } from './download';
export { OFFERS } from './products';
export { type RefreshedOffer, type RefreshOptions, type RefreshStep, refreshPrices } from './refresh';
