import { DEFAULT_KUBERNETES_VERSION, type KubernetesVersion, standardSupportEnds } from '../../lib/cluster';
import { KUBERNETES_VERSION_SOURCES, KUBERNETES_VERSIONS } from '../../lib/cluster/data/kubernetes-versions';
import eks from '../../lib/policy/data/eks-versions.json';
import { testStack } from '../support/template';
import { clusterIn } from './fixtures';

/** What a synth on a day warns of. */
function warnings(version: KubernetesVersion, day: string): string[] {
  const cluster = clusterIn(testStack(), { version, asOf: new Date(day) });
  return cluster.node.metadata.filter(({ type }) => type.endsWith('warn')).map(({ data }) => String(data));
}

describe('the versions of Kubernetes', () => {
  it('are in standard support on the day on which the calendar was read', () => {
    for (const { version, source } of KUBERNETES_VERSIONS) {
      const end = standardSupportEnds(version);
      const { date, url } = KUBERNETES_VERSION_SOURCES[source];
      expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      if (end !== undefined) expect(end > date).toBe(true);
    }
  });

  it('end on the days that the policy knows', () => {
    const known: Record<string, string> = eks.standardSupportEnds;
    const ours = KUBERNETES_VERSIONS.map(({ version }) => [version, standardSupportEnds(version)]);
    for (const [version, end] of ours.filter(([, date]) => date !== undefined)) expect(known[version ?? '']).toBe(end);
  });

  it('default to the newest', () => {
    expect(DEFAULT_KUBERNETES_VERSION).toBe(KUBERNETES_VERSIONS.at(-1)?.version);
  });
});

describe('the end of a version', () => {
  it('is told from 120 days before it on', () => {
    expect(warnings('1.35', '2026-11-26')).toEqual([]);
    expect(warnings('1.35', '2026-11-27')).toEqual([
      'stack/cluster: standard support of Kubernetes 1.35 ends on 2027-03-27, in 120 days. EKS upgrades the cluster by itself then, and plans fail until `version` says so too: upgrade before.',
    ]);
  });

  it('is told after it too', () => {
    expect(warnings('1.34', '2026-12-02')).toEqual([expect.stringContaining('ended on 2026-12-02')]);
  });

  it('cannot be told where it is not announced', () => {
    expect(warnings('1.36', '2030-01-01')).toEqual([]);
  });
});
