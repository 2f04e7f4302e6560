/** One family of cache nodes. */
interface NodeFamily {
  readonly family: string;
  readonly sizes: readonly string[];
  /** True where ElastiCache sells the family for Valkey only. */
  readonly valkeyOnly?: true;
}

/**
 * The node types that ElastiCache sells for Valkey and Redis OSS: its price list of us-east-1 of 2026-10-02. Earlier
 * generations are left out. See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export const NODE_FAMILIES = [
  { family: 't3', sizes: ['micro', 'small', 'medium'] },
  { family: 't4g', sizes: ['micro', 'small', 'medium'] },
  { family: 'm5', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'] },
  { family: 'm6g', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  { family: 'm7g', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  {
    family: 'm8g',
    sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
    valkeyOnly: true,
  },
  { family: 'r5', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'] },
  { family: 'r6g', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  { family: 'r6gd', sizes: ['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  { family: 'r7g', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  {
    family: 'r8g',
    sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
    valkeyOnly: true,
  },
  { family: 'c7gn', sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] },
  {
    family: 'c8gn',
    sizes: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
    valkeyOnly: true,
  },
] as const satisfies readonly NodeFamily[];

/**
 * Families that a Database Savings Plan covers, where the engine is Valkey: generation 7 and later.
 * https://aws.amazon.com/savingsplans/database-pricing/, read 2026-11-21 through https://www.prosperops.com/blog/aws-database-savings-plans-everything-you-need-to-know/
 */
export const SAVINGS_PLAN_NODE_FAMILIES = ['m7g', 'm8g', 'r7g', 'r8g', 'c7gn', 'c8gn'] as const;
