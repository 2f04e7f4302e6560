import type { Bill } from './bill';

/** Reads one resource and charges for it on its bill. A thing without a price is noted as a gap, never left out. */
export type Pricer = (bill: Bill) => void;
