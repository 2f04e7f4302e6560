import { reservedNodes } from '../lib/cache';
import { AddOn, onDemandPool, spotPool } from '../lib/cluster';
import { onDemand } from '../lib/database';
import { defineEnvironment } from './environment';
import { fromProcess } from './process-env';

/** Where changes are tried before prod: the same shape, smaller. */
export const staging = defineEnvironment('environments/staging.ts', {
  stage: 'staging',
  accountId: fromProcess('RAMPART_STAGING_ACCOUNT_ID', '111111111111'),
  region: fromProcess('RAMPART_STAGING_REGION', 'eu-west-1'),
  owner: 'platform',
  costCenter: 'cc-platform',
  alarmEmails: ['platform@example.com'],
  network: {
    cidr: '10.20.0.0/16',
    availabilityZones: ['a', 'b', 'c'],
    nat: 'single',
    interfaceEndpoints: ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'secretsmanager'],
  },
  cluster: {
    version: '1.35',
    nodePools: [
      onDemandPool({ name: 'base', instanceTypes: ['m7g.large'], scaling: { min: 1, max: 4 }, zones: ['a', 'b', 'c'] }),
      spotPool({
        name: 'spot',
        families: ['m7g', 'm6g', 'r7g', 'r6g'],
        sizes: ['large', 'xlarge'],
        scaling: { min: 2, max: 12 },
        zones: ['a', 'b', 'c'],
      }),
    ],
    addOns: [AddOn.metricsServer(), AddOn.ebsCsiDriver()],
  },
  storage: { assets: {}, exports: { noncurrentExpiryDays: 30 } },
  databases: { orders: { postgres: '17', capacity: onDemand('db.t4g.medium') } },
  caches: { sessions: { capacity: reservedNodes('cache.t4g.small', { term: '1y' }) } },
  secrets: ['payment-gateway'],
  services: {
    api: { buckets: ['assets'], secrets: ['payment-gateway'], databases: ['orders'], caches: ['sessions'] },
    reports: { buckets: ['exports'] },
  },
});
