import { z } from 'zod';
import { explain } from './faults';
import { alarmEmails, base } from './schema/base';
import { caches } from './schema/caches';
import { certificates } from './schema/certificates';
import { checkCluster, cluster } from './schema/cluster';
import { databases } from './schema/databases';
import { networks } from './schema/network';
import { expires, workingHours } from './schema/schedule';
import { mustBeDeclared } from './schema/services';
import { storages } from './schema/storage';
import { checkWorkloads, deployments, jobs, namespaces, workloads } from './schema/workloads';

export { type AccountEnvironment, defineAccount } from './schema/account';

/** A section a construct, each in its own file of schema/; where the stages differ, so does the section's type. */
const schemas = {
  sandbox: z.strictObject({
    stage: z.literal('sandbox'),
    ...base,
    alarmEmails: alarmEmails.sandbox,
    network: networks.sandbox,
    cluster,
    workingHours,
    expires,
    storage: storages.sandbox,
    databases: databases.sandbox,
    caches: caches.sandbox,
  }),
  staging: z.strictObject({
    stage: z.literal('staging'),
    ...base,
    alarmEmails: alarmEmails.staging,
    network: networks.staging,
    cluster,
    workingHours,
    expires,
    storage: storages.staging,
    databases: databases.staging,
    caches: caches.staging,
    certificates,
    namespaces,
    deployments,
    workloads: workloads.staging,
    jobs,
  }),
  prod: z.strictObject({
    stage: z.literal('prod'),
    ...base,
    alarmEmails: alarmEmails.prod,
    network: networks.prod,
    cluster,
    storage: storages.prod,
    databases: databases.prod,
    caches: caches.prod,
    certificates,
    namespaces,
    deployments,
    workloads: workloads.prod,
    jobs,
  }),
};

const environmentSchema = z
  .discriminatedUnion('stage', [schemas.sandbox, schemas.staging, schemas.prod], {
    error: 'sandbox, staging or prod\nWrite one of these.',
  })
  .superRefine(({ services = {}, storage = {}, databases = {}, caches = {}, secrets = [] }, context) => {
    for (const [service, uses] of Object.entries(services)) {
      const check = (key: keyof typeof uses, declared: readonly string[], section: string): void =>
        mustBeDeclared(context, ['services', service, key], uses[key] ?? [], declared, section);
      check('buckets', Object.keys(storage), 'storage');
      check('secrets', secrets, 'secrets');
      check('databases', Object.keys(databases), 'databases');
      check('caches', Object.keys(caches), 'caches');
    }
  })
  .superRefine(checkCluster)
  .superRefine(checkWorkloads);

/** What an environment file says. What prod may not do does not compile where `stage` is `'prod'`. */
export type Environment = z.output<typeof environmentSchema>;

/**
 * Checks an environment file.
 *
 * @param file its name, for the message
 * @throws ValidationError with every fault at once: path, expectation, value, fix
 */
export function defineEnvironment(file: string, environment: Environment): Environment {
  const result = environmentSchema.safeParse(environment);
  if (!result.success) throw explain(file, environment, result.error);
  return result.data;
}
