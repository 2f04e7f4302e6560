import { DataAwsElasticacheReservedCacheNodeOffering } from '@cdktf/provider-aws/lib/data-aws-elasticache-reserved-cache-node-offering';
import { ElasticacheReservedCacheNode } from '@cdktf/provider-aws/lib/elasticache-reserved-cache-node';
import { Construct } from 'constructs';
import { type CacheReservation, tagsOf } from '../../core';
import { buyOnce, checkOrder, OFFERING_TYPE, type OrderProps, reservationId } from './order';

/** What {@link ReservedCacheNodes} buys. */
export interface ReservedCacheNodesProps extends OrderProps {
  /** Such as `cache.m7g.large`; it covers other sizes of the family in proportion. */
  readonly nodeType: `cache.${string}.${string}`;
  /** The engine; a reservation is of one. */
  readonly engine: 'valkey' | 'redis' | 'memcached';
  /** For how long, and how it is paid. */
  readonly purchase: CacheReservation;
}

/**
 * Buys reserved cache nodes when it is deployed. It is never made by another construct, asks for {@link OrderProps.confirm} word for
 * word, and buys once: its id holds the whole order and AWS takes an id once; Terraform neither replaces nor destroys it. Write what
 * was bought into `commitments` of the environment: the estimate counts only what stands there.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.Reserved.html
 *
 * @throws ValidationError with every fault of the order
 */
export class ReservedCacheNodes extends Construct {
  /** The `aws_elasticache_reserved_cache_node`. */
  readonly resource: ElasticacheReservedCacheNode;

  constructor(scope: Construct, id: string, props: ReservedCacheNodesProps) {
    super(scope, id);
    checkOrder(this, props);
    const { nodeType, engine, count, purchase } = props;
    const offering = new DataAwsElasticacheReservedCacheNodeOffering(this, 'offering', {
      cacheNodeType: nodeType,
      duration: purchase.term === '1y' ? 'P1Y' : 'P3Y',
      offeringType: OFFERING_TYPE[purchase.payment],
      productDescription: engine,
    });
    this.resource = new ElasticacheReservedCacheNode(this, 'reservation', {
      id: reservationId(this, props, `${nodeType}-${engine}`, purchase.term, purchase.payment),
      reservedCacheNodesOfferingId: offering.offeringId,
      cacheNodeCount: count,
      tags: tagsOf(this),
    });
    buyOnce(this.resource);
  }
}
