import { z } from 'zod';
import { name } from './words';

const service = z.strictObject({
  /** Databases that it logs in to by IAM, as a user of its own name. */
  databases: z.array(name).readonly().optional(),
  /** Caches that it reads and writes, below keys that begin with its name. */
  caches: z.array(name).readonly().optional(),
  /** Buckets that it reads and writes, by the name in `storage`. */
  buckets: z.array(name).readonly().optional(),
  /** Secrets that it reads, by the name in `secrets`. */
  secrets: z.array(name).readonly().optional(),
});

/** The section `services`: services with an identity of their own, by name. */
export const services = z.record(name, service).optional();

/** Adds a fault for each name that the section does not declare. */
export function mustBeDeclared(
  context: z.RefinementCtx,
  path: string[],
  names: readonly string[],
  declared: readonly string[],
  section: string,
): void {
  names.forEach((name, index) => {
    if (declared.includes(name)) return;
    const choice = declared.length > 0 ? `one of ${declared.join(', ')}` : `declared in \`${section}\``;
    context.addIssue({
      code: 'custom',
      path: [...path, index],
      message: `${choice}\nAdd it to \`${section}\`, or mend its spelling.`,
    });
  });
}
