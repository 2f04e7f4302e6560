import type { Resource, ValueMap } from '../../../policy/graph';
import { amount, blocks, text } from '../attributes';
import { HOURS_PER_MONTH } from '../line';
import type { Pricer } from '../pricer';

/** aws_ecs_service on Fargate: https://aws.amazon.com/fargate/pricing/ */
export const service: Pricer = (bill) => {
  const { resource, context } = bill;
  const providers = blocks(resource, 'capacity_provider_strategy').map((strategy) =>
    text(strategy, 'capacity_provider'),
  );
  const fargate = text(resource, 'launch_type') === 'FARGATE' || providers.some((name) => name?.startsWith('FARGATE'));
  if (!fargate) return;
  const value = resource.get('task_definition');
  const task =
    value === undefined ? undefined : context.graph.links(value, resource, 'aws_ecs_task_definition').resources[0];
  const vcpus = (amount(task, 'cpu') ?? 0) / 1024;
  const gibibytes = (amount(task, 'memory') ?? 0) / 1024;
  if (vcpus === 0 || gibibytes === 0)
    return bill.gap('Fargate tasks', 'cpu and memory of its task definition are not known', true);
  const tasks = amount(resource, 'desired_count') ?? 1;
  const architecture = isArm(task) ? 'linux-arm64' : 'linux-x86';
  const note = [
    `${tasks} tasks`,
    ...(providers.includes('FARGATE_SPOT')
      ? ['Fargate Spot is priced as Fargate: the book has no spot price of it']
      : []),
  ];
  bill.charge(`${vcpus} vCPU × ${tasks}`, 'fargate', `${architecture}-vcpu`, vcpus * tasks * HOURS_PER_MONTH, ...note);
  bill.charge(`${gibibytes} GiB × ${tasks}`, 'fargate', `${architecture}-memory`, gibibytes * tasks * HOURS_PER_MONTH);
};

function isArm(task: Resource | ValueMap | undefined): boolean {
  return blocks(task, 'runtime_platform').some((platform) => text(platform, 'cpu_architecture') === 'ARM64');
}
