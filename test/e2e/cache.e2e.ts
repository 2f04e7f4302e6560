/**
 * The real provider's view of every engine, version, stage and topology of a cache. They are planned, not deployed: the emulator
 * (ministack 1.5.33) takes no cluster of two shards and no global datastore, and forgets how a user logs in.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAGES } from '../../lib/core';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { buildStage, ROWS } from '../cache/table';
import { Template } from '../support/template';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Json = Record<string, Record<string, object>>;

/** The id of the construct that a description names by its path. */
const pathOf = ({ description }: Record<string, unknown>): string => String(description).replace('stack/', '');

/** The resources of all stages in one configuration: their ids begin with the stage, so that one run sees them all. */
function configuration(): object {
  const resource: Json = {};
  for (const stage of STAGES) {
    const { json } = Template.of((stack) => buildStage(stack, stage), { stage });
    for (const [type, byName] of Object.entries(json.resource as Json)) {
      for (const [name, body] of Object.entries(byName)) {
        resource[type] ??= {};
        expect(resource[type]).not.toHaveProperty([name]);
        resource[type][name] = body;
      }
    }
  }
  const skip = { skip_credentials_validation: true, skip_metadata_api_check: 'true', skip_requesting_account_id: true };
  const aws = [{ region: 'eu-west-1', access_key: 'none', secret_key: 'none', ...skip }];
  const required_providers = { aws: { source: 'hashicorp/aws' } };
  return { terraform: { required_providers }, provider: { aws }, resource };
}

describeWithTools('caches of every engine, version, stage and topology', () => {
  let directory: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    ({ env } = terraformEnvironment() as TerraformEnvironment);
    directory = mkdtempSync(join(tmpdir(), 'rampart-cache-'));
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration()));
    await run('terraform', ['init', '-no-color'], { cwd: directory, env });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('are valid to the real provider, without a warning', async () => {
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });

  it('can be planned, each with what its row says', async () => {
    await run('terraform', ['plan', '-out=plan', '-no-color'], { cwd: directory, env });
    const { stdout } = await run('terraform', ['show', '-json', 'plan'], { cwd: directory, env });
    const { resource_changes: changes } = JSON.parse(stdout) as {
      resource_changes: { type: string; change: { actions: string[]; after: Record<string, unknown> } }[];
    };
    expect(new Set(changes.map(({ change }) => change.actions.join()))).toEqual(new Set(['create']));
    const planned = (type: string): Map<string, Record<string, unknown>> =>
      new Map(changes.filter((one) => one.type === type).map(({ change: { after } }) => [pathOf(after), after]));
    const caches = planned('aws_elasticache_replication_group');
    const parameters = planned('aws_elasticache_parameter_group');
    const primaries = [...caches.keys()].filter((id) => !id.endsWith('-copy'));
    expect(primaries.sort()).toEqual(ROWS.map(({ id }) => id).sort());
    expect(caches.size).toBeGreaterThan(primaries.length);
    for (const { id, engine, family } of ROWS) {
      expect(caches.get(id)).toMatchObject({ engine: engine.name, engine_version: engine.version });
      expect(parameters.get(id)).toMatchObject({ family });
    }
  });
});
