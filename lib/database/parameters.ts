import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { Construct } from 'constructs';
import { type Faults, physicalName, tagsOf } from '../core';
import { type ApplyType, PARAMETERS, TLS_PARAMETERS } from './data/parameters';
import type { Engine, EngineName } from './engine';

/** `postgres` or `mysql`: MariaDB's parameters are MySQL's, and an Aurora's are those of the engine that it speaks. */
type Dialect<E extends EngineName> = E extends 'postgres' | 'aurora-postgresql' ? 'postgres' : 'mysql';

/**
 * Settings of the engine, such as `{ log_min_duration_statement: 500 }`. TLS is not among them: it is always forced. A
 * static parameter takes effect when the instance is rebooted, a dynamic one at once.
 */
export type Parameters<E extends EngineName = EngineName> = Readonly<
  Partial<Record<keyof (typeof PARAMETERS)[Dialect<E>], string | number>>
>;

/** One `parameter` block. */
interface ParameterBlock {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/** Without these the slow query log that is exported would be empty: MySQL's own default writes it to a table. */
const SLOW_QUERIES: Parameters<'mysql'> = { slow_query_log: 1, long_query_time: 2, log_output: 'FILE' };

/** The instance's own parameter group: TLS forced, and the settings given. */
export function createParameterGroup<E extends EngineName>(
  scope: Construct,
  engine: Engine<E>,
  parameters?: Parameters<E>,
): DbParameterGroup {
  return new DbParameterGroup(scope, 'parameters', {
    // The family is in the name: a major upgrade needs the new group beside the old one, which goes last.
    name: `${physicalName(scope, 'rds-identifier')}-${engine.family.replace('.', '-')}`,
    family: engine.family,
    description: `${scope.node.path}, ${engine.family}`,
    parameter: [...(engine.name.startsWith('aurora') ? [] : [tlsBlock(engine)]), ...blocksOf(engine, parameters)],
    tags: tagsOf(scope),
    lifecycle: { createBeforeDestroy: true },
  });
}

/** The block that refuses connections without TLS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export function tlsBlock({ name }: Engine): ParameterBlock {
  return { ...TLS_PARAMETERS[name], applyMethod: 'immediate' };
}

/** Settings as blocks, each with the apply method that RDS takes for it, in the order of their names. */
export function blocksOf<E extends EngineName>(engine: Engine<E>, parameters?: Parameters<E>): ParameterBlock[] {
  const defaults = engine.protocol === 'MYSQL' ? SLOW_QUERIES : {};
  const known = parametersOf(engine);
  return Object.entries<string | number | undefined>({ ...defaults, ...parameters })
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => ({
      name,
      value: String(value),
      applyMethod: known[name] === 'static' ? 'pending-reboot' : 'immediate',
    }));
}

/** Checks the names, for callers who got around the types. */
export function checkParameters(faults: Faults, engine: Engine, parameters: object = {}): void {
  const known = parametersOf(engine);
  for (const [name, value] of Object.entries(parameters)) {
    faults.check(name in known, {
      prop: `parameters.${name}`,
      expected: `a parameter of ${engine.family} that may be set`,
      got: value,
      fix: isTls(name)
        ? 'Leave it out: TLS is always forced. Connect with sslmode=verify-full and the bundle of rds.amazonaws.com.'
        : `Take one of ${Object.keys(known).join(', ')}.`,
    });
  }
}

function parametersOf(engine: Engine): Readonly<Record<string, ApplyType>> {
  return PARAMETERS[engine.protocol === 'POSTGRESQL' ? 'postgres' : 'mysql'];
}

function isTls(parameter: string): boolean {
  return Object.values(TLS_PARAMETERS).some(({ name }) => name === parameter) || /ssl|tls/.test(parameter);
}
