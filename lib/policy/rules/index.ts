import type { Rule } from '../rule';
import { clusterRules } from './cluster';
import { costRules } from './cost';
import { deletionGuard } from './deletion/guard';
import { encryptedStorage } from './encryption/storage';
import { adminPolicy } from './iam/admin';
import { decryptEverything } from './iam/decrypt';
import { wideManagedPolicy } from './iam/managed';
import { notAction } from './iam/not-action';
import { unscopedToken } from './iam/oidc';
import { passRole } from './iam/pass-role';
import { privilegeEscalation } from './iam/privilege-escalation';
import { openTrust } from './iam/trust';
import { longLivedUser } from './iam/user';
import { actionWildcard } from './iam/wildcard';
import { keyDeletionWindow } from './kms/deletion-window';
import { openKeyPolicy } from './kms/key-policy';
import { keyRotation } from './kms/rotation';
import { operationsRules } from './operations';
import { publicDatabase } from './rds/public';
import { databaseRules } from './rds/rules';
import { publicResourcePolicy } from './resource-policy/public';
import { blockPublicAccess } from './s3/block-public-access';
import { publicBucketPolicy } from './s3/public-policy';
import { tlsOnlyBucket } from './s3/tls-only';
import { literalSecret } from './secrets/literal';
import { attested, unchanged } from './stack/attestation';
import { opaqueModule, provisioner } from './stack/hidden';
import { requiredTags } from './tags/required';
import { databaseInPublicSubnet } from './vpc/database-subnet';
import { mixedRules } from './vpc/mixed-rules';
import { worldOpenPort } from './vpc/world-open';

/** Every rule that is applied. */
export const rules: readonly Rule[] = [
  attested,
  unchanged,
  opaqueModule,
  provisioner,
  databaseInPublicSubnet,
  publicDatabase,
  worldOpenPort,
  mixedRules,
  blockPublicAccess,
  publicBucketPolicy,
  tlsOnlyBucket,
  encryptedStorage,
  literalSecret,
  adminPolicy,
  notAction,
  actionWildcard,
  passRole,
  decryptEverything,
  privilegeEscalation,
  wideManagedPolicy,
  openTrust,
  unscopedToken,
  longLivedUser,
  publicResourcePolicy,
  openKeyPolicy,
  keyRotation,
  keyDeletionWindow,
  requiredTags,
  deletionGuard,
  ...databaseRules,
  ...operationsRules,
  ...clusterRules,
  ...costRules,
];
