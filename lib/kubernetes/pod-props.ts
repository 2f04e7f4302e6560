import type { Labels, PreferredNodes, Toleration } from '../cluster';
import type { PodIdentity } from './identity';
import type { Image } from './image';
import type { MountedSecret } from './mounted-secret';
import type { Namespace } from './namespace';
import type { PriorityClass } from './priority-class';
import type { Bytes, Cpu } from './quantity';

/** What a container asks for. */
export interface ContainerResources {
  /** Processor time that is kept for it. */
  readonly cpu: Cpu;
  /** The most processor time that it may take. @default what the namespace's limits say: time that nobody else asks for is its */
  readonly cpuLimit?: Cpu;
  /** Memory that is kept for it, and the most that it may take. */
  readonly memory: Bytes;
  /** The most that it may write to its directories and logs. @default '1Gi' */
  readonly ephemeralStorage?: Bytes;
}

/** Which nodes pods may stand on. */
export interface NodeSelection {
  /** Labels that the node has. @default any */
  readonly labels?: Labels;
  /** Taints of a pool that they may stand beside: `toleration(SPOT_TAINT)`. @default none */
  readonly tolerations?: readonly Toleration[];
  /** Which of those nodes they would rather stand on: `pair.preferences` of a `poolPair`. @default none */
  readonly preferences?: readonly PreferredNodes[];
}

/** What every pod is made of, of a {@link Workload} and of a {@link CronJob}. */
export interface PodProps {
  /** The namespace that it is in. */
  readonly namespace: Namespace;
  /** What it runs, by digest. */
  readonly image: Image;
  /** What it asks for. */
  readonly resources: ContainerResources;
  /** The AWS identity of its pods: see `cluster.addWorkload`. @default none */
  readonly identity?: PodIdentity;
  /** Settings, by variable. A secret is none: see `secrets`. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Secrets of Secrets Manager, as files. @default none */
  readonly secrets?: readonly MountedSecret[];
  /** The program. @default the image's entry point */
  readonly command?: readonly string[];
  /** The program's arguments. @default the image's */
  readonly args?: readonly string[];
  /** Directories that it may write to, thrown away with the pod: everything else is read-only. @default ['/tmp'] */
  readonly writableDirectories?: readonly string[];
  /** The numeric user and group that it runs as. @default 10001: an image must not depend on who runs it */
  readonly user?: number;
  /** True to give its pods a token of the Kubernetes API, for what `role.grantTo(…)` allows. @default false */
  readonly kubernetesApi?: boolean;
  /** What goes first when nodes are full. @default the cluster's default */
  readonly priority?: PriorityClass;
  /** Which nodes its pods may stand on. @default any without a taint */
  readonly nodes?: NodeSelection;
}
