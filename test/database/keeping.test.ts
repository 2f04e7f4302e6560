import { Credentials } from '../../lib/database';
import { databaseTemplate } from './fixtures';

describe('the last snapshot', () => {
  it('has a name of its own in each life of the database', () => {
    const template = databaseTemplate({}, 'prod');
    const [[life, { triggers_replace: triggers }] = ['', {}]] = Object.entries(template.resources('terraform_data'));
    expect(template.resource('aws_db_instance').final_snapshot_identifier).toMatch(
      new RegExp(`^stack-orders-[0-9a-f]{8}-final-\\$\\{substr\\(terraform_data\\.${life}\\.id, 0, 8\\)}$`),
    );
    expect(triggers).toMatchObject({ engine: 'postgres', masterUsername: 'dbowner' });
  });

  it('is not made in the sandbox', () => {
    const template = databaseTemplate({}, 'sandbox');
    expect(template.resources('terraform_data')).toEqual({});
    expect(template.resource('aws_db_instance')).not.toHaveProperty('final_snapshot_identifier');
  });
});

describe('a master password that RDS manages', () => {
  it('is replaced as often as it is told, without a function', () => {
    const credentials = Credentials.managed({ everyDays: 30 });
    const rotation = databaseTemplate({ credentials }).resource('aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({
      secret_id: expect.stringMatching(/master_user_secret\[0\]\.secret_arn/),
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: false,
    });
    expect(rotation).not.toHaveProperty('rotation_lambda_arn');
  });

  it('is left to RDS unless it is told', () => {
    expect(databaseTemplate().resources('aws_secretsmanager_secret_rotation')).toEqual({});
  });

  it('is not kept for longer than 90 days', () => {
    expect(() => Credentials.managed({ everyDays: 91 })).toThrow('`everyDays` must be 1 to 90 whole days, got 91');
  });
});
