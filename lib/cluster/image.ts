import type { Architecture } from './data/instance-families';

/**
 * What nodes boot. Bottlerocket holds nothing but what runs containers: no shell, no package manager, a read-only root that is
 * verified at boot (CIS EKS 3.3.1). Amazon Linux 2023 is for agents that need more.
 */
export type NodeImage = 'bottlerocket' | 'al2023';

/** What differs between images. */
interface ImageRow {
  readonly amiTypes: Readonly<Record<Architecture, string>>;
  /** The volumes that the image has, and which of them grows: images and scratch data are on it. */
  readonly volumes: { readonly system?: string; readonly data: string };
  readonly userData: (maxPods: number) => string;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html: amiType */
export const IMAGES: Readonly<Record<NodeImage, ImageRow>> = {
  bottlerocket: {
    amiTypes: { arm64: 'BOTTLEROCKET_ARM_64', amd64: 'BOTTLEROCKET_x86_64' },
    volumes: { system: '/dev/xvda', data: '/dev/xvdb' },
    userData: bottlerocketSettings,
  },
  al2023: {
    amiTypes: { arm64: 'AL2023_ARM_64_STANDARD', amd64: 'AL2023_x86_64_STANDARD' },
    volumes: { data: '/dev/xvda' },
    userData: nodeConfiguration,
  },
};

/** How many pods a node takes with prefixes instead of single addresses: https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html */
export const MAX_PODS = 110;

/** Base64 of what the launch template hands to the image; EKS adds how to join the cluster. */
export function userData(image: NodeImage): string {
  return Buffer.from(IMAGES[image].userData(MAX_PODS)).toString('base64');
}

/** https://bottlerocket.dev/en/os/latest/#/api/settings: nobody logs in, neither by SSH nor by Session Manager. */
function bottlerocketSettings(maxPods: number): string {
  return `[settings.kubernetes]
max-pods = ${maxPods}

[settings.host-containers.admin]
enabled = false

[settings.host-containers.control]
enabled = false
`;
}

/** https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/ */
function nodeConfiguration(maxPods: number): string {
  return `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="BOUNDARY"

--BOUNDARY
Content-Type: application/node.eks.aws

---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: ${maxPods}

--BOUNDARY--
`;
}
