import { Construct } from 'constructs';
import { Certificate } from '../../lib/dns';

/** The certificate of a shop and of everything below its API's name; the load balancer finds it by the host. */
export class ShopCertificate extends Construct {
  constructor(scope: Construct, id: string, alarms: { readonly topicArn: string }) {
    super(scope, id);
    new Certificate(this, 'shop', {
      zone: 'example.com',
      hosts: ['shop.example.com', 'api.example.com', '*.api.example.com'],
      alarms,
    });
  }
}
