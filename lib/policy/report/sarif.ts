import { createHash } from 'node:crypto';
import type { CheckResult } from '../engine';
import type { Finding, Severity } from '../finding';
import { catalogue } from '../rules/catalogue';
import { toolVersion } from '../version';
import { safe, safeJson } from './safe';

/** GitHub ranks findings by this number. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};
const level: Readonly<Record<Severity, string>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

/** Writes SARIF 2.1.0, with a fingerprint that stays the same while rule, stack, address and attribute do. */
export function renderSarif(result: CheckResult): string {
  const fingerprint = fingerprints();
  const used = new Set(result.findings.map((finding) => finding.rule));
  const rules = catalogue.filter((rule) => used.has(rule.id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rampart',
            version: toolVersion(),
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              fullDescription: { text: rule.why },
              help: { text: rule.fix },
              defaultConfiguration: { level: level[rule.severity] },
              properties: { 'security-severity': securitySeverity[rule.severity], tags: rule.controls },
            })),
          },
        },
        results: result.findings.map((finding) =>
          sarifResult(
            finding,
            rules.findIndex((rule) => rule.id === finding.rule),
            fingerprint(finding),
          ),
        ),
      },
    ],
  };
  return safeJson(log);
}

function sarifResult(finding: Finding, ruleIndex: number, fingerprint: string): object {
  const { waiver } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: level[finding.severity],
    message: {
      text: safe(`${finding.address}: ${finding.message} (${finding.how}: ${finding.value}). ${finding.fix}`),
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(finding.file) }, region: { startLine: finding.line ?? 1 } },
        logicalLocations: [
          { fullyQualifiedName: `${finding.stack}/${finding.address}`, kind: 'resource' },
          ...(finding.constructPath === null ? [] : [{ fullyQualifiedName: finding.constructPath, kind: 'construct' }]),
        ],
      },
    ],
    partialFingerprints: { 'rampart/v1': fingerprint },
    ...(waiver
      ? {
          suppressions: [
            { kind: 'external', justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` },
          ],
        }
      : {}),
  };
}

/** A path as a relative URI reference. */
function uriOf(file: string): string {
  return file.replace(/\\/g, '/').split('/').map(encodeURIComponent).join('/').replace(/^\.\//, '');
}

/** Findings at the same attribute are told apart by their order: a viewer takes equal fingerprints for one finding. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, stack, address, value }) => {
    const key = [rule, stack, address, value.split(' = ', 1)[0]].join('\n');
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    const text = number === 1 ? key : `${key}\n${number}`;
    return createHash('sha256').update(text).digest('hex').slice(0, 32);
  };
}
