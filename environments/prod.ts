import { reservedNodes } from '../lib/cache';
import { reserved } from '../lib/database';
import { defineEnvironment } from './environment';
import { fromProcess } from './process-env';

/** What customers use. */
export const prod = defineEnvironment('environments/prod.ts', {
  stage: 'prod',
  accountId: fromProcess('RAMPART_PROD_ACCOUNT_ID', '222222222222'),
  region: fromProcess('RAMPART_PROD_REGION', 'eu-west-1'),
  owner: 'platform',
  costCenter: 'cc-platform',
  alarmEmails: ['platform@example.com'],
  network: {
    cidr: '10.40.0.0/16',
    availabilityZones: ['a', 'b', 'c'],
    nat: 'perZone',
    interfaceEndpoints: ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'kms', 'secretsmanager'],
  },
  storage: { assets: {}, exports: {} },
  databases: { orders: { postgres: '17', capacity: reserved('db.m7g.large', { term: '3y' }), storageGibibytes: 100 } },
  caches: { sessions: { capacity: reservedNodes('cache.m7g.large', { term: '3y' }), replicas: 1 } },
  secrets: ['payment-gateway'],
  services: {
    api: { buckets: ['assets'], secrets: ['payment-gateway'], databases: ['orders'], caches: ['sessions'] },
    reports: { buckets: ['exports'] },
  },
});
