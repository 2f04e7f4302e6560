import type { Rule } from '../../rule';
import { idleAddress } from './address';
import { bucketLifecycle } from './bucket-lifecycle';
import { uncommittedBase } from './commitment';
import { gatewayEndpoint } from './endpoint';
import { oldGeneration } from './generation';
import { imageLifecycle } from './image-lifecycle';
import { logRetention } from './log-retention';
import { idleNat } from './nat';
import { alwaysOn } from './off-hours';
import { oversized } from './size';
import { endlessSnapshots } from './snapshot';
import { stateOnSpot } from './spot-state';
import { oldVolume } from './volume';

/** Rules about what is paid for and not needed, and about how a stage is meant to be paid for. */
export const costRules: readonly Rule[] = [
  oldVolume,
  oldGeneration,
  oversized,
  idleAddress,
  idleNat,
  gatewayEndpoint,
  bucketLifecycle,
  imageLifecycle,
  logRetention,
  endlessSnapshots,
  stateOnSpot,
  uncommittedBase,
  alwaysOn,
];
