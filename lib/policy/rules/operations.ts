import type { Rule } from '../rule';
import { tlsCache } from './data/tls-cache';
import { tlsDatabase } from './data/tls-database';
import { tlsDataService } from './data/tls-services';
import { detectionBaseline } from './detection/baseline';
import { tlsLoadBalancer } from './load-balancer/tls';
import { backup } from './reliability/backup';
import { singlePoint } from './reliability/single-point';
import { leakedSecret } from './secrets/leak';
import { plainParameter } from './secrets/ssm-parameter';
import { secretInUserData } from './secrets/user-data';
import { stateBackend } from './state/backend';
import { ignoredChanges } from './state/ignored-changes';
import { replacedState } from './state/replace';
import { canonicalCidr } from './vpc/canonical-cidr';
import { dataEgress } from './vpc/data-egress';
import { defaultNetwork } from './vpc/default-network';
import { publicAddress } from './vpc/public-ip';

/** Rules about networks, data in transit, secrets, reliability, logs and state. */
export const operationsRules: readonly Rule[] = [
  canonicalCidr,
  dataEgress,
  defaultNetwork,
  publicAddress,
  tlsDatabase,
  tlsCache,
  tlsDataService,
  tlsLoadBalancer,
  secretInUserData,
  plainParameter,
  leakedSecret,
  backup,
  singlePoint,
  detectionBaseline,
  stateBackend,
  replacedState,
  ignoredChanges,
];
