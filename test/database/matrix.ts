import type { TerraformStack } from 'cdktf';
import { STAGES, type Stage } from '../../lib/core';
import { type Availability, Engine, type InstanceEngine } from '../../lib/database';
import { databaseIn } from './fixtures';

/** One combination of what a database can be. */
export interface Combination {
  readonly engine: Engine<InstanceEngine>;
  readonly family: string;
  readonly stage: Stage;
  readonly availability: Availability;
}

/** Every engine and version, written out beside its family: not taken from the data that is under test. */
export const ENGINES: readonly [engine: Engine<InstanceEngine>, family: string][] = [
  [Engine.postgres('14'), 'postgres14'],
  [Engine.postgres('15'), 'postgres15'],
  [Engine.postgres('16'), 'postgres16'],
  [Engine.postgres('17'), 'postgres17'],
  [Engine.postgres('18'), 'postgres18'],
  [Engine.mysql('8.4'), 'mysql8.4'],
  [Engine.mariadb('10.11'), 'mariadb10.11'],
  [Engine.mariadb('11.4'), 'mariadb11.4'],
  [Engine.mariadb('11.8'), 'mariadb11.8'],
];

/** Every engine × version × stage × availability that is allowed: prod has no single zone. */
export const MATRIX: readonly Combination[] = ENGINES.flatMap(([engine, family]) =>
  STAGES.flatMap((stage) =>
    (['single-az', 'multi-az'] as const)
      .filter((availability) => stage !== 'prod' || availability === 'multi-az')
      .map((availability) => ({ engine, family, stage, availability })),
  ),
);

/** The construct's id in a stack of all of them. */
export function nameOf({ engine, stage, availability }: Combination): string {
  return `${engine.name}-${engine.version}-${stage}-${availability}`.replaceAll('.', '-');
}

/** Puts the combination into the stack, which must be of its stage. */
export function build(stack: TerraformStack, combination: Combination): void {
  const { engine, stage, availability } = combination;
  databaseIn(stack, { engine, stage, availability }, nameOf(combination));
}
