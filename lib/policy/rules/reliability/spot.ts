import { isMap, isOpen, type Resource, show, type Value } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { valuesAt } from '../paths';
import { blocksOf, known } from '../values';

/** What is called like something that keeps data. */
const stateful =
  /(^|[^a-z])(stateful|databases?|db|postgres(ql)?|mysql|kafka|redis|valkey|elasticsearch|opensearch|mongo(db)?|cassandra|etcd|storage)([^a-z]|$)/i;

/** How a type says that what it starts is bought on Spot, and where it says what that is for. */
interface Purchase {
  readonly path: string;
  readonly isSpot: (value: Value) => boolean;
  readonly names: readonly string[];
  readonly fix: string;
}

const below100 = (value: Value): boolean => {
  const percentage = numberOf(value);
  return typeof percentage === 'number' && percentage < 100;
};
const purchases: ReadonlyMap<string, Purchase> = new Map<string, Purchase>([
  [
    'aws_eks_node_group',
    {
      path: 'capacity_type',
      isSpot: (value) => value === 'SPOT',
      names: ['node_group_name'],
      fix: 'Set capacity_type = "ON_DEMAND".',
    },
  ],
  [
    'aws_autoscaling_group',
    {
      path: 'mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity',
      isSpot: below100,
      names: ['name', 'name_prefix'],
      fix: 'Set on_demand_percentage_above_base_capacity = 100.',
    },
  ],
  [
    'aws_ecs_service',
    {
      path: 'capacity_provider_strategy.capacity_provider',
      isSpot: (value) => value === 'FARGATE_SPOT',
      names: ['name'],
      fix: 'Use the capacity provider FARGATE.',
    },
  ],
]);

/** Types that {@link checkSpot} knows. */
export const spotTypes: readonly string[] = [...purchases.keys()];

/** Machines that AWS takes back within two minutes, set apart for something that keeps data. */
export function* checkSpot(resource: Resource): Iterable<Fault> {
  const purchase = purchases.get(resource.type);
  if (!purchase) return;
  const purpose = [...purchase.names.map((name) => resource.get(name)), ...labelsOf(resource)].map((value) =>
    value === undefined ? '' : show(known(value) ?? ''),
  );
  if (!purpose.some((text) => stateful.test(text))) return;
  for (const { path, value } of valuesAt(resource, purchase.path)) {
    const behind = known(value);
    if (isOpen(behind))
      yield unverifiable(path, behind, 'whether machines for something with state are Spot is not known');
    else if (behind !== undefined && purchase.isSpot(behind))
      yield {
        attribute: path,
        value: behind,
        message: 'what it starts is meant for something with state, and is Spot',
        fix: purchase.fix,
      };
  }
}

/** Labels and taints of nodes. */
function labelsOf(resource: Resource): Value[] {
  const labels = known(resource.get('labels'));
  const taints = blocksOf(resource, 'taint').flatMap((taint) =>
    isMap(taint) ? [taint.key ?? '', taint.value ?? ''] : [],
  );
  return [...(isMap(labels) ? Object.keys(labels).flatMap((key) => [key, labels[key] ?? '']) : []), ...taints];
}
