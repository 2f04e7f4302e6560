import { createHash } from 'node:crypto';
import { checkFiles } from '../support/check';

/** A plan of one resource, as Terraform prints it. */
function plan(type: string, values: object, expressions: object, more: object = {}) {
  const resource = { address: `${type}.x`, mode: 'managed', type, name: 'x', values };
  return {
    format_version: '1.2',
    planned_values: { root_module: { resources: [resource] } },
    resource_changes: [{ address: `${type}.x`, mode: 'managed', type, change: { actions: ['create'], after: values } }],
    configuration: {
      root_module: { resources: [{ address: `${type}.x`, mode: 'managed', type, name: 'x', expressions }] },
      ...more,
    },
  };
}

const messages = (json: object, rule: string): string[] =>
  checkFiles({ 'plan.json': json }, {}, ['plan.json'])
    .findings.filter((finding) => finding.rule === rule || finding.message.startsWith(`${rule} cannot`))
    .map((finding) => `${finding.rule} ${finding.message}`);

const script = '#!/bin/sh\nexport DB_PASSWORD=hunter2-hunter2\n';
const hash = createHash('sha1').update(script).digest('hex');

it('reads user data of which provider 5 plans only the hash', () => {
  const json = plan('aws_instance', { user_data: hash }, { user_data: { constant_value: script } });
  expect(messages(json, 'SEC-SECRET-USERDATA')).toEqual([
    'SEC-SECRET-USERDATA line 2 of user_data holds a literal for DB_PASSWORD',
  ]);
});

it('does not believe a hash whose text the plan does not show', () => {
  const json = plan('aws_instance', { user_data: hash }, { user_data: { references: ['local.script'] } });
  expect(messages(json, 'SEC-SECRET-USERDATA')[0]).toMatch(/^SEC-UNVERIFIABLE .*user_data|^SEC-UNVERIFIABLE/);
});

it('knows a secret that was read while planning by what the tag is written with', () => {
  const secret = {
    address: 'data.aws_secretsmanager_secret_version.db',
    mode: 'data',
    type: 'aws_secretsmanager_secret_version',
    name: 'db',
    values: { secret_string: 'hunter2-hunter2' },
  };
  const json = {
    ...plan(
      'aws_vpc',
      { tags: { note: 'hunter2-hunter2' } },
      {
        tags: {
          references: [
            'data.aws_secretsmanager_secret_version.db.secret_string',
            'data.aws_secretsmanager_secret_version.db',
          ],
        },
      },
    ),
    prior_state: { values: { root_module: { resources: [secret] } } },
  };
  expect(messages(json, 'SEC-SECRET-LEAK')).toEqual([
    'SEC-SECRET-LEAK tags contains data.aws_secretsmanager_secret_version.db.secret_string, a secret',
  ]);
});

it('finds static keys in a provider block, and none in that of an emulator', () => {
  const keys = {
    access_key: { constant_value: 'AKIAIOSFODNN7EXAMPLE' },
    secret_key: { constant_value: 'abc123def456' },
  };
  const provider = (expressions: object) =>
    plan('aws_vpc', {}, {}, { provider_config: { aws: { name: 'aws', expressions } } });
  expect(messages(provider(keys), 'SEC-SECRET-LITERAL')).toHaveLength(2);
  const endpoints = [{ s3: { constant_value: 'http://127.0.0.1:4566' } }];
  expect(messages(provider({ ...keys, endpoints }), 'SEC-SECRET-LITERAL')).toEqual([]);
});
