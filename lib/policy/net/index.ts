/** What the preview reads of networks: the same openings and address sets as the rules. */
export { groupTypes, inboundOf } from '../explain/inbound';
export {
  classicShape,
  inlineOpenings,
  type Opening,
  portsText,
  readOpening,
  singleShape,
} from '../rules/vpc/opening';
export { reach } from './address-set';
export { type AddressRange, formatCidr, parseCidr } from './cidr';
