import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import { Repository } from '../../lib/registry';

/** The images of the orders service: pushed by its pipeline, pulled by the clusters of two other accounts. */
export class OrdersImages extends Construct {
  constructor(scope: Construct, id: string, pipeline: Grantee) {
    super(scope, id);
    const images = new Repository(this, 'orders', {
      name: 'shop/orders',
      pulledBy: ['111111111111', '222222222222'],
      keepImages: 300,
    });
    images.grantPush(pipeline);
  }
}
