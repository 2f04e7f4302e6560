export { keepStateIn, type StateLocation } from './state';
