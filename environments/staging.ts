import { reservedNodes } from '../lib/cache';
import { AddOn, onDemandPool, poolPair, spotPool } from '../lib/cluster';
import { onDemand } from '../lib/database';
import { Replicas } from '../lib/kubernetes';
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
  budget: { monthlyUsd: 400 },
  usage: { natGigabytes: 50, internetOutGigabytes: 20, logGigabytes: 5 },
  workingHours: {
    timeZone: 'Europe/Berlin',
    from: '07:00',
    to: '19:00',
    holidays: ['01-01', '05-01', '10-03', '12-25', '12-26'],
  },
  network: {
    cidr: '10.20.0.0/16',
    availabilityZones: ['a', 'b', 'c'],
    nat: 'single',
    interfaceEndpoints: ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'secretsmanager'],
  },
  cluster: {
    version: '1.36',
    nodePools: poolPair({
      base: onDemandPool({
        name: 'base',
        instanceTypes: ['m7g.large'],
        scaling: { min: 1, max: 4 },
        zones: ['a', 'b', 'c'],
      }),
      spot: spotPool({
        name: 'spot',
        families: ['m7g', 'm6g', 'r7g', 'r6g'],
        sizes: ['large', 'xlarge'],
        scaling: { min: 2, max: 12 },
        zones: ['a', 'b', 'c'],
      }),
    }).pools,
    addOns: [AddOn.metricsServer(), AddOn.ebsCsiDriver()],
  },
  storage: { assets: {}, exports: { noncurrentExpiryDays: 30 } },
  databases: { orders: { postgres: '17', capacity: onDemand('db.t4g.medium') } },
  caches: { sessions: { capacity: reservedNodes('cache.t4g.small', { term: '1y' }) } },
  secrets: ['payment-gateway'],
  services: {
    api: { buckets: ['assets'], secrets: ['payment-gateway'], databases: ['orders'], caches: ['sessions'] },
    documents: { secrets: ['payment-gateway'] },
    reports: { buckets: ['exports'], databases: ['orders'] },
  },
  certificates: { shop: { zone: 'staging.example.com', hosts: ['shop.staging.example.com'] } },
  namespaces: {
    ingress: { cpu: '1', memory: '1Gi', pods: 10 },
    frontend: { cpu: '8', memory: '16Gi', pods: 60 },
    backend: { cpu: '8', memory: '16Gi', pods: 60 },
    reporting: { cpu: '8', memory: '16Gi', pods: 60 },
  },
  deployments: { frontend: { namespace: 'frontend' }, api: { namespace: 'backend' } },
  workloads: {
    documents: {
      namespace: 'reporting',
      image: {
        repository: 'documents',
        digest: 'sha256:3f1c2f6b7d0a9e48c5b1d2e6a7f809b4c3d5e6f708192a3b4c5d6e7f8091a2b3',
      },
      port: 8080,
      cpu: '100m',
      memory: '256Mi',
      replicas: Replicas.fixed(2),
      environment: { LOG_LEVEL: 'info' },
      allowFrom: ['reports'],
    },
  },
  jobs: {
    reports: {
      namespace: 'reporting',
      image: {
        repository: 'reports',
        digest: 'sha256:9b0c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4f5061728394a5b6c7d8e9f',
      },
      cpu: '500m',
      memory: '512Mi',
      // In working hours: at night there are no nodes.
      schedule: '0 9 * * *',
    },
  },
});
