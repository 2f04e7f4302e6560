import { z } from 'zod';
import type { CacheCapacity } from '../../lib/cache';
import { must, name, oneOf } from './words';

const cache = <R extends z.ZodType>(replicas: R) =>
  z.strictObject({
    /** The node type and how it is paid for: `reservedNodes('cache.m7g.large', { term: '1y' })`, `savingsPlanNodes`, `onDemandNodes`. */
    capacity: z.custom<CacheCapacity>(
      (value) => /^cache\.\w+\.\w+$/.test(String((value as Partial<CacheCapacity> | undefined)?.nodeType)),
      must(
        'a node type and how it is paid for',
        "Write onDemandNodes('cache.t4g.small'): docs/constructs/cache-types.md.",
      ),
    ),
    /** Copies in other zones, of which one takes over. @default 1 in prod, none below */
    replicas: replicas.optional(),
  });

const anyReplicas = oneOf([0, 1, 2, 3, 4, 5], 'Write 1 for one copy in another zone.');
const prodReplicas = oneOf([1, 2, 3, 4, 5], 'One node alone is a single point of failure: write 1 or more in prod.');
const lower = z.record(name, cache(anyReplicas)).optional();

/** The section `caches` of each stage, by name. */
export const caches = {
  sandbox: lower,
  staging: lower,
  prod: z.record(name, cache(prodReplicas)).optional(),
};
