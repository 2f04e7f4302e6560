import { Construct } from 'constructs';
import { BUY, ReservedDatabases } from '../../lib/cost';

/** Buys what `rampart commitments` advised for the database of orders. */
export class OrdersReservation extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ReservedDatabases(this, 'orders', {
      instanceClass: 'db.m7g.large',
      engine: 'postgres',
      multiAz: true,
      count: 1,
      purchase: { option: 'reserved', term: '3y', payment: 'partial-upfront' },
      month: '2026-12',
      confirm: BUY,
    });
  }
}
