import { Construct } from 'constructs';
import { Duration, type Stage } from '../../lib/core';
import { Credentials, Engine, onDemand, ReadReplica } from '../../lib/database';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { Key, Secret } from '../../lib/security';
import { Template, testStack } from '../support/template';
import { databaseIn, FUNCTION_ARN, type LooseProps, roleIn, rotatedIn, vpcIn } from './fixtures';

type Json = Record<string, unknown>;
type Stack = ReturnType<typeof testStack>;

const named = (resources: Record<string, Json>, start: string): Json => {
  const [, found] = Object.entries(resources).find(([name]) => name.startsWith(start)) ?? [];
  if (!found) throw new Error(`nothing begins with ${start}: ${Object.keys(resources)}`);
  return found;
};

describe('rotated credentials', () => {
  const template = Template.of((stack) => void rotatedIn(stack));
  const password = named(
    (template.json.ephemeral as Record<string, Record<string, Json>>).aws_secretsmanager_random_password ?? {},
    'password_',
  );

  it('make the first password while Terraform runs, and hand it on by write-only arguments only', () => {
    expect(password).toMatchObject({ password_length: 40, exclude_punctuation: true });
    const database = template.resource('aws_db_instance');
    expect(database.password_wo).toMatch(
      /^\$\{ephemeral\.aws_secretsmanager_random_password\.password_[\w-]+\.random_password\}$/,
    );
    expect(database).toMatchObject({ password_wo_version: 1 });
    for (const name of ['password', 'manage_master_user_password', 'master_user_secret_kms_key_id']) {
      expect(database).not.toHaveProperty(name);
    }
    const uses = JSON.stringify(template.json.resource).split('.random_password').length - 1;
    expect(uses).toBe(2);
  });

  it('put password and address into a secret, in the form that AWS’s rotation functions read', () => {
    const version = template.resource('aws_secretsmanager_secret_version');
    expect(version.secret_string_wo).toMatch(
      /^\$\{jsonencode\(\{"engine" = "postgres", "host" = aws_db_instance\.\S+\.address, "port" = 5433, "username" = "dbowner", "dbname" = "orders", "password" = ephemeral\.\S+\.random_password\}\)\}$/,
    );
    expect(version).not.toHaveProperty('secret_string');
  });

  it('are rotated by the function, which is let in and may read and write this secret', () => {
    expect(template.resource('aws_secretsmanager_secret_rotation')).toMatchObject({
      rotation_lambda_arn: FUNCTION_ARN,
      rotation_rules: { automatically_after_days: 14 },
      depends_on: [expect.stringMatching(/^aws_secretsmanager_secret_version\./)],
    });
    expect(template.resource('aws_vpc_security_group_ingress_rule')).toMatchObject({ from_port: 5433 });
    const grants = String(named(template.resources('aws_iam_role_policy'), 'orders-rotation-role').policy);
    expect(grants).toContain('secretsmanager:PutSecretValue');
  });

  it('are written again when the version is raised', () => {
    const raised = Template.of((stack) => {
      const securityGroup = new SecurityGroup(stack, 'rotation', { vpc: vpcIn(stack), description: 'Rotation' });
      const role = roleIn(stack);
      const credentials = Credentials.rotated({ functionArn: FUNCTION_ARN, role, securityGroup, passwordVersion: 2 });
      databaseIn(stack, { credentials });
    });
    expect(raised.resource('aws_db_instance').password_wo_version).toBe(2);
    expect(raised.resource('aws_secretsmanager_secret_version').secret_string_wo_version).toBe(2);
  });

  it('allow blue/green updates', () => {
    const updated = Template.of((stack) => void rotatedIn(stack, { blueGreenUpdates: true }));
    expect(updated.resource('aws_db_instance').blue_green_update).toEqual({ enabled: true });
  });
});

describe('a read replica', () => {
  it('follows its source in the region, encrypted, private, with the source’s parameters and a group of its own', () => {
    const template = Template.of((stack) => {
      const source = rotatedIn(stack);
      const replica = source.addReadReplica('reporting', { capacity: onDemand('db.r7g.large') });
      replica.allowFrom(
        new SecurityGroup(stack, 'reports', { vpc: source.subnets.vpc as Vpc, description: 'Reports' }),
      );
      replica.grantConnect(roleIn(stack, 'reports-role'), 'reader');
    });
    const replica = named(template.resources('aws_db_instance'), 'orders_reporting');
    expect(replica).toMatchObject({
      replicate_source_db: expect.stringMatching(/^\$\{aws_db_instance\.orders_instance_\w+\.identifier\}$/),
      parameter_group_name: expect.stringMatching(/aws_db_parameter_group\.orders_parameters/),
      instance_class: 'db.r7g.large',
      publicly_accessible: false,
      storage_encrypted: true,
      iam_database_authentication_enabled: true,
      vpc_security_group_ids: [expect.stringContaining('orders_reporting_security-group')],
    });
    for (const name of ['username', 'engine', 'db_name', 'db_subnet_group_name', 'allocated_storage']) {
      expect(replica).not.toHaveProperty(name);
    }
    const grant = String(named(template.resources('aws_iam_role_policy'), 'reports-role').policy);
    expect(grant).toMatch(/dbuser:\$\{aws_db_instance\.orders_reporting_instance_\w+\.resource_id\}\/reader/);
  });

  it('follows a source in another region, under a key and in subnets of its own', () => {
    const source = testStack({}, 'home');
    const away = testStack({ region: 'eu-central-1' }, 'away');
    const database = rotatedIn(source);
    const subnets = vpcIn(away).subnets.data;
    new ReadReplica(away, 'copy', { source: database, subnets, key: new Key(away, 'copy-key') });
    const replica = Template.fromStack(away).resource('aws_db_instance');
    expect(replica).toMatchObject({
      replicate_source_db: expect.stringMatching(/^\$\{data\.terraform_remote_state\..*arn\}$/),
      kms_key_id: expect.stringContaining('copy-key'),
      db_subnet_group_name: expect.stringContaining('aws_db_subnet_group.copy_subnets'),
    });
  });

  it.each<[string, (stack: Stack) => void, string]>([
    [
      'of managed credentials',
      (stack) => void databaseIn(stack).addReadReplica('r'),
      '`source` must be a database with rotated credentials',
    ],
    [
      'of a database with blue/green updates',
      (stack) => void rotatedIn(stack, { blueGreenUpdates: true }).addReadReplica('r'),
      '`source` must be a database without blue/green updates',
    ],
    [
      'in another region without subnets and key',
      (stack) => {
        new ReadReplica(testStack({ region: 'eu-central-1' }, 'away'), 'r', { source: rotatedIn(stack) });
      },
      '`subnets` must be given in another region than the source’s, eu-west-1',
    ],
    [
      'whose alarms go nowhere',
      (stack) => void rotatedIn(stack).addReadReplica('r', { alarms: { topicArn: 'alarms' } }),
      '`alarms.topicArn` must be the ARN of an SNS topic',
    ],
    [
      'of a class that is not sold for the engine',
      (stack) => void rotatedIn(stack).addReadReplica('r', { capacity: onDemand('db.x2idn.16xlarge') }),
      '`capacity` must be a class that RDS has for postgres',
    ],
  ])('is refused: %s', (_name, build, message) => {
    expect(() => Template.of(build)).toThrow(message);
  });
});

describe('a proxy', () => {
  const template = Template.of((stack) => {
    const database = databaseIn(stack);
    const proxy = database.addProxy('proxy', { users: [new Secret(stack, 'api-user')] });
    const api = new SecurityGroup(stack, 'api', { vpc: database.subnets.vpc as Vpc, description: 'API' });
    proxy.allowFrom(api);
    proxy.grantConnect(roleIn(stack, 'api-role'), 'api_user');
  });

  it('takes clients over TLS and by IAM only, in the data subnets', () => {
    expect(template.resource('aws_db_proxy')).toMatchObject({
      engine_family: 'POSTGRESQL',
      require_tls: true,
      auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED', secret_arn: expect.stringContaining('api-user') }],
      vpc_subnet_ids: [expect.stringContaining('vpc_data-'), expect.stringContaining('vpc_data-')],
    });
    expect(template.resource('aws_db_proxy_target')).toMatchObject({
      db_instance_identifier: expect.stringMatching(/aws_db_instance\.orders_instance_\w+\.identifier/),
    });
  });

  it('reads the secrets of its users and decrypts them through Secrets Manager, nothing else', () => {
    const policy = JSON.parse(String(named(template.resources('aws_iam_role_policy'), 'orders_proxy').policy));
    const actions = policy.Statement.flatMap(({ Action }: Json) => Action);
    expect(actions.sort()).toEqual(['kms:Decrypt', 'secretsmanager:GetSecretValue']);
    expect(JSON.stringify(policy)).not.toContain('*');
  });

  it('lets its clients in on the engine’s port, and is let in on the database’s', () => {
    const rules = Object.values(template.resources('aws_vpc_security_group_ingress_rule'));
    const ports = rules.map(({ security_group_id: group, from_port: port }) => [
      String(group).includes('proxy') ? 'proxy' : 'database',
      port,
    ]);
    expect(ports.sort()).toEqual([
      ['database', 5433],
      ['proxy', 5432],
    ]);
  });

  it('is connected through as one user, by the id in its ARN', () => {
    const policy = String(named(template.resources('aws_iam_role_policy'), 'api-role').policy);
    expect(policy).toMatch(/dbuser:\$\{element\(split\(":", aws_db_proxy\.\S+\.arn\), 6\)\}\/api_user/);
  });

  it.each([
    ['maxConnectionsPercent', 0],
    ['idleClientTimeout', Duration.hours(9)],
    ['borrowTimeout', Duration.minutes(6)],
    ['users', []],
  ])('is refused with %s out of range', (prop, value) => {
    const build = (stack: Stack) => {
      const options = { users: [new Secret(stack, 's')], [prop]: value };
      databaseIn(stack).addProxy('proxy', options as unknown as { users: [Secret] });
    };
    expect(() => Template.of(build)).toThrow(`stack/orders/proxy: \`${prop}\` must be`);
  });
});

describe('alarms', () => {
  const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alarms';
  const thresholds = (props: LooseProps, stage: Stage = 'staging'): Record<string, unknown> => {
    const template = Template.of((stack) => void databaseIn(stack, { alarms: { topicArn: TOPIC }, ...props }), {
      stage,
    });
    const alarms = Object.values(template.resources('aws_cloudwatch_metric_alarm'));
    return Object.fromEntries(alarms.map(({ metric_name: name, threshold }) => [String(name), threshold]));
  };

  it('are none without a topic', () => {
    const template = Template.of((stack) => void databaseIn(stack));
    expect(template.resources('aws_cloudwatch_metric_alarm')).toEqual({});
    expect(template.resources('aws_db_event_subscription')).toEqual({});
  });

  it('follow from class and storage', () => {
    expect(thresholds({})).toEqual({
      CPUUtilization: 80,
      // 5 % of 8 GiB
      FreeableMemory: 429_496_729,
      // 80 % of 8 GiB / 9,531,392
      DatabaseConnections: 720,
      // 8 % of 20 GiB
      FreeStorageSpace: 1_717_986_918,
    });
  });

  it.each<[string, LooseProps, number]>([
    ['PostgreSQL, 5000 at most', { capacity: onDemand('db.r7g.16xlarge') }, 4000],
    ['MySQL', { engine: Engine.mysql('8.4') }, 545],
    ['MariaDB', { engine: Engine.mariadb('11.8') }, 272],
    ['a number that was set', { parameters: { max_connections: 200 } }, 160],
  ])('count the connections of %s', (_name, props, expected) => {
    expect(thresholds(props).DatabaseConnections).toBe(expected);
  });

  it('watch the credits of burstable classes', () => {
    expect(thresholds({ capacity: onDemand('db.t4g.medium') }).CPUCreditBalance).toBe(48);
  });

  it('go to the topic when they begin and when they are over, and RDS’s events too', () => {
    const template = Template.of((stack) => void databaseIn(stack, { alarms: { topicArn: TOPIC } }));
    for (const alarm of Object.values(template.resources('aws_cloudwatch_metric_alarm'))) {
      expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
    }
    expect(template.resource('aws_db_event_subscription')).toMatchObject({
      sns_topic: TOPIC,
      source_type: 'db-instance',
      source_ids: [expect.stringMatching(/^stack-orders-/)],
    });
  });

  it('watch how far a replica lags behind', () => {
    const template = Template.of((stack) => {
      const alarms = { topicArn: TOPIC, replicaLag: Duration.seconds(30) };
      rotatedIn(stack).addReadReplica('reporting', { alarms });
    });
    const alarms = Object.values(template.resources('aws_cloudwatch_metric_alarm'));
    expect(alarms).toContainEqual(expect.objectContaining({ metric_name: 'ReplicaLag', threshold: 30 }));
    expect(alarms.map(({ metric_name: name }) => name)).not.toContain('FreeStorageSpace');
  });

  it.each([
    [{ topicArn: 'alarms' }, '`alarms.topicArn` must be the ARN of an SNS topic'],
    [{ topicArn: TOPIC, cpuPercent: 100 }, '`alarms.cpuPercent` must be above 0 and below 100'],
  ])('are refused: %j', (alarms, message) => {
    expect(() => thresholds({ alarms })).toThrow(message);
  });
});

it('keeps its resources’ addresses when something is added beside it', () => {
  const addresses = (others: boolean) =>
    Template.of((stack) => {
      if (others) new Construct(stack, 'another');
      const database = databaseIn(stack);
      if (others) databaseIn(stack, {}, 'billing');
      if (others) database.addProxy('proxy', { users: [new Secret(stack, 'user')] });
    }).addresses();
  expect(addresses(true)).toEqual(expect.arrayContaining(addresses(false)));
});
