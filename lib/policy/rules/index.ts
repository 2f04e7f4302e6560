import type { Rule } from '../rule';
import { publicDatabase } from './rds/public';
import { databaseInPublicSubnet } from './vpc/database-subnet';

/** Every rule that is applied, in the order of the catalogue. */
export const rules: readonly Rule[] = [databaseInPublicSubnet, publicDatabase];
