import type { Faults } from '../core';

/** Kubernetes labels, name to value: `{ 'acme.example/team': 'orders' }`. */
export type Labels = Readonly<Record<string, string>>;

/** What happens to pods that do not tolerate a taint. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** Keeps pods off a node, unless they tolerate it: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Taint {
  /** Such as `dedicated`. */
  readonly key: string;
  /** Such as `batch`. @default '' */
  readonly value?: string;
  /** What happens to pods that do not tolerate it. */
  readonly effect: TaintEffect;
}

/** What a pod says to be let onto tainted nodes. */
export interface Toleration {
  /** The taint's key. */
  readonly key: string;
  /** The taint's value is named. */
  readonly operator: 'Equal';
  /** The taint's value. */
  readonly value: string;
  /** The taint's effect. */
  readonly effect: TaintEffect;
}

/** The toleration that lets a pod onto nodes with the taint. */
export function toleration({ key, value = '', effect }: Taint): Toleration {
  return { key, operator: 'Equal', value, effect };
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
/** Names that Kubernetes and EKS write themselves: a kubelet is refused to set them, or they would be lost. */
const RESERVED = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com|karpenter\.sh|karpenter\.k8s\.aws)\//;
const EFFECTS: readonly TaintEffect[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Checks labels by Kubernetes' rules: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function checkLabels(faults: Faults, prop: string, labels: Labels): void {
  for (const [key, value] of Object.entries(labels)) checkPair(faults, prop, key, value);
}

/** Checks taints by Kubernetes' rules. */
export function checkTaints(faults: Faults, prop: string, taints: readonly Taint[]): void {
  for (const { key, value = '', effect } of taints) {
    checkPair(faults, prop, key, value);
    faults.check(EFFECTS.includes(effect), {
      prop: `${prop}.effect`,
      expected: EFFECTS.join(', '),
      got: effect,
      fix: 'Write one of these.',
    });
  }
  const keys = taints.map(({ key, effect }) => `${key}:${effect}`);
  faults.check(new Set(keys).size === keys.length, {
    prop,
    expected: 'each key and effect once',
    got: keys,
    fix: 'Remove the second one.',
  });
}

function checkPair(faults: Faults, prop: string, key: string, value: string): void {
  const [name = '', prefix] = key.split('/').reverse();
  const wellFormed = key.split('/').length <= 2 && NAME.test(name) && (prefix === undefined || PREFIX.test(prefix));
  faults.check(wellFormed, {
    prop,
    expected: 'a name of 1 to 63 letters, digits or ._-, after a domain and a slash where it has one',
    got: key,
    fix: 'Write for example acme.example/team.',
  });
  faults.check(!RESERVED.test(key), {
    prop,
    expected: 'a name outside the domains of Kubernetes, EKS and Karpenter',
    got: key,
    fix: 'Use a domain of your own: EKS sets its labels itself.',
  });
  faults.check(value === '' || NAME.test(value), {
    prop: `${prop}.${key}`,
    expected: 'empty, or 1 to 63 letters, digits or ._-',
    got: value,
    fix: 'Shorten it, and begin and end with a letter or digit.',
  });
}
