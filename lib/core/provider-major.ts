/** The major versions of the Terraform AWS provider that a stack can be synthesized for. */
export const PROVIDER_MAJORS = [5, 6] as const;

/** A major version of the Terraform AWS provider. */
export type ProviderMajor = (typeof PROVIDER_MAJORS)[number];

/** What each major asks for in `required_providers`: 6.25 is what the bindings 21.22.1 were generated from. */
export const PROVIDER_VERSION: Readonly<Record<ProviderMajor, string>> = { 5: '~> 5.100', 6: '~> 6.25' };

/**
 * The arguments of AWS provider 6.25 that 5.100.0 does not have, by resource type, as far as our constructs use them:
 * they are left out of a stack that is synthesized for major 5. Compared with `terraform providers schema -json` of 5.100.0.
 */
export const ABSENT_IN_MAJOR_5: Readonly<Record<string, readonly string[]>> = {
  aws_eks_cluster: ['deletion_protection'],
  aws_nat_gateway: ['availability_mode', 'availability_zone_address', 'vpc_id'],
};
