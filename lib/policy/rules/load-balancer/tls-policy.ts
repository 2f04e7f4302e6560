/** Policies of load balancers that refuse everything below TLS 1.2, also those that are named after this was written. */
export function refusesOldTls(policy: string): boolean {
  return /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)(-|$)/.test(policy.trim());
}

/** CloudFront's minimum versions of which none is below TLS 1.2. */
export function isModernViewerVersion(version: string): boolean {
  return /^TLSv1\.[23]_20\d\d$/.test(version.trim());
}

/** API Gateway's policies of which none is below TLS 1.2. */
export function isModernDomainPolicy(policy: string): boolean {
  return /^(TLS_1_2|SecurityPolicy_TLS1[23]_\w+)$/.test(policy.trim());
}
