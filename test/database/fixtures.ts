import type { TerraformStack } from 'cdktf';
import type { Stage } from '../../lib/core';
import {
  Credentials,
  type CredentialsKind,
  Database,
  type DatabaseProps,
  Engine,
  type InstanceEngine,
  onDemand,
} from '../../lib/database';
import { Nat, SecurityGroup, Vpc } from '../../lib/network';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';

/** Props of any shape: tests of what the types refuse go through here. */
export type LooseProps = Partial<Record<keyof DatabaseProps<InstanceEngine, CredentialsKind>, unknown>> & {
  readonly availability?: unknown;
  readonly deletionProtection?: unknown;
  readonly finalSnapshot?: unknown;
};

/** A VPC of two zones. */
export function vpcIn(stack: TerraformStack, id = 'vpc'): Vpc {
  return new Vpc(stack, id, { cidr: '10.20.0.0/16', availabilityZones: ['a', 'b'], nat: Nat.none() });
}

/** A PostgreSQL 17 unless told otherwise. */
export function databaseIn(
  stack: TerraformStack,
  props: LooseProps = {},
  id = 'orders',
): Database<InstanceEngine, 'rotated'> {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  const all = {
    engine: Engine.postgres('17'),
    subnets: vpc.subnets.data,
    capacity: onDemand('db.m7g.large'),
    ...props,
  };
  return new Database(stack, id, all as unknown as DatabaseProps<InstanceEngine, 'rotated'>);
}

/** The JSON of a stack with such a database. */
export function databaseTemplate(props: LooseProps = {}, stage: Stage = 'staging'): Template {
  return Template.of((stack) => void databaseIn(stack, props), { stage });
}

/** A role of a service. */
export function roleIn(stack: TerraformStack, id = 'api'): Role {
  return new Role(stack, id, { assumedBy: Principal.service('pods.eks.amazonaws.com') });
}

/** The rotation function of {@link rotatedIn}. */
export const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate';

/** A database whose password a function rotates. */
export function rotatedIn(
  stack: TerraformStack,
  props: LooseProps = {},
  id = 'orders',
): Database<InstanceEngine, 'rotated'> {
  const credentials = rotatedCredentialsIn(stack, id);
  return databaseIn(stack, { credentials, databaseName: 'orders', ...props }, id);
}

/** Credentials that a function of the stack rotates. */
export function rotatedCredentialsIn(stack: TerraformStack, id: string): Credentials<'rotated'> {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  const securityGroup = new SecurityGroup(stack, `${id}-rotation`, { vpc, description: 'Rotation function' });
  const role = roleIn(stack, `${id}-rotation-role`);
  return Credentials.rotated({ functionArn: FUNCTION_ARN, role, securityGroup, everyDays: 14 });
}
