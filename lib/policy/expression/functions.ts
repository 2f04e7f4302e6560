import type { Value } from '../graph/value';
import { collectionFunctions } from './functions-collection';
import { conversionFunctions } from './functions-conversion';
import { networkFunctions } from './functions-network';
import { stringFunctions } from './functions-string';
import { yamlFunctions } from './functions-yaml';

/** A Terraform function over folded arguments; undefined when an argument that matters is not known. */
export type TerraformFunction = (args: readonly Value[]) => Value | undefined;

/** The functions that are folded. Every other one gives an unknown value that keeps its references. */
export const functions: ReadonlyMap<string, TerraformFunction> = new Map(
  Object.entries({
    ...stringFunctions,
    ...collectionFunctions,
    ...conversionFunctions,
    ...networkFunctions,
    ...yamlFunctions,
  }),
);
