import { type Range, toRange } from './range';

/** One figure of use: what it counts, and what is taken when nobody says. */
export interface UsageDefault extends Range {
  readonly unit: string;
  readonly what: string;
}

const use = (what: string, unit: string, low: number, expected: number, high: number): UsageDefault => ({
  what,
  unit,
  low,
  expected,
  high,
});

/**
 * What a bill depends on and no configuration says: each figure is of a whole stack in a month, divided evenly among the
 * resources that it concerns, unless it says "each". The defaults are a small service's.
 */
export const USAGE = {
  natGigabytes: use('through all NAT gateways', 'GB', 10, 100, 500),
  endpointGigabytes: use('through all interface endpoints', 'GB', 10, 100, 500),
  internetOutGigabytes: use('out to the internet', 'GB', 10, 100, 1000),
  zoneCrossingGigabytes: use('between zones', 'GB', 10, 100, 500),
  loadBalancerUnits: use('capacity units (LCU, NLCU) of each load balancer, on average', 'units', 0.1, 1, 5),
  bucketGigabytes: use('kept in all buckets', 'GB', 1, 50, 500),
  bucketWriteRequests: use('PUT, COPY, POST and LIST of all buckets', 'requests', 10_000, 100_000, 1_000_000),
  bucketReadRequests: use('GET of all buckets', 'requests', 100_000, 1_000_000, 10_000_000),
  logGigabytes: use('written to all log groups, flow logs apart', 'GB', 1, 10, 100),
  flowLogGigabytes: use('of flow logs', 'GB', 1, 10, 50),
  keyRequests: use('calls of all KMS keys', 'requests', 100_000, 500_000, 5_000_000),
  secretRequests: use('calls of all secrets', 'requests', 1_000, 10_000, 100_000),
  dnsQueries: use('of all hosted zones', 'queries', 100_000, 1_000_000, 10_000_000),
  firewallRequests: use('through all web ACLs', 'requests', 100_000, 1_000_000, 10_000_000),
  auroraGigabytes: use('stored by each Aurora cluster', 'GB', 10, 50, 200),
  auroraRequests: use('I/O of each Aurora cluster', 'requests', 1_000_000, 20_000_000, 200_000_000),
  databaseBackupGigabytes: use('of backups beyond what is free with the storage', 'GB', 0, 0, 50),
  cacheGigabytes: use('kept in each serverless cache, on average', 'GB', 0.1, 1, 10),
  cacheUnits: use('ECPUs of each serverless cache', 'ECPUs', 1_000_000, 10_000_000, 100_000_000),
  cacheBackupGigabytes: use('of snapshots of all caches beyond the free one each', 'GB', 0, 5, 50),
  snapshotGigabytes: use('of EBS snapshots', 'GB', 0, 10, 100),
  backupGigabytes: use('in all backup vaults', 'GB', 10, 50, 200),
  imageGigabytes: use('in all image repositories', 'GB', 1, 5, 50),
  fileGigabytes: use('in all file systems', 'GB', 1, 20, 200),
  queueRequests: use('of all queues', 'requests', 100_000, 1_000_000, 20_000_000),
  topicRequests: use('of all topics', 'requests', 1_000, 100_000, 1_000_000),
  functionRequests: use('of all Lambda functions', 'requests', 10_000, 1_000_000, 10_000_000),
  functionMilliseconds: use('of each call of a function, on average', 'ms', 50, 200, 1_000),
  tableWrites: use('write request units of all on-demand tables', 'requests', 10_000, 1_000_000, 10_000_000),
  tableReads: use('read request units of all on-demand tables', 'requests', 10_000, 1_000_000, 10_000_000),
  tableGigabytes: use('kept in all tables', 'GB', 1, 10, 100),
  auditEvents: use('management events that GuardDuty reads', 'events', 100_000, 1_000_000, 10_000_000),
  trafficLogGigabytes: use('of flow and DNS logs that GuardDuty reads', 'GB', 5, 20, 200),
  fargateVcpus: use('vCPUs of pods on Fargate, on average', 'vCPU', 0.25, 1, 8),
  fargateGibibytes: use('memory of pods on Fargate, on average', 'GiB', 0.5, 2, 16),
} as const satisfies Record<string, UsageDefault>;

/** The name of a figure of use. */
export type UsageKey = keyof typeof USAGE;

/** Declared use: a figure that is certain, or a range; what is left out is taken from {@link USAGE}. */
export type Usage = { readonly [K in UsageKey]?: number | Range };

/** A figure of use, and whether somebody declared it. */
export interface UsageFigure extends Range {
  readonly key: UsageKey;
  readonly declared: boolean;
}

/** Reads one figure of what a stack declares in its JSON; anything that is no figure counts as not declared. */
export function usageOf(declared: unknown, key: UsageKey): UsageFigure {
  const value = isRecord(declared) ? declared[key] : undefined;
  if (typeof value === 'number' && value >= 0) return { key, declared: true, ...toRange(value) };
  if (isRecord(value)) {
    const { low, expected, high } = value;
    if (typeof low === 'number' && typeof expected === 'number' && typeof high === 'number')
      return { key, declared: true, low, expected, high };
  }
  const { low, expected, high } = USAGE[key];
  return { key, declared: false, low, expected, high };
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
