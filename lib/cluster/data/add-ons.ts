import type { ManagedPolicy } from '../../security';

/** One add-on of EKS. */
interface AddOnRow {
  /** When it is made: nodes become ready only with what comes before them, and some add-ons only on nodes. */
  readonly phase: 'before-nodes' | 'after-nodes';
  /** Its settings. `aws eks describe-addon-configuration` prints the schema. @default none */
  readonly configuration?: object;
  /** Its identity, where it calls AWS. @default none */
  readonly identity?: { readonly serviceAccount: string; readonly managedPolicies: readonly ManagedPolicy[] };
}

/**
 * The add-ons, by EKS's name: https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html and
 * https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html, read on 2026-11-21.
 */
export const ADD_ONS = {
  // Prefixes give a node many more addresses; network policies are enforced by the add-on's agent (CIS EKS 4.3.1).
  'vpc-cni': {
    phase: 'before-nodes',
    configuration: {
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    },
    identity: { serviceAccount: 'aws-node', managedPolicies: ['AmazonEKS_CNI_Policy'] },
  },
  'kube-proxy': { phase: 'before-nodes' },
  'eks-pod-identity-agent': { phase: 'before-nodes' },
  coredns: {
    phase: 'after-nodes',
    configuration: { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } },
  },
  'metrics-server': { phase: 'after-nodes' },
  'aws-ebs-csi-driver': {
    phase: 'after-nodes',
    identity: {
      serviceAccount: 'ebs-csi-controller-sa',
      managedPolicies: ['service-role/AmazonEBSCSIDriverPolicy'],
    },
  },
  'aws-efs-csi-driver': {
    phase: 'after-nodes',
    identity: {
      serviceAccount: 'efs-csi-controller-sa',
      managedPolicies: ['service-role/AmazonEFSCSIDriverPolicy'],
    },
  },
  'amazon-cloudwatch-observability': {
    phase: 'after-nodes',
    identity: {
      serviceAccount: 'cloudwatch-agent',
      managedPolicies: ['CloudWatchAgentServerPolicy', 'AWSXRayDaemonWriteAccess'],
    },
  },
} as const satisfies Record<string, AddOnRow>;

/** What every cluster with nodes of its own has, in the order in which it is made. */
export const BASE_ADD_ONS = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'coredns'] as const;

/** The row of an add-on, as wide as any. */
export function addOnRow(name: keyof typeof ADD_ONS): AddOnRow {
  return ADD_ONS[name];
}
