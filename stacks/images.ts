import type { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { Repository } from '../lib/registry';
import { Key } from '../lib/security';

/**
 * The registry of all environments: one, so that prod runs the very image that staging ran. The accounts of the environments
 * pull from it.
 */
export function addRepositories(
  scope: Construct,
  { repositories = [], accountId }: AccountEnvironment,
  environments: readonly Environment[],
): void {
  if (repositories.length === 0) return;
  const key = new Key(scope, 'images-key', { description: 'Images of every environment' });
  const elsewhere = environments.filter(({ stage }) => stage !== 'sandbox').map((environment) => environment.accountId);
  const pulledBy = [...new Set(elsewhere)].filter((other) => other !== accountId);
  for (const name of repositories) {
    new Repository(scope, `image-${name.replaceAll(/[._/]/g, '-')}`, { name, key, pulledBy });
  }
}
