import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { type Found, valuesAt } from '../paths';
import { blocksOf, flag, items, known } from '../values';

/** COST-SPOT-STATE */
export const stateOnSpot: ResourceRule = {
  id: 'COST-SPOT-STATE',
  severity: 'high',
  title: 'Something with state runs on Spot',
  why: 'AWS takes Spot machines back with two minutes’ notice, many at once: what they hold is lost or locked until a volume can be attached elsewhere.',
  fix: 'Run what has state on demand or under a commitment, and leave Spot to what can be started anywhere. REL-SPOF says the same of StatefulSets.',
  controls: [],
  noControl: 'The frameworks in use judge settings of a service; none knows how a machine is bought.',
  example: {
    bad: '{ "aws_spot_instance_request": { "db": { "instance_type": "m7g.large" } }, "aws_volume_attachment": { "data": { "instance_id": "${aws_spot_instance_request.db.spot_instance_id}", "volume_id": "vol-1", "device_name": "/dev/sdf" } } }',
    good: '{ "aws_instance": { "db": { "instance_type": "m7g.large" } }, "aws_volume_attachment": { "data": { "instance_id": "${aws_instance.db.id}", "volume_id": "vol-1", "device_name": "/dev/sdf" } } }',
  },
  types: ['aws_instance', 'aws_spot_instance_request', 'aws_emr_cluster', 'aws_ecs_service'],
  *check(resource, graph) {
    if (resource.type === 'aws_emr_cluster') yield* checkCluster(resource);
    else if (resource.type === 'aws_ecs_service') yield* checkService(resource);
    else yield* checkMachine(resource, graph);
  },
};

/** A machine that keeps a volume: attached by itself, or kept when the machine is gone. */
function* checkMachine(machine: Resource, graph: Graph): Iterable<Fault> {
  const volume = volumeOf(machine, graph);
  if (volume === undefined) return;
  const markets = machine.type === 'aws_instance' ? [...valuesAt(machine, 'instance_market_options.market_type')] : [];
  if (machine.type === 'aws_spot_instance_request' || markets.some(({ value }) => value === 'spot'))
    yield { attribute: markets[0]?.path ?? 'spot_type', message: `it is bought on Spot and keeps ${volume}` };
  for (const { path, value } of markets)
    if (isOpen(value))
      yield unverifiable(path, value, `whether it is bought on Spot is not known, and it keeps ${volume}`);
}

function volumeOf(machine: Resource, graph: Graph): string | undefined {
  const attached = graph.usesOf(machine).find(({ resource }) => resource.type === 'aws_volume_attachment');
  if (attached) return `the volume of ${attached.resource.address}`;
  const kept = ['root_block_device', 'ebs_block_device'].find((name) =>
    blocksOf(machine, name).some((block) => isMap(block) && flag(block.delete_on_termination) === false),
  );
  return kept && `its ${kept}`;
}

/** Masters and core nodes hold HDFS and the state of the jobs; task nodes do not. */
function* checkCluster(cluster: Resource): Iterable<Fault> {
  const bids = ['master_instance_group', 'core_instance_group'].flatMap((group) => [
    ...valuesAt(cluster, `${group}.bid_price`),
  ]);
  const fleets = ['master_instance_fleet', 'core_instance_fleet'].flatMap((fleet) => [
    ...valuesAt(cluster, `${fleet}.target_spot_capacity`),
  ]);
  const message = 'its nodes that hold HDFS are bought on Spot';
  for (const found of [...bids, ...fleets].filter(isAsked)) {
    if (isOpen(found.value)) yield unverifiable(found.path, found.value, `whether ${message} is not known`);
    else yield { attribute: found.path, value: found.value, message };
  }
}

function isAsked({ value }: Found): boolean {
  return value !== undefined && value !== '' && Number(isOpen(value) ? 1 : value) !== 0;
}

function* checkService(service: Resource): Iterable<Fault> {
  const volumes: readonly Value[] = items(service.get('volume_configuration'));
  if (volumes.length === 0) return;
  for (const { path, value } of valuesAt(service, 'capacity_provider_strategy.capacity_provider')) {
    const provider = known(value);
    if (isOpen(provider))
      yield unverifiable(path, provider, 'whether its tasks, which have volumes, run on Spot is not known');
    else if (provider === 'FARGATE_SPOT')
      yield { attribute: path, value: provider, message: 'its tasks have volumes and run on Fargate Spot' };
  }
}
