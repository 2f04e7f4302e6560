import type { TerraformStack } from 'cdktf';
import type { Environment } from '../environments/environment';
import type { Cluster } from '../lib/cluster';
import { addTags, type WorkingHours } from '../lib/core';
import { OffHours } from '../lib/cost';
import type { Database } from '../lib/database';

const OFFICE: WorkingHours = { timeZone: 'UTC', from: '07:00', to: '19:00' };

/** Tags everything that is made from now on with the day on which a temporary environment ends: call it first. */
export function tagExpiry(stack: TerraformStack, environment: Environment): void {
  if (environment.stage !== 'prod' && environment.expires !== undefined) {
    addTags(stack, { 'expires-on': environment.expires });
  }
}

/** What of an environment can sleep. */
interface Sleepers {
  readonly databases: ReadonlyMap<string, Database>;
  readonly cluster: Cluster | undefined;
}

/**
 * Says that the stack is bought as its stage asks for, which the COST rules then hold it to: prod's steady base under
 * commitments; below prod, asleep when nobody works.
 */
export function addSchedule(stack: TerraformStack, environment: Environment, { databases, cluster }: Sleepers): void {
  stack.addOverride('//.rampart.purchasing', 'by-stage');
  if (environment.stage === 'prod') return;
  const { stage, workingHours = OFFICE, expires } = environment;
  if (workingHours === 'always') return;
  const offHours = new OffHours(stack, 'off-hours', { hours: workingHours, expires, stage });
  for (const [name, database] of databases) offHours.addDatabase(name, database);
  for (const [name, group] of cluster?.nodeGroups ?? []) offHours.addNodeGroup(`nodes-${name}`, group);
}
