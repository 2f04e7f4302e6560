import type { Construct } from 'constructs';
import { Faults, Size, type Stage, type Tags } from '../core';
import { IMAGES, MAX_PODS, type NodeImage } from './image';
import { volumesOf } from './volumes';

/** What a node class is told. */
export interface NodeClassOptions {
  /** The operating system. @default 'bottlerocket' */
  readonly image?: NodeImage;
  /** The image's version, such as `v1.51.0`, or `v20261105` of al2023; 'latest' replaces every node when AWS publishes one. @default 'latest', which prod refuses */
  readonly imageVersion?: string;
  /** The encrypted gp3 volume that holds images and scratch data. @default Size.gibibytes(50) */
  readonly volume?: Size;
}

/** An object `EC2NodeClass` of `karpenter.k8s.aws/v1`. */
export interface NodeClassManifest {
  /** The group and version. */
  readonly apiVersion: 'karpenter.k8s.aws/v1';
  /** The kind. */
  readonly kind: 'EC2NodeClass';
  /** Its name; it belongs to no namespace. */
  readonly metadata: { readonly name: string };
  /** https://karpenter.sh/docs/concepts/nodeclasses/ */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What a node class takes from the cluster around it. */
export interface NodeClassContext {
  readonly stage: Stage;
  readonly instanceProfile: string;
  readonly subnetTags: Tags;
  readonly securityGroupTags: Tags;
  readonly tags: Tags;
}

/** Makes the object; see {@link Karpenter.nodeClass}. */
export function nodeClassManifest(
  scope: Construct,
  name: string,
  { image = 'bottlerocket', imageVersion = 'latest', volume = Size.gibibytes(50) }: NodeClassOptions,
  context: NodeClassContext,
): NodeClassManifest {
  const faults = new Faults(scope);
  checkObjectName(faults, name);
  faults.check(imageVersion !== 'latest' || context.stage !== 'prod', {
    prop: 'imageVersion',
    expected: 'a version in prod',
    got: imageVersion,
    fix: 'Write the one that staging runs: `latest` replaces every node on the day that AWS publishes one.',
  });
  faults.check(/^(latest|v[\w.]+)$/.test(imageVersion), {
    prop: 'imageVersion',
    expected: "'latest', or a version that begins with v",
    got: imageVersion,
    fix: 'Take it from the releases of the image.',
  });
  faults.throwIfAny();
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name },
    spec: {
      amiSelectorTerms: [{ alias: `${image}@${imageVersion}` }],
      instanceProfile: context.instanceProfile,
      subnetSelectorTerms: [{ tags: context.subnetTags }],
      securityGroupSelectorTerms: [{ tags: context.securityGroupTags }],
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpProtocolIPv6: 'disabled',
        httpPutResponseHopLimit: 1,
        httpTokens: 'required',
      },
      blockDeviceMappings: volumesOf(image, volume).map(({ deviceName, gibibytes }) => ({
        deviceName,
        ebs: { volumeType: 'gp3', volumeSize: `${gibibytes}Gi`, encrypted: true, deleteOnTermination: true },
      })),
      associatePublicIPAddress: false,
      detailedMonitoring: true,
      kubelet: { maxPods: MAX_PODS },
      userData: image === 'bottlerocket' ? IMAGES.bottlerocket.userData(MAX_PODS) : undefined,
      // Karpenter names and claims its nodes itself.
      tags: context.tags,
    },
  };
}

/** Checks the name of an object. */
export function checkObjectName(faults: Faults, name: string): void {
  faults.check(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name), {
    prop: 'name',
    expected: '1 to 63 lower-case letters, digits and hyphens',
    got: name,
    fix: 'Rename the object.',
  });
}
