import { z } from 'zod';
import type { AccessOptions, AddOn, ApiAccess, KubernetesVersion, NodePool } from '../../lib/cluster';
import { must, name } from './words';

/** Something that the library's functions made: an environment file calls them, and they check what they are told. */
const made = <T>(keys: readonly (keyof T & string)[], expected: string, fix: string) =>
  z.custom<T>((value) => keys.every((key) => key in Object(value)), must(expected, fix));

const nodePool = made<NodePool>(
  ['instanceTypes', 'purchase', 'scaling'],
  'a node pool',
  'Write onDemandPool({ … }), reservedPool({ … }) or spotPool({ … }).',
);

/**
 * The section `cluster`: the EKS cluster that the services run in. That prod has nodes which nobody takes back, and that the
 * version is in support, is checked by the construct.
 */
export const cluster = z
  .strictObject(
    {
      /** The version of Kubernetes, in standard support; it can be raised by one at a time. */
      version: z.custom<KubernetesVersion>(
        (value) => typeof value === 'string' && /^1\.\d\d$/.test(value),
        must("a version such as '1.35'", 'Write it as text; lib/cluster/data/kubernetes-versions.ts has the list.'),
      ),
      /** The nodes. Say their zones: a pool whose zones change is replaced, its pods moved first. */
      nodePools: z
        .tuple([nodePool], nodePool, must('one node pool or more', 'Write [onDemandPool({ … })].'))
        .readonly(),
      /** From where its API can be reached. @default ApiAccess.privateOnly() */
      api: made<ApiAccess>(
        ['publicCidrs'],
        'an ApiAccess',
        "Write ApiAccess.privateOnly() or ApiAccess.from(['203.0.113.0/24']).",
      ).optional(),
      /** Add-ons besides those that every cluster has. @default [AddOn.metricsServer()] */
      addOns: z
        .array(made<AddOn>(['name', 'options'], 'an add-on', 'Write AddOn.metricsServer().'))
        .readonly()
        .optional(),
      /** Who may use its API, by team. Whoever deploys it gets nothing by that. @default nobody */
      access: z
        .record(
          name,
          made<AccessOptions>(
            ['principal', 'access'],
            'a role and what it may do',
            "Write { principal: Role.fromArn('arn:aws:iam::…:role/…'), access: ClusterAccess.view() }.",
          ),
        )
        .optional(),
    },
    must('a section with version and nodePools', 'See environments/staging.ts.'),
  )
  .optional();

/** Adds a fault where services have no cluster to run in. */
export function checkCluster(
  environment: { readonly cluster?: unknown; readonly services?: Readonly<Record<string, unknown>> },
  context: z.RefinementCtx,
): void {
  if (environment.cluster !== undefined || Object.keys(environment.services ?? {}).length === 0) return;
  context.addIssue({
    code: 'custom',
    path: ['cluster'],
    message: 'there where `services` are: they run in it\nDeclare `cluster`; see environments/staging.ts.',
  });
}
