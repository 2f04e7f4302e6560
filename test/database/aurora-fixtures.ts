import type { TerraformStack } from 'cdktf';
import { Duration, STAGES, type Stage } from '../../lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  type AuroraClusterProps,
  type ClusterEngine,
  Engine,
  onDemand,
  Restore,
  SecondaryAuroraCluster,
} from '../../lib/database';
import { SecurityGroup, type Vpc } from '../../lib/network';
import { Secret } from '../../lib/security';
import { Template } from '../support/template';
import { roleIn, rotatedCredentialsIn, vpcIn } from './fixtures';

/** Props of any shape: tests of what the types refuse go through here. */
export type LooseProps = Partial<Record<keyof AuroraClusterProps, unknown>> & {
  readonly deletionProtection?: unknown;
  readonly finalSnapshot?: unknown;
};

/** An Aurora PostgreSQL 17 unless told otherwise. */
export function clusterIn(
  stack: TerraformStack,
  props: LooseProps = {},
  id = 'orders',
): AuroraCluster<ClusterEngine, 'rotated'> {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  const all = {
    engine: Engine.auroraPostgres('17'),
    subnets: vpc.subnets.data,
    capacity: AuroraCapacity.provisioned(onDemand('db.r7g.large')),
    ...props,
  };
  return new AuroraCluster(stack, id, all as unknown as AuroraClusterProps<ClusterEngine, 'rotated'>);
}

/** The JSON of a stack with such a cluster. */
export function clusterTemplate(props: LooseProps = {}, stage: Stage = 'staging'): Template {
  return Template.of((stack) => void clusterIn(stack, props), { stage });
}

/** Every engine and version, written out beside its family: not taken from the data that is under test. */
export const CLUSTER_ENGINES: readonly [engine: Engine<ClusterEngine>, family: string][] = [
  [Engine.auroraPostgres('14'), 'aurora-postgresql14'],
  [Engine.auroraPostgres('15'), 'aurora-postgresql15'],
  [Engine.auroraPostgres('16'), 'aurora-postgresql16'],
  [Engine.auroraPostgres('17'), 'aurora-postgresql17'],
  [Engine.auroraPostgres('18'), 'aurora-postgresql18'],
  [Engine.auroraMysql('8.0'), 'aurora-mysql8.0'],
  [Engine.auroraMysql('8.4'), 'aurora-mysql8.4'],
];

const CAPACITIES = {
  provisioned: AuroraCapacity.provisioned(onDemand('db.r7g.large')),
  serverless: AuroraCapacity.serverless({ maxUnits: 16 }),
  pausing: AuroraCapacity.pausing({ maxUnits: 4 }),
} as const;

/** One combination of what a cluster can be. */
export interface ClusterCombination {
  readonly engine: Engine<ClusterEngine>;
  readonly family: string;
  readonly stage: Stage;
  readonly kind: keyof typeof CAPACITIES;
}

/** Every engine × version × stage × capacity that is allowed: nothing in prod pauses. */
export const CLUSTER_MATRIX: readonly ClusterCombination[] = CLUSTER_ENGINES.flatMap(([engine, family]) =>
  STAGES.flatMap((stage) =>
    (['provisioned', 'serverless', 'pausing'] as const)
      .filter((kind) => stage !== 'prod' || kind !== 'pausing')
      .map((kind) => ({ engine, family, stage, kind })),
  ),
);

/** The construct's id in a stack of all of them. */
export function clusterName({ engine, stage, kind }: ClusterCombination): string {
  return `${engine.name}-${engine.version}-${stage}-${kind}`.replaceAll('.', '-');
}

/** Puts the combination into the stack, which must be of its stage. */
export function buildCluster(stack: TerraformStack, combination: ClusterCombination): void {
  const { engine, stage, kind } = combination;
  clusterIn(stack, { engine, stage, capacity: CAPACITIES[kind] }, clusterName(combination));
}

/** A cluster whose master password a function rotates, as a global database needs it. */
export function rotatedClusterIn(stack: TerraformStack, props: LooseProps = {}, id = 'orders') {
  return clusterIn(stack, { credentials: rotatedCredentialsIn(stack, id), databaseName: 'orders', ...props }, id);
}

/** Every engine × version × stage as a global database: its primary in one stack, its copy in another region's. */
export const GLOBAL_MATRIX = CLUSTER_MATRIX.filter(({ kind }) => kind === 'provisioned');

/** Puts the primary into one stack and its copy into the other, whose region is another one. */
export function buildGlobal(home: TerraformStack, away: TerraformStack, combination: ClusterCombination): void {
  const { engine, stage, kind } = combination;
  const capacity = CAPACITIES[kind] as AuroraCapacity<'provisioned' | 'serverless'>;
  const alarms = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
  const name = clusterName(combination);
  const primary = rotatedClusterIn(home, { engine, stage, capacity }, `${name}-global`);
  const vpc = (away.node.tryFindChild(`vpc-${stage}`) as Vpc | undefined) ?? vpcIn(away, `vpc-${stage}`);
  const { data: subnets } = vpc.subnets;
  const copy = { global: primary.toGlobalDatabase(), subnets, capacity, writeForwarding: true, alarms };
  new SecondaryAuroraCluster(away, `${name}-copy`, copy);
}

/** How many clusters {@link buildClusterOptions} makes. */
export const CLUSTER_OPTIONS = 4;

/** Puts a cluster of each option into a stack. */
export function buildClusterOptions(stack: TerraformStack, prefix: string): void {
  const vpc = (stack.node.tryFindChild('vpc') as Vpc | undefined) ?? vpcIn(stack);
  const alarms = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
  const serverless = AuroraCapacity.serverless({ minUnits: 1, maxUnits: 8 });
  const postgres = clusterIn(
    stack,
    {
      alarms,
      insights: 'advanced',
      storage: 'io-optimized',
      readerScaling: { min: 1, max: 4 },
      instances: [{ zone: 'a' }, { zone: 'b' }, { zone: 'b', name: 'reporting', capacity: serverless }],
      parameters: { log_min_duration_statement: 500, shared_preload_libraries: 'pg_stat_statements' },
      clusterParameters: { 'rds.logical_replication': 1 },
    },
    `${prefix}-aurora`,
  );
  const api = new SecurityGroup(stack, `${prefix}-aurora-api`, { vpc, description: 'API' });
  const service = roleIn(stack, `${prefix}-aurora-service`);
  postgres.allowFrom(api);
  postgres.grantConnect(service, 'api_user');
  postgres.grantReadMasterSecret(service);
  postgres.addProxy('proxy', { users: [new Secret(stack, `${prefix}-aurora-user`)] }).allowFrom(api);

  const mysql = { engine: Engine.auroraMysql('8.0'), backtrack: Duration.hours(24), alarms, capacity: serverless };
  clusterIn(stack, { ...mysql, logExports: ['audit', 'error', 'slowquery'] }, `${prefix}-aurora-mysql`);
  clusterIn(stack, { restore: Restore.fromSnapshot('orders-1') }, `${prefix}-aurora-snapshot`);
  clusterIn(stack, { restore: Restore.toPointInTime('orders') }, `${prefix}-aurora-restored`);
}
