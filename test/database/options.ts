import type { TerraformStack } from 'cdktf';
import { Size } from '../../lib/core';
import { Credentials, Engine, onDemand, Restore, Storage } from '../../lib/database';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { Secret } from '../../lib/security';
import { databaseIn, roleIn, rotatedIn, vpcIn } from './fixtures';

const ALARMS = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };

/** How many instances {@link buildOptions} makes. */
export const OPTIONS = 8;

/** Puts a database of each option into a stack: what the policy and the real provider are asked about. */
export function buildOptions(stack: TerraformStack, prefix: string): void {
  const vpc: Vpc = vpcIn(stack);
  const api = new SecurityGroup(stack, `${prefix}-api`, { vpc, description: 'API' });
  const service = roleIn(stack, `${prefix}-service`);
  const gp3 = Storage.gp3({ size: Size.gibibytes(400), iops: 16_000, throughputMebibytes: 1000 });

  const plain = databaseIn(stack, { alarms: ALARMS, storage: gp3, insights: 'advanced' }, `${prefix}-plain`);
  plain.allowFrom(api);
  plain.grantConnect(service, 'api_user');
  plain.grantReadMasterSecret(service);
  const proxy = plain.addProxy('proxy', { users: [new Secret(stack, `${prefix}-user`)] });
  proxy.allowFrom(api);
  proxy.grantConnect(service, 'api_user');

  rotatedIn(stack, { alarms: ALARMS }, `${prefix}-source`).addReadReplica('replica', { alarms: ALARMS });
  const engine = Engine.postgres('18');
  const upgrade = { engine, upgradeFrom: Engine.postgres('17'), blueGreenUpdates: true };
  rotatedIn(stack, upgrade, `${prefix}-upgraded`);

  const storage = Storage.io2({ size: Size.gibibytes(200), iops: 3000 });
  const mysql = { engine: Engine.mysql('8.4'), capacity: onDemand('db.t4g.small'), storage, alarms: ALARMS };
  databaseIn(
    stack,
    { ...mysql, audit: {}, logExports: ['error', 'general', 'slowquery', 'iam-db-auth-error'] },
    `${prefix}-mysql`,
  );
  const audit = { events: ['connect', 'query'], excludeUsers: ['health', 'metrics'] };
  databaseIn(stack, { engine: Engine.mariadb('11.8'), audit }, `${prefix}-mariadb`);
  databaseIn(
    stack,
    { restore: Restore.fromSnapshot('orders-1'), credentials: Credentials.managed({ everyDays: 30 }) },
    `${prefix}-snapshot`,
  );
  databaseIn(stack, { restore: Restore.toPointInTime('orders') }, `${prefix}-restored`);
}
