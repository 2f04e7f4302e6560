import { DataAwsRdsReservedInstanceOffering } from '@cdktf/provider-aws/lib/data-aws-rds-reserved-instance-offering';
import { RdsReservedInstance } from '@cdktf/provider-aws/lib/rds-reserved-instance';
import { Construct } from 'constructs';
import { type DatabaseReservation, tagsOf } from '../../core';
import { buyOnce, checkOrder, OFFERING_TYPE, type OrderProps, reservationId } from './order';

/** How RDS names an engine where it sells reservations. */
const PRODUCTS = {
  postgres: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  'aurora-postgresql': 'aurora postgresql',
  'aurora-mysql': 'aurora mysql',
} as const;

/** What {@link ReservedDatabases} buys. */
export interface ReservedDatabasesProps extends OrderProps {
  /** Such as `db.m7g.large`; it covers other sizes of the family in proportion. */
  readonly instanceClass: `db.${string}.${string}`;
  /** The engine; a reservation is of one. */
  readonly engine: keyof typeof PRODUCTS;
  /** True for instances with a standby; Aurora has none. */
  readonly multiAz: boolean;
  /** For how long, and how it is paid. RDS sells none for three years without a payment upfront. */
  readonly purchase: DatabaseReservation;
}

/**
 * Buys reserved database instances when it is deployed. It is never made by another construct, asks for {@link OrderProps.confirm}
 * word for word, and buys once: its id holds the whole order and AWS takes an id once; Terraform neither replaces nor destroys it.
 * Write what was bought into `commitments` of the environment: the estimate counts only what stands there.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
 *
 * @throws ValidationError with every fault of the order
 */
export class ReservedDatabases extends Construct {
  /** The `aws_rds_reserved_instance`. */
  readonly resource: RdsReservedInstance;

  constructor(scope: Construct, id: string, props: ReservedDatabasesProps) {
    super(scope, id);
    checkOrder(this, props);
    const { instanceClass, engine, multiAz, count, purchase } = props;
    const offering = new DataAwsRdsReservedInstanceOffering(this, 'offering', {
      dbInstanceClass: instanceClass,
      // Seconds, as RDS counts a term.
      duration: purchase.term === '1y' ? 31_536_000 : 94_608_000,
      multiAz,
      offeringType: OFFERING_TYPE[purchase.payment],
      productDescription: PRODUCTS[engine],
    });
    const what = `${instanceClass}-${engine}-${multiAz ? 'multi-az' : 'single-az'}`;
    this.resource = new RdsReservedInstance(this, 'reservation', {
      offeringId: offering.offeringId,
      reservationId: reservationId(this, props, what, purchase.term, purchase.payment),
      instanceCount: count,
      tags: tagsOf(this),
    });
    buyOnce(this.resource);
  }
}
