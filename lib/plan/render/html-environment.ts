import { ACTION_WORDS, type Action, destroys } from '../action';
import type {
  AccessChange,
  CostChange,
  Destruction,
  FindingSummary,
  Preview,
  PreviewedFinding,
} from '../preview/preview';
import { plural } from '../preview/verdict';
import { htmlText } from './escape';
import { changesHtml } from './html-changes';
import { costText, isQuiet, LEVEL_WORDS, money, timeText } from './words';

/** One environment of the page. */
export function environmentHtml(preview: Preview, index: number): string {
  const { environment, verdict, warnings, destructions, digest, plannedAt, terraformVersion } = preview;
  const head = `<article class="environment" id="e${index}" aria-labelledby="t${index}">
<div class="verdict ${verdict.level}">
<h2 id="t${index}">${htmlText(environment)} <span class="mark ${verdict.level}">${LEVEL_WORDS[verdict.level]}</span></h2>
<p class="said">${htmlText(verdict.text)}</p>
${countsHtml(preview)}
</div>`;
  if (preview.pending) return `${head}\n</article>`;
  return `${head}
${warnings.map((warning) => `<p class="banner" role="alert">${htmlText(warning)}</p>`).join('\n')}
${lostHtml(destructions.filter(({ stateful }) => stateful))}
${findingsHtml(preview.findings)}
${preview.cost === null ? '' : costHtml(preview.cost)}
${accessHtml(preview.access)}
${goneHtml(destructions.filter(({ stateful }) => !stateful))}
${changesHtml(preview, index)}
<p class="meta">Planned ${htmlText(timeText(plannedAt))} by Terraform ${htmlText(terraformVersion)} · digest <code>${htmlText(digest)}</code></p>
</article>`;
}

function countsHtml({ counts, stage, stageDeclared }: Preview): string {
  const pills: readonly (readonly [number, string, string])[] = [
    [counts.delete, 'destroyed', 'red'],
    [counts.replace, 'replaced', 'red'],
    [counts.unknown, 'unknown', 'red'],
    [counts.forget, 'forgotten', 'amber'],
    [counts.update, 'updated', 'amber'],
    [counts.create, 'created', 'green'],
    [counts.move, 'moved', 'blue'],
    [counts.import, 'imported', 'blue'],
  ];
  const shown = pills.flatMap(([count, word, color]) =>
    count > 0 ? [`<li class="${color}">${count} ${word}</li>`] : [],
  );
  const stageText = stageDeclared ? `stage ${stage}` : `no stage named: checked as ${stage}`;
  return `<ul class="counts" aria-label="Changes">${shown.join('')}<li class="plain">${stageText}</li></ul>`;
}

function lostHtml(lost: readonly Destruction[]): string {
  if (lost.length === 0) return '';
  const items = lost.map((one) => {
    const notes = [...one.why, ...one.fate].map((note) => `<li>${htmlText(note)}</li>`).join('');
    return `<li>${pill(one.action)} ${placeHtml(one)}${notes === '' ? '' : `<ul>${notes}</ul>`}</li>`;
  });
  return `<section class="card lost" role="alert"><h3>${plural(lost.length, 'resource')} that hold${lost.length === 1 ? 's' : ''} data ${lost.length === 1 ? 'is' : 'are'} lost or replaced</h3><ul class="list">${items.join('\n')}</ul></section>`;
}

function goneHtml(gone: readonly Destruction[]): string {
  if (gone.length === 0) return '';
  const items = gone.map(
    (one) =>
      `<li>${pill(one.action)} ${placeHtml(one)}${one.why[0] === undefined ? '' : `<br>${htmlText(one.why[0])}`}</li>`,
  );
  return `<section class="card"><h3>Destroyed, replaced or forgotten, without data: ${gone.length}</h3><ul class="list">${items.join('\n')}</ul></section>`;
}

function pill(action: Action): string {
  return `<span class="pill ${destroys(action) ? 'red' : 'amber'}">${htmlText(ACTION_WORDS[action])}</span>`;
}

function findingsHtml({ added, altered, compared, known, repaired, waived }: FindingSummary): string {
  const rest = [
    ...(known > 0 ? [`${known} that the base branch has as well`] : []),
    ...(repaired > 0 ? [`${repaired} of the base branch repaired`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
  const count = added.length + altered.length;
  if (count === 0) return `<p class="quiet">Policy: nothing new${rest === '' ? '' : `; ${rest}`}.</p>`;
  const items = [...added.map((one) => findingHtml(one, '')), ...altered.map((one) => findingHtml(one, ', altered'))];
  const note = compared
    ? ''
    : '<p class="quiet">Nothing to compare with was given, so every finding counts as new.</p>';
  const title = `Policy: ${plural(count, 'finding')}${compared ? ' that the base branch has not' : ''}`;
  return `<section class="card"><h3>${title}</h3>${note}<ul class="list">${items.join('\n')}</ul>${rest === '' ? '' : `<p class="quiet">Besides: ${rest}.</p>`}</section>`;
}

function findingHtml(finding: PreviewedFinding, note: string): string {
  const { rule, severity, message, value, fix } = finding;
  const color = severity === 'critical' ? 'red' : severity === 'high' ? 'amber' : 'blue';
  return `<li class="finding"><span class="pill ${color}">${severity}${note}</span> <code>${htmlText(rule)}</code> ${placeHtml(finding)}<p>${htmlText(message)} <code class="value">${htmlText(value)}</code></p><p class="fix"><strong>Fix:</strong> ${htmlText(fix)}</p></li>`;
}

function costHtml(cost: CostChange): string {
  const { currency, resources, unpriced } = cost;
  const rows = resources.map(
    (line) =>
      `<tr><td><code>${htmlText(line.constructPath ?? line.address)}</code></td><td class="number">${money(line.before, currency)}</td><td class="number">${money(line.after, currency)}</td><td class="number">${money(line.after - line.before, currency, true)}</td><td>${htmlText(line.purchase)}</td></tr>`,
  );
  const table = `<div class="scroll" tabindex="0" role="region" aria-label="Cost by resource"><table><thead><tr><th scope="col">resource</th><th scope="col" class="number">before</th><th scope="col" class="number">after</th><th scope="col" class="number">change</th><th scope="col">paid as</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
  return `<section class="card"><h3>Cost: ${costText(cost)}</h3>${rows.length === 0 ? '' : table}${unpriced.length === 0 ? '' : `<p class="quiet">New, and not priced: ${plural(unpriced.length, 'resource')}.</p>`}</section>`;
}

function accessHtml(access: readonly AccessChange[]): string {
  if (access.length === 0) return '<p class="quiet">Access: nobody reaches or may do more than before.</p>';
  const words = {
    everybody: ['red', 'everybody'],
    unknown: ['amber', 'not known'],
    somebody: ['blue', 'more'],
  } as const;
  const item = ({ reach, text, address }: AccessChange): string => {
    const [color, word] = words[reach];
    return `<li><span class="pill ${color}">${word}</span> ${htmlText(text)} <code class="address">${htmlText(address)}</code></li>`;
  };
  const [old, made] = [access.filter((one) => !isQuiet(one)), access.filter(isQuiet)];
  const rest = `<details><summary>${made.length} only to what this plan makes</summary><ul class="list">${made.map(item).join('\n')}</ul></details>`;
  return `<section class="card"><h3>Who can reach or do more than before</h3><ul class="list">${old.map(item).join('\n')}</ul>${made.length > 0 ? rest : ''}</section>`;
}

function placeHtml({ address, constructPath }: { address: string; constructPath: string | null }): string {
  const code = `<code class="address">${htmlText(address)}</code>`;
  return constructPath === null ? code : `<code class="path">${htmlText(constructPath)}</code> ${code}`;
}
