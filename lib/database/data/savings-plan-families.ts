/**
 * Families of DB instance classes that a Database Savings Plan covers: generation 7 and later of RDS and Aurora, never the
 * burstable ones. https://aws.amazon.com/savingsplans/database-pricing/, read 2026-11-21 through
 * https://github.com/aws/agent-toolkit-for-aws (commitment-pricing-mechanics.md).
 */
export const SAVINGS_PLAN_FAMILIES = ['m7g', 'm8g', 'r7g', 'r8g'] as const;
