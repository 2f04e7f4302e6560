/** One Kubernetes version of EKS. */
interface KubernetesVersionRow {
  /** The minor version, as `version` takes it. */
  readonly version: string;
  /** The first day on which standard support is over; nothing where no page that was read says it. */
  readonly standardSupportEnds?: string;
  /** Where it was read; see {@link KUBERNETES_VERSION_SOURCES}. */
  readonly source: keyof typeof KUBERNETES_VERSION_SOURCES;
}

/**
 * Where each row comes from, and the day on which it was read. Standard support lasts 14 months from the release on EKS. The
 * calendar that was read ends with 1.35; newer copies of the page name 1.36, without a date that could be read.
 */
export const KUBERNETES_VERSION_SOURCES = {
  calendar: {
    date: '2026-11-21',
    url: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar',
  },
  announced: { date: '2026-11-21', url: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html' },
} as const;

/** The versions in standard support, oldest first. Read the calendar again with every release. */
export const KUBERNETES_VERSIONS = [
  { version: '1.34', standardSupportEnds: '2026-12-02', source: 'calendar' },
  { version: '1.35', standardSupportEnds: '2027-03-27', source: 'calendar' },
  { version: '1.36', source: 'announced' },
] as const satisfies readonly KubernetesVersionRow[];
