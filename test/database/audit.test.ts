import { Engine } from '../../lib/database';
import { databaseTemplate } from './fixtures';

const mysql = { engine: Engine.mysql('8.4') };

describe('an audit log', () => {
  it('records logins, and changes of schema and permissions, and is exported', () => {
    const template = databaseTemplate({ ...mysql, audit: {} }, 'prod');
    expect(template.resource('aws_db_option_group')).toMatchObject({
      engine_name: 'mysql',
      major_engine_version: '8.4',
      option: [
        {
          option_name: 'MARIADB_AUDIT_PLUGIN',
          option_settings: [{ name: 'SERVER_AUDIT_EVENTS', value: 'CONNECT,QUERY_DCL,QUERY_DDL' }],
        },
      ],
      // A snapshot of the database keeps its option group.
      skip_destroy: true,
      lifecycle: { create_before_destroy: true },
    });
    expect(template.resource('aws_db_instance')).toMatchObject({
      option_group_name: expect.stringMatching(/^\$\{aws_db_option_group\./),
      enabled_cloudwatch_logs_exports: ['audit', 'error', 'slowquery'],
    });
    const groups = Object.values(template.resources('aws_cloudwatch_log_group')).map(({ name }) => name);
    expect(groups).toContainEqual(expect.stringMatching(/\/audit$/));
  });

  it('records what it is told, and leaves users out', () => {
    const audit = { events: ['query-dml', 'connect'], excludeUsers: ['health', 'metrics'] };
    const group = databaseTemplate({ engine: Engine.mariadb('11.8'), audit }, 'sandbox').resource(
      'aws_db_option_group',
    );
    expect(group).toMatchObject({
      engine_name: 'mariadb',
      skip_destroy: false,
      option: [
        {
          option_settings: [
            { name: 'SERVER_AUDIT_EVENTS', value: 'CONNECT,QUERY_DML' },
            { name: 'SERVER_AUDIT_EXCL_USERS', value: 'health,metrics' },
          ],
        },
      ],
    });
  });

  it('is not there unless it is asked for', () => {
    expect(databaseTemplate(mysql).resources('aws_db_option_group')).toEqual({});
  });

  it.each<[string, object, string]>([
    ['PostgreSQL', { audit: {} }, '`audit` must be left out for postgres'],
    ['an unknown event', { ...mysql, audit: { events: ['login'] } }, '`audit.events` must be connect, query'],
    ['a list in one text', { ...mysql, audit: { excludeUsers: ['a,b'] } }, '`audit.excludeUsers` must be names'],
  ])('is refused for %s', (_name, props, message) => {
    expect(() => databaseTemplate(props)).toThrow(message);
  });
});
