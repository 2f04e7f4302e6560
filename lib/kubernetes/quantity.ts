import type { Faults } from '../core';

/** Processor time: cores (`1`, `2`), or thousandths of one (`250m`). */
export type Cpu = `${number}` | `${number}m`;

/** Memory or storage, in MiB or GiB: `256Mi`, `2Gi`. */
export type Bytes = `${number}Mi` | `${number}Gi`;

/** Cores as a number; undefined when it is no quantity above zero. */
export function coresOf(cpu: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(cpu);
  const cores = match ? Number(match[1]) / (match[2] ? 1000 : 1) : 0;
  return cores > 0 ? cores : undefined;
}

/** MiB as a number; undefined when it is no quantity above zero. */
export function mebibytesOf(bytes: string): number | undefined {
  const match = /^(\d+)(Mi|Gi)$/.exec(bytes);
  const mebibytes = match ? Number(match[1]) * (match[2] === 'Gi' ? 1024 : 1) : 0;
  return mebibytes > 0 ? mebibytes : undefined;
}

/** Adds a fault unless it is processor time above zero. */
export function checkCpu(faults: Faults, prop: string, cpu: string): void {
  faults.check(coresOf(cpu) !== undefined, {
    prop,
    expected: 'cores, such as 2, or thousandths of one, such as 250m',
    got: cpu,
    fix: 'Write the number as text, without a space.',
  });
}

/** Adds a fault unless it is memory above zero. */
export function checkBytes(faults: Faults, prop: string, bytes: string): void {
  faults.check(mebibytesOf(bytes) !== undefined, {
    prop,
    expected: 'whole MiB or GiB, such as 256Mi or 2Gi',
    got: bytes,
    fix: 'Mi and Gi are powers of two; M, G and bare bytes are not taken.',
  });
}
