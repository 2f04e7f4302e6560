import { createColors } from 'picocolors';
import type { Finding } from '../finding';
import { safeJson, safeLine } from '../report/safe';
import type { Access, Explanation, Inbound, KeyUse } from './explanation';

/** Lines of one section that are printed; the JSON has all. */
const longestSection = 25;

/** Writes explanations for people. */
export function renderExplanations(explanations: readonly Explanation[], options: { colors?: boolean } = {}): string {
  const colors = createColors(options.colors ?? false);
  return explanations
    .map((one) => {
      const path = one.constructPath ? `  (${one.constructPath})` : '';
      const place = `${one.file}${one.line === null ? '' : `:${one.line}`}`;
      const sections: readonly [string, readonly string[]][] = [
        ['Where it stands', placement(one)],
        ['Who may connect to it', reachability(one)],
        ['Who may read or use what it holds', access(one.access.filter(({ reads }) => reads))],
        ['What else policies say about it', access(one.access.filter(({ reads }) => !reads))],
        ['What encrypts it', keys(one.keys)],
        ['Named by', one.referencedBy.map(({ address, attribute }) => `${address}  ${attribute}`)],
        ['Names', one.refersTo],
        ['Findings', findings(one)],
      ];
      return [
        `${colors.bold(safeLine(`${one.stack} ${one.address}`))}${colors.dim(safeLine(path))}`,
        safeLine(`  written in ${place} (${one.origin}), stage ${one.stage}`),
        ...sections.flatMap(([title, lines]) => section(title, lines, colors.bold)),
        ...(one.notRead.length > 0
          ? [
              '',
              safeLine(
                `Not read, because AWS writes them: ${one.notRead.join(', ')}. A role that has one may do more than is listed.`,
              ),
            ]
          : []),
        '',
      ].join('\n');
    })
    .join('\n');
}

/** Writes explanations as JSON: the list of {@link Explanation}. */
export function renderExplanationsJson(explanations: readonly Explanation[]): string {
  return safeJson(explanations);
}

function section(title: string, lines: readonly string[], bold: (text: string) => string): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - longestSection;
  return [
    '',
    bold(title),
    ...lines.slice(0, longestSection).map((line) => safeLine(`  ${line}`)),
    ...(more > 0 ? [`  … and ${more} more: --format json has all`] : []),
  ];
}

function placement({ placement: places }: Explanation): string[] {
  return places.map(({ subnet, tier, because }) => `${tier.padEnd(7)}  ${subnet}: ${because}`);
}

function reachability({ reachability: reach }: Explanation): string[] {
  if (!reach) return [];
  const { groups, inbound, publicAddress, waysFromInternet: ways } = reach;
  return [
    ...(groups.length > 0
      ? [`its security groups: ${groups.join(', ')}`]
      : ['it carries no security group of these files']),
    ...inbound.map(permission),
    ...(groups.length > 0 && inbound.length === 0 ? ['nobody: its security groups admit no one'] : []),
    publicAddress === null ? 'it has no public address' : `it has a public address: ${publicAddress}`,
    ...(ways.length === 0 ? ['from the internet: no way in these files'] : ways.map((way) => `a way: ${way}`)),
  ];
}

function permission({ ports, from, carriedBy, rule }: Inbound): string {
  return `${ports}  from ${from}${carriedBy.length > 0 ? `, carried by ${carriedBy.join(', ')}` : ''}  [${rule}]`;
}

function access(all: readonly Access[]): string[] {
  return all.map(({ effect, who, actions, conditions, where }) => {
    const when = conditions.length > 0 ? `, when ${conditions.join(' and ')}` : '';
    return `${effect === 'Deny' ? 'denied: ' : ''}${who}  ${actions.join(', ')}${when}  [${where}]`;
  });
}

function keys(all: readonly KeyUse[]): string[] {
  return all.flatMap(({ attribute, key, users }) => [
    `${key}  [${attribute}]${users.length === 0 ? ': who may use it is not in these files' : ''}`,
    ...access(users.filter(({ reads }) => reads)).map((line) => `  opened by ${line}`),
  ]);
}

function findings({ address, findings: all }: Explanation): string[] {
  if (all.length === 0) return ['none here, nor at what is named above'];
  return all.map((finding: Finding) => {
    const where = finding.address === address ? '' : ` at ${finding.address}`;
    return `${finding.rule} ${finding.severity}${finding.waived ? ' (waived)' : ''}${where}: ${finding.message}`;
  });
}
