import type { Health } from './health';
import type { PodProps } from './pod-props';
import type { Replicas } from './replicas';

/** Pods that take connections. */
interface ListeningProps {
  /** The TCP port that the program listens on, above 1023: pods are not root. */
  readonly port: number;
  /** How the cluster knows that it works. @default Health.http(): `/readyz` and `/livez` on its port */
  readonly health?: Health;
}

/** Pods that take none, such as a queue's worker. */
interface WorkerProps {
  /** Left out: nothing connects to it. @default none */
  readonly port?: undefined;
  /** How the cluster knows that it works. */
  readonly health: Health;
}

/** What a {@link Workload} of prod is made of, and of a stack that says no stage. */
export type GuardedWorkloadProps = PodProps &
  (ListeningProps | WorkerProps) & {
    /** The stage of the stack, to have it checked. @default the stack's */
    readonly stage?: 'prod';
    /** How many pods. @default Replicas.fixed(2) */
    readonly replicas?: Replicas<'redundant'>;
  };

/** What a {@link Workload} of staging or a sandbox is made of. */
export type LowerWorkloadProps = PodProps &
  (ListeningProps | WorkerProps) & {
    /** The stage of the stack. */
    readonly stage: 'staging' | 'sandbox';
    /** How many pods. @default Replicas.fixed(2) */
    readonly replicas?: Replicas;
  };

/** What a {@link Workload} is made of. What prod may not have does not compile where `stage` is left out or `'prod'`. */
export type WorkloadProps = GuardedWorkloadProps | LowerWorkloadProps;
