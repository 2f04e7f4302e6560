import type { AccessChange } from '../preview/preview';

/** Somebody who can do more than before, as it is found: only some know whether what they look at is new. */
export type FoundAccess = Omit<AccessChange, 'onNew'> & { readonly onNew?: boolean };
