import { Construct } from 'constructs';
import { Peer, Port, SecurityGroup, type Vpc } from '../../lib/network';

/** Who may talk to whom in a shop: customers to the balancer, it to the API, the API to its database and a payment provider. */
export class ShopConnections extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const balancer = new SecurityGroup(this, 'balancer', { vpc, description: 'Public balancer', exposure: 'internet' });
    const api = new SecurityGroup(this, 'api', { vpc, description: 'Orders API', exposure: 'outbound' });
    const database = new SecurityGroup(this, 'database', { vpc, description: 'Orders database' });

    balancer.allowFrom(Peer.internet(), Port.https(), 'customers');
    balancer.allowTo(api, Port.tcp(8080), 'forwards requests');
    api.allowTo(Peer.internet(), Port.https(), 'payment provider');
    api.allowTo(vpc.endpoints, Port.https(), 'calls AWS APIs');
    database.allowFrom(api, Port.tcp(5432), 'orders API reads its database');
    // These do not compile: a world-open data port has no spelling, and the database cannot reach the internet.
    //   balancer.allowFrom(Peer.internet(), Port.tcp(5432), '...');
    //   database.allowTo(Peer.internet(), Port.https(), '...');
  }
}
