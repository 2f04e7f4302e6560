import { z } from 'zod';
import type { CacheNodeType } from '../../lib/cache';
import { must, name, oneOf } from './words';

const cache = <R extends z.ZodType>(replicas: R) =>
  z.strictObject({
    /** Such as `cache.t4g.small`. */
    nodeType: z.custom<CacheNodeType>(
      (value) => /^cache\.\w+\.\w+$/.test(String(value)),
      must('a node type such as cache.t4g.small', 'See docs/constructs/cache.md.'),
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
