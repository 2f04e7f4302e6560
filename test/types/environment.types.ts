/** What an environment file may not say: `tsc` fails when one of these lines begins to compile. */
import type { Environment } from '../../environments/environment';
import { onDemandNodes } from '../../lib/cache';

const alarmEmails: [string] = ['o@example.com'];
const common = { accountId: '1', region: 'r', owner: 'o', costCenter: 'c', alarmEmails } as const;
const zones: ['a', 'b'] = ['a', 'b'];
const network = { cidr: '10.0.0.0/16', availabilityZones: zones, nat: 'perZone' } as const;

export const fine: Environment = { stage: 'prod', ...common, network };

// @ts-expect-error a single NAT gateway is a single point of failure in prod
export const singleNat: Environment = { stage: 'prod', ...common, network: { ...network, nat: 'single' } };

// @ts-expect-error prod spans two zones or more
export const oneZone: Environment = { stage: 'prod', ...common, network: { ...network, availabilityZones: ['a'] } };

// @ts-expect-error prod keeps its logs for a year
export const shortLogs: Environment = {
  stage: 'prod',
  ...common,
  network: { ...network, flowLogRetentionDays: 30 },
};

// @ts-expect-error a bucket is disposable in a sandbox only
export const disposable: Environment = { stage: 'prod', ...common, network, storage: { logs: { disposable: true } } };

export const disposableSandbox: Environment = {
  stage: 'sandbox',
  ...common,
  network,
  storage: { logs: { disposable: true } },
};

// @ts-expect-error there is no password anywhere
export const password: Environment = { stage: 'staging', ...common, network, password: 'hunter2' };

// @ts-expect-error prod is watched by somebody
export const unwatched: Environment = {
  stage: 'prod',
  accountId: '1',
  region: 'r',
  owner: 'o',
  costCenter: 'c',
  network,
};

// @ts-expect-error one cache node alone is a single point of failure in prod
export const fragile: Environment = {
  stage: 'prod',
  ...common,
  network,
  caches: { c: { capacity: onDemandNodes('cache.m7g.large'), replicas: 0 } },
};

const hours = { timeZone: 'Europe/Berlin', from: '07:00', to: '19:00' } as const;
export const office: Environment = {
  stage: 'staging',
  ...common,
  network,
  workingHours: hours,
  budget: { monthlyUsd: 1 },
};

// @ts-expect-error nothing in prod sleeps
export const sleepingProd: Environment = { stage: 'prod', ...common, network, workingHours: hours };

// @ts-expect-error prod is not made for a while
export const expiringProd: Environment = { stage: 'prod', ...common, network, expires: '2026-12-31' };

export const abbreviated: Environment = {
  stage: 'staging',
  ...common,
  network,
  // @ts-expect-error a time zone is a place, not an abbreviation that others use too
  workingHours: { ...hours, timeZone: 'CET' },
};

export const badDay: Environment = {
  stage: 'staging',
  ...common,
  network,
  // @ts-expect-error days are Scheduler's own
  workingHours: { ...hours, days: ['Montag'] },
};

export const badTime: Environment = {
  stage: 'staging',
  ...common,
  network,
  // @ts-expect-error times have minutes
  workingHours: { ...hours, from: '7 am' },
};

export const badBudget: Environment = {
  stage: 'staging',
  ...common,
  network,
  // @ts-expect-error a budget has its unit in its name
  budget: { monthly: 900 },
};
