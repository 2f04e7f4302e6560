import type { Rule } from '../rule';
import { clusterAdmin } from './eks/admin';
import { clusterBaseline } from './eks/baseline';
import { metadataService } from './eks/metadata-service';
import { publicClusterEndpoint } from './eks/public-endpoint';
import { pinnedImage } from './kubernetes/image';
import { guardedNamespace } from './kubernetes/namespace';
import { hostAccess } from './kubernetes/pod-security-baseline';
import { restrictedContainer } from './kubernetes/pod-security-restricted';
import { clusterPermissions } from './kubernetes/rbac';
import { secretInPod } from './kubernetes/secret-environment';
import { secretInChart } from './kubernetes/secret-helm';

/** Rules about EKS, its nodes, and what runs inside a cluster. */
export const clusterRules: readonly Rule[] = [
  publicClusterEndpoint,
  clusterAdmin,
  clusterBaseline,
  metadataService,
  restrictedContainer,
  hostAccess,
  pinnedImage,
  clusterPermissions,
  guardedNamespace,
  secretInPod,
  secretInChart,
];
