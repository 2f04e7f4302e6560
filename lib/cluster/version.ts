import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import type { Faults } from '../core';
import { KUBERNETES_VERSIONS } from './data/kubernetes-versions';

/**
 * A Kubernetes version in EKS's standard support. An older one has no spelling: it would cost six times as much by the hour.
 * `lib/cluster/data/kubernetes-versions.ts` has the list with its sources and dates.
 */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number]['version'];

/** The newest version that is known. */
export const DEFAULT_KUBERNETES_VERSION: KubernetesVersion = '1.36';

/** How long before the end of standard support a synth warns. */
const WARNING_DAYS = 120;

/**
 * The first day without standard support.
 *
 * @returns such as `2027-03-27`; nothing for a version whose end is not announced in what was read
 */
export function standardSupportEnds(version: KubernetesVersion): string | undefined {
  const row = KUBERNETES_VERSIONS.find((candidate) => candidate.version === version);
  return row !== undefined && 'standardSupportEnds' in row ? row.standardSupportEnds : undefined;
}

/** Checks that the version is one of the list. */
export function checkVersion(faults: Faults, version: KubernetesVersion): void {
  const known = KUBERNETES_VERSIONS.map((row) => row.version);
  faults.check(known.includes(version), {
    prop: 'version',
    expected: `one of ${known.join(', ')}, which are in standard support`,
    got: version,
    fix: 'Upgrade one minor version at a time; an older one is in Extended Support, which costs extra.',
  });
}

/**
 * Warns when the version's standard support ends within 120 days. With the upgrade policy STANDARD, EKS then upgrades the
 * control plane by itself, and the next plan wants to go back to the version of the code, which EKS refuses.
 *
 * @param asOf the day of the synth
 */
export function warnOfEnd(scope: Construct, version: KubernetesVersion, asOf: Date): void {
  const end = standardSupportEnds(version);
  if (end === undefined) return;
  const days = Math.ceil((Date.parse(end) - asOf.getTime()) / 86_400_000);
  if (days > WARNING_DAYS) return;
  const when = days > 0 ? `ends on ${end}, in ${days} days` : `ended on ${end}`;
  Annotations.of(scope).addWarning(
    `${scope.node.path}: standard support of Kubernetes ${version} ${when}. EKS upgrades the cluster by itself then, and plans fail until \`version\` says so too: upgrade before.`,
  );
}
