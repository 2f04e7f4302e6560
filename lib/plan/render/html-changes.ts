import { destroys } from '../action';
import type { Preview, PreviewedChange } from '../preview/preview';
import { htmlText } from './escape';
import { ACTION_SIGNS, driftTitle, type Line, linesOf, titleOf } from './words';

const classes: Readonly<Record<Line['sign'], string>> = { '+': 'add', '-': 'remove', '!': 'alter', ' ': 'same' };

/** Every change of an environment, by construct, collapsed. */
export function changesHtml({ groups, outputs, drift, deferred }: Preview, index: number): string {
  const parts = [
    ...(drift.length > 0 ? [group('Changed outside Terraform', drift, driftTitle)] : []),
    ...(deferred.length > 0
      ? [
          group(
            'Left to a later plan',
            deferred.map(({ change, why }) => ({ ...change, reason: why })),
          ),
        ]
      : []),
    ...groups.map(({ name, changes }) => group(name, changes)),
    ...(outputs.length > 0 ? [outputsHtml(outputs)] : []),
  ];
  if (parts.length === 0) return '';
  return `<section class="changes" aria-labelledby="c${index}"><h3 id="c${index}">Changes</h3>
<div class="tools" hidden><input type="search" placeholder="Filter by address, path or value" aria-label="Filter changes"><button type="button">Open all</button><output aria-live="polite"></output></div>
${parts.join('\n')}</section>`;
}

function group(
  name: string,
  changes: readonly PreviewedChange[],
  called: (change: PreviewedChange) => string = titleOf,
): string {
  const signs = new Map<string, { count: number; color: string }>();
  for (const { action } of changes) {
    const color = destroys(action) ? 'red' : action === 'create' ? 'green' : action === 'update' ? 'amber' : 'blue';
    const entry = signs.get(ACTION_SIGNS[action]);
    signs.set(ACTION_SIGNS[action], { count: (entry?.count ?? 0) + 1, color });
  }
  const pills = [...signs].map(
    ([sign, { count, color }]) => `<span class="pill ${color}">${htmlText(sign)} ${count}</span>`,
  );
  return `<details><summary><span class="name">${htmlText(name)}</span>${pills.join('')}</summary>${changes.map((change) => changeHtml(change, called(change))).join('\n')}</details>`;
}

function changeHtml(change: PreviewedChange, title: string): string {
  const { action, address, constructPath, reason, attributes } = change;
  const path = constructPath === null ? '' : ` · <code class="address">${htmlText(constructPath)}</code>`;
  const lines = attributes.flatMap(linesOf);
  return `<div class="change"><h4><code>${htmlText(ACTION_SIGNS[action])} ${htmlText(address)}</code>${path}</h4><p>${htmlText(title)}${reason === null ? '' : ` (${htmlText(reason)})`}</p>${lines.length === 0 ? '' : linesHtml(lines)}</div>`;
}

function outputsHtml(outputs: Preview['outputs']): string {
  const lines = outputs.flatMap(({ attributes }) => attributes.flatMap(linesOf));
  return `<details><summary><span class="name">Outputs</span><span class="pill blue">${outputs.length}</span></summary><div class="change">${linesHtml(lines)}</div></details>`;
}

function linesHtml(lines: readonly Line[]): string {
  const spans = lines.map(
    ({ sign, text }) => `<span class="${classes[sign]}">${htmlText(`${sign === '!' ? '~' : sign} ${text}`)}</span>`,
  );
  return `<pre>${spans.join('')}</pre>`;
}
