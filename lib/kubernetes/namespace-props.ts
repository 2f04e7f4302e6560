import type { Stage } from '../core';
import type { Bytes, Cpu } from './quantity';

/** How much the pods of a namespace may ask for together. */
export interface NamespaceQuota {
  /** Processor time that is asked for. */
  readonly cpu: Cpu;
  /** Memory that is asked for; limits may add up to the same. */
  readonly memory: Bytes;
  /** How many pods, at most. */
  readonly pods: number;
  /** How many volumes, at most. @default 0 */
  readonly volumes?: number;
}

/** What a container gets that says nothing, and what it may ask for at most. */
export interface ContainerLimits {
  /** Processor time of a container that says nothing. @default '100m' */
  readonly defaultCpu?: Cpu;
  /** Memory of a container that says nothing. @default '128Mi' */
  readonly defaultMemory?: Bytes;
  /** The most processor time that one container may be limited to. @default '4' */
  readonly maxCpu?: Cpu;
  /** The most memory that one container may ask for. @default '8Gi' */
  readonly maxMemory?: Bytes;
}

/** What a {@link Namespace} is made of. */
export interface NamespaceProps {
  /** How much everything in it may ask for together. */
  readonly quota: NamespaceQuota;
  /** What single containers get and may ask for. @default 100m and 128Mi, up to 4 cores and 8Gi */
  readonly limits?: ContainerLimits;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}
