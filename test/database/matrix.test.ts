import { ENGINE_VERSIONS } from '../../lib/database/data/engine-versions';
import { Template } from '../support/template';
import { build, ENGINES, MATRIX, nameOf } from './matrix';

describe('every engine × version × stage × availability', () => {
  it('covers each version that the data lists', () => {
    const listed = ENGINE_VERSIONS.filter(({ engine }) => !engine.startsWith('aurora'));
    expect(ENGINES.map(([engine]) => `${engine.name} ${engine.version}`)).toEqual(
      listed.map(({ engine, version }) => `${engine} ${version}`),
    );
  });

  it('has an id of its own each', () => {
    expect(new Set(MATRIX.map(nameOf)).size).toBe(MATRIX.length);
  });

  it.each(MATRIX.map((combination) => [nameOf(combination), combination] as const))('%s', (_name, combination) => {
    const { engine, family, stage, availability } = combination;
    const template = Template.of((stack) => build(stack, combination), { stage });
    expect(template.resource('aws_db_parameter_group')).toMatchObject({
      family,
      parameter: expect.arrayContaining([
        {
          apply_method: 'immediate',
          name: engine.name === 'postgres' ? 'rds.force_ssl' : 'require_secure_transport',
          value: '1',
        },
      ]),
    });
    const database = template.resource('aws_db_instance');
    expect(database).toMatchObject({
      engine: engine.name,
      engine_version: engine.version,
      multi_az: availability === 'multi-az',
      storage_encrypted: true,
      publicly_accessible: false,
      deletion_protection: stage !== 'sandbox',
      skip_final_snapshot: stage === 'sandbox',
      delete_automated_backups: stage === 'sandbox',
      backup_retention_period: { sandbox: 1, staging: 7, prod: 14 }[stage],
      iam_database_authentication_enabled: true,
      manage_master_user_password: true,
    });
    expect(database.lifecycle).toEqual(stage === 'prod' ? { prevent_destroy: true } : undefined);
    expect(Object.keys(database)).not.toContain('password');
  });
});
