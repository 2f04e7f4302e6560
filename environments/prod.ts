import { reservedNodes } from '../lib/cache';
import { AddOn, poolPair, reservedPool, spotPool } from '../lib/cluster';
import { reserved } from '../lib/database';
import { Replicas } from '../lib/kubernetes';
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
  budget: { monthlyUsd: 1000 },
  // What the bill depends on and no configuration says: figures of a month, until the first bills tell better ones.
  usage: {
    natGigabytes: { low: 50, expected: 200, high: 1000 },
    internetOutGigabytes: { low: 50, expected: 200, high: 2000 },
    logGigabytes: { low: 5, expected: 30, high: 150 },
  },
  network: {
    cidr: '10.40.0.0/16',
    availabilityZones: ['a', 'b', 'c'],
    nat: 'perZone',
    interfaceEndpoints: ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'kms', 'secretsmanager'],
  },
  cluster: {
    version: '1.36',
    // Stateless pods stand beside `overflow`'s taint, and come back to `base` when AWS takes its nodes away.
    nodePools: poolPair({
      base: reservedPool({
        name: 'base',
        instanceType: 'm7g.xlarge',
        scaling: { min: 3, max: 12 },
        term: '3y',
        zones: ['a', 'b', 'c'],
      }),
      spot: spotPool({
        name: 'overflow',
        families: ['m7g', 'm6g', 'r7g', 'r6g'],
        sizes: ['xlarge', '2xlarge'],
        scaling: { min: 0, max: 20 },
        zones: ['a', 'b', 'c'],
      }),
    }).pools,
    addOns: [AddOn.metricsServer(), AddOn.ebsCsiDriver(), AddOn.cloudwatchObservability()],
  },
  storage: { assets: {}, exports: {} },
  databases: { orders: { postgres: '17', capacity: reserved('db.m7g.large', { term: '3y' }), storageGibibytes: 100 } },
  caches: { sessions: { capacity: reservedNodes('cache.m7g.large', { term: '3y' }), replicas: 1 } },
  secrets: ['payment-gateway'],
  services: {
    api: { buckets: ['assets'], secrets: ['payment-gateway'], databases: ['orders'], caches: ['sessions'] },
    documents: { secrets: ['payment-gateway'] },
    reports: { buckets: ['exports'], databases: ['orders'] },
  },
  certificates: { shop: { zone: 'example.com', hosts: ['shop.example.com'] } },
  namespaces: {
    ingress: { cpu: '1', memory: '1Gi', pods: 10 },
    frontend: { cpu: '32', memory: '64Gi', pods: 200 },
    backend: { cpu: '32', memory: '64Gi', pods: 200 },
    reporting: { cpu: '32', memory: '64Gi', pods: 200 },
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
      cpu: '500m',
      memory: '1Gi',
      replicas: Replicas.between(3, 12),
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
      schedule: '0 3 * * *',
    },
  },
});
