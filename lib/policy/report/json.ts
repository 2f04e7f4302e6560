import type { CheckResult } from '../engine';
import { safeJson } from './safe';

/** Writes the stable JSON contract that other tools read. */
export function renderJson(result: CheckResult): string {
  const waived = result.findings.filter((finding) => finding.waived).length;
  const report = {
    summary: { resources: result.resources, rules: result.rules, findings: result.findings.length - waived, waived },
    findings: result.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      stack: finding.stack,
      address: finding.address,
      constructPath: finding.constructPath,
      message: `${finding.message} (${finding.how}: ${finding.value})`,
      why: finding.why,
      fix: finding.fix,
      controls: finding.controls,
      waived: finding.waived,
    })),
  };
  return safeJson(report);
}
