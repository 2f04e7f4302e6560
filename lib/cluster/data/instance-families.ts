/** A processor architecture, as Kubernetes names it: the label `kubernetes.io/arch`. */
export type Architecture = 'arm64' | 'amd64';

/** Where the rows come from: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-types.html, read on 2026-10-27. */
interface InstanceFamilyRow {
  readonly architecture: Architecture;
  /** True for families that earn and spend CPU credits: they come in smaller sizes. */
  readonly burstable?: true;
}

const arm64 = { architecture: 'arm64' } as const;
const amd64 = { architecture: 'amd64' } as const;

/** General purpose, compute and memory optimized families of the Nitro system that are sold in every size of {@link SIZES}. */
export const INSTANCE_FAMILIES = {
  t4g: { architecture: 'arm64', burstable: true },
  c6g: arm64,
  m6g: arm64,
  r6g: arm64,
  c6gd: arm64,
  m6gd: arm64,
  r6gd: arm64,
  c7g: arm64,
  m7g: arm64,
  r7g: arm64,
  c7gd: arm64,
  m7gd: arm64,
  r7gd: arm64,
  c8g: arm64,
  m8g: arm64,
  r8g: arm64,
  c8gd: arm64,
  m8gd: arm64,
  r8gd: arm64,
  t3: { architecture: 'amd64', burstable: true },
  t3a: { architecture: 'amd64', burstable: true },
  c5a: amd64,
  m5: amd64,
  m5a: amd64,
  r5: amd64,
  r5a: amd64,
  c6a: amd64,
  m6a: amd64,
  r6a: amd64,
  c6i: amd64,
  m6i: amd64,
  r6i: amd64,
  c7a: amd64,
  m7a: amd64,
  r7a: amd64,
  c7i: amd64,
  m7i: amd64,
  r7i: amd64,
  c8i: amd64,
  m8i: amd64,
  r8i: amd64,
} as const satisfies Record<string, InstanceFamilyRow>;

/** Sizes with two processors and more: smaller ones have no room for what every node runs. */
export const SIZES = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] as const;

/** Sizes of burstable families with 4 GiB and more. */
export const BURSTABLE_SIZES = ['medium', 'large', 'xlarge', '2xlarge'] as const;
