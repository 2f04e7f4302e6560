/** What the inside of a cluster may not be in an environment file: `tsc` fails when one of these lines begins to compile. */
import type { Environment } from '../../environments/environment';
import { Replicas } from '../../lib/kubernetes';

type Of<S extends Environment['stage']> = Extract<Environment, { readonly stage: S }>;
type Workload<S extends 'staging' | 'prod'> = NonNullable<Of<S>['workloads']>[string];

declare const workload: Workload<'prod'>;

export const redundant: Workload<'prod'> = { ...workload, replicas: Replicas.between(2, 4) };

// @ts-expect-error one pod is down while its node is drained
export const singleInProd: Workload<'prod'> = { ...workload, replicas: Replicas.single() };

export const singleInStaging: Workload<'staging'> = { ...workload, replicas: Replicas.single() };

// @ts-expect-error a tag is whatever was pushed last
export const byTag: Workload<'prod'> = { ...workload, image: { repository: 'api', digest: 'latest' } };

// @ts-expect-error a sandbox has no workloads: its emulator has no Kubernetes API
export const sandboxed: Of<'sandbox'>['workloads'] = {};
