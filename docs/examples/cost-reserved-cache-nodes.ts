import { Construct } from 'constructs';
import { BUY, ReservedCacheNodes } from '../../lib/cost';

/** Buys what `rampart commitments` advised for the cache of sessions. */
export class SessionsReservation extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ReservedCacheNodes(this, 'sessions', {
      nodeType: 'cache.m7g.large',
      engine: 'valkey',
      count: 2,
      purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' },
      month: '2026-12',
      confirm: BUY,
    });
  }
}
