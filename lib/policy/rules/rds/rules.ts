import type { Rule } from '../../rule';
import { databaseWithWayOut } from '../vpc/database-subnet';
import { defaultPort } from './default-port';
import { iamAuthentication } from './iam-authentication';
import { logExports } from './log-exports';
import { managedCredentials } from './managed-credentials';

/** Rules about how databases are reached, logged in to and looked at. */
export const databaseRules: readonly Rule[] = [
  iamAuthentication,
  logExports,
  defaultPort,
  managedCredentials,
  databaseWithWayOut,
];
