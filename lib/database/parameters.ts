import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group';
import type { Construct } from 'constructs';
import { type Faults, formerPath, physicalName, tagsOf } from '../core';
import { type ApplyType, CLUSTER_PARAMETERS, PARAMETERS, TLS_PARAMETERS } from './data/parameters';
import type { ClusterEngine, Engine, EngineName } from './engine';

/** MariaDB's parameters are MySQL's. */
type Dialect<E extends EngineName> = E extends 'mariadb' ? 'mysql' : E extends keyof typeof PARAMETERS ? E : never;

/**
 * Settings of the engine, such as `{ log_min_duration_statement: 500 }`. TLS is not among them: it is always forced. A
 * static parameter takes effect when the instance is rebooted, a dynamic one at once.
 */
export type Parameters<E extends EngineName = EngineName> = Readonly<
  Partial<Record<keyof (typeof PARAMETERS)[Dialect<E>], string | number>>
>;

/** Settings of a whole Aurora cluster. TLS is not among them: it is always forced. */
export type ClusterParameters<E extends ClusterEngine = ClusterEngine> = Readonly<
  Partial<Record<keyof (typeof CLUSTER_PARAMETERS)[E], string | number>>
>;

/** One `parameter` block. */
interface ParameterBlock {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

type ApplyTypes = Readonly<Record<string, ApplyType>>;

/** Without these the slow query log that is exported would be empty: MySQL's own default writes it to a table. */
const SLOW_QUERIES = { slow_query_log: 1, long_query_time: 2, log_output: 'FILE' };

/** The instance's own parameter group: TLS forced where the instance decides on it, and the settings given. */
export function createParameterGroup<E extends EngineName>(
  scope: Construct,
  engine: Engine<E>,
  parameters?: Parameters<E>,
): DbParameterGroup {
  const tls = isCluster(engine) ? [] : [tlsBlock(engine)];
  const defaults = engine.protocol === 'MYSQL' ? SLOW_QUERIES : {};
  return new DbParameterGroup(scope, 'parameters', {
    ...groupArguments(scope, engine),
    parameter: [...tls, ...blocksOf(instanceParameters(engine), { ...defaults, ...parameters })],
  });
}

/** The cluster's own parameter group: TLS forced, and the settings given. */
export function createClusterParameterGroup<E extends ClusterEngine>(
  scope: Construct,
  engine: Engine<E>,
  parameters?: ClusterParameters<E>,
): RdsClusterParameterGroup {
  return new RdsClusterParameterGroup(scope, 'cluster-parameters', {
    ...groupArguments(scope, engine),
    parameter: [tlsBlock(engine), ...blocksOf(CLUSTER_PARAMETERS[engine.name], parameters ?? {})],
  });
}

/** Checks the names, for callers who got around the types. */
export function checkParameters(faults: Faults, engine: Engine, parameters: object = {}): void {
  checkNames(faults, 'parameters', engine, instanceParameters(engine), parameters);
}

/** Checks the names of a cluster's settings. */
export function checkClusterParameters(faults: Faults, engine: Engine<ClusterEngine>, parameters: object = {}): void {
  checkNames(faults, 'clusterParameters', engine, CLUSTER_PARAMETERS[engine.name], parameters);
}

function checkNames(faults: Faults, prop: string, engine: Engine, known: ApplyTypes, parameters: object): void {
  for (const [name, value] of Object.entries(parameters)) {
    faults.check(name in known, {
      prop: `${prop}.${name}`,
      expected: `a parameter of ${engine.family} that may be set`,
      got: value,
      fix: isTls(name)
        ? 'Leave it out: TLS is always forced. Connect with sslmode=verify-full and the bundle of rds.amazonaws.com.'
        : `Take one of ${Object.keys(known).join(', ')}.`,
    });
  }
}

function groupArguments(scope: Construct, engine: Engine) {
  return {
    // The family is in the name: a major upgrade needs the new group beside the old one, which goes last.
    name: `${physicalName(scope, 'rds-identifier')}-${engine.family.replace('.', '-')}`,
    family: engine.family,
    description: `${formerPath(scope)}, ${engine.family}`,
    tags: tagsOf(scope),
    lifecycle: { createBeforeDestroy: true },
  };
}

/** The block that refuses connections without TLS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
function tlsBlock({ name }: Engine): ParameterBlock {
  return { ...TLS_PARAMETERS[name], applyMethod: 'immediate' };
}

/** Settings as blocks, each with the apply method that RDS takes for it, in the order of their names. */
function blocksOf(known: ApplyTypes, parameters: object): ParameterBlock[] {
  return Object.entries(parameters as Readonly<Record<string, string | number | undefined>>)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => ({
      name,
      value: String(value),
      applyMethod: known[name] === 'static' ? 'pending-reboot' : 'immediate',
    }));
}

function instanceParameters({ name }: Engine): ApplyTypes {
  return PARAMETERS[name === 'mariadb' ? 'mysql' : name];
}

function isCluster(engine: Engine): engine is Engine<ClusterEngine> {
  return engine.name.startsWith('aurora');
}

function isTls(parameter: string): boolean {
  return Object.values(TLS_PARAMETERS).some(({ name }) => name === parameter) || /ssl|tls/.test(parameter);
}
