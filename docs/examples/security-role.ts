import { Construct } from 'constructs';
import { Duration } from '../../lib/core';
import { Principal, Role } from '../../lib/security';

/** The roles of an ECS service: one that ECS starts it with, one that it works with, one that a partner's account uses. */
export class OrdersRoles extends Construct {
  readonly service: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tasks = Principal.service('ecs-tasks.amazonaws.com');
    new Role(this, 'execution', {
      assumedBy: tasks,
      description: 'Pulls the image of the orders service and writes its logs',
      managedPolicies: ['service-role/AmazonECSTaskExecutionRolePolicy'],
    });
    this.service = new Role(this, 'service', { assumedBy: tasks, description: 'What the orders service may do' });
    this.service.allow({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      resources: ['arn:aws:sqs:eu-west-1:123456789012:orders'],
    });
    new Role(this, 'auditor', {
      assumedBy: Principal.account('210987654321', { externalId: '7c6f2c1e-1f0a-4a55-9a6b-0d5f7f7c9f11' }),
      description: 'Read by the auditors',
      maxSessionDuration: Duration.hours(2),
    });
  }
}
