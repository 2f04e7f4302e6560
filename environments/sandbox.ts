import { onDemandNodes } from '../lib/cache';
import { ClusterAccess, onDemandPool } from '../lib/cluster';
import { onDemand } from '../lib/database';
import { Role } from '../lib/security';
import { defineEnvironment } from './environment';
import { fromProcess } from './process-env';

const accountId = fromProcess('RAMPART_SANDBOX_ACCOUNT_ID', '123456789012');
const developers = Role.fromArn(`arn:aws:iam::${accountId}:role/developers`);

/** Made and thrown away at will: `npm run sandbox` deploys it to an emulator on this machine. */
export const sandbox = defineEnvironment('environments/sandbox.ts', {
  stage: 'sandbox',
  accountId,
  region: fromProcess('RAMPART_SANDBOX_REGION', 'eu-west-1'),
  owner: 'platform',
  costCenter: 'cc-platform',
  alarmEmails: ['platform@example.com'],
  // The emulator is known to work with provider 5.100.
  providerMajor: 5,
  budget: { monthlyUsd: 250, emails: ['platform@example.com'] },
  network: { cidr: '10.60.0.0/16', availabilityZones: ['a', 'b'], nat: 'single', interfaceEndpoints: ['sts'] },
  cluster: {
    version: '1.36',
    nodePools: [
      onDemandPool({ name: 'base', instanceTypes: ['t4g.medium'], scaling: { min: 1, max: 2 }, zones: ['a', 'b'] }),
    ],
    access: { developers: { principal: developers, access: ClusterAccess.view() } },
  },
  storage: { assets: { disposable: true } },
  databases: { orders: { postgres: '17', capacity: onDemand('db.t4g.micro') } },
  caches: { sessions: { capacity: onDemandNodes('cache.t4g.micro') } },
  secrets: ['payment-gateway'],
  services: { api: { buckets: ['assets'], secrets: ['payment-gateway'], databases: ['orders'], caches: ['sessions'] } },
});
