import { createHash } from 'node:crypto';
import { htmlText, safeLink } from './escape';
import { environmentHtml } from './html-environment';
import { SCRIPT } from './html-script';
import { STYLE } from './html-style';
import { isStale, type Page, STALE_TEXT } from './page';
import { LEVEL_WORDS } from './words';

/**
 * Writes previews as one HTML file that needs nothing else: its style and script are inside, and its content security policy
 * lets nothing be loaded, sent or run besides them.
 */
export function renderHtml(page: Page): string {
  const { previews, revision } = page;
  const title = `Plan preview: ${previews.map(({ environment }) => environment).join(', ')}`;
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(STYLE)}'`,
    `script-src '${digestOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the previews</a>
<header class="top">
<h1>Plan preview</h1>
${commits(page)}
</header>
${isStale(revision) ? `<p class="banner stale" role="alert"><strong>Stale.</strong> ${htmlText(STALE_TEXT)}</p>` : ''}
${previews.length > 1 ? tabs(page) : ''}
<main id="main">
${previews.map((preview, index) => environmentHtml(preview, index)).join('\n')}
</main>
<footer>Secrets were taken out before this page was written: values that Terraform marks as sensitive, and values that look like secrets.</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function tabs({ previews }: Page): string {
  const links = previews.map(
    ({ environment, verdict }, index) =>
      `<a class="tab" href="#e${index}">${htmlText(environment)} <span class="mark ${verdict.level}">${LEVEL_WORDS[verdict.level]}</span></a>`,
  );
  return `<nav aria-label="Environments">${links.join('')}</nav>`;
}

function commits({ revision, link }: Page): string {
  const url = safeLink(link);
  const parts = [
    ...(revision.head === undefined ? [] : [`commit <code>${htmlText(revision.head.slice(0, 12))}</code>`]),
    ...(revision.base === undefined ? [] : [`on base <code>${htmlText(revision.base.slice(0, 12))}</code>`]),
    ...(url === undefined ? [] : [`<a href="${htmlText(url)}" rel="noreferrer noopener">artefact</a>`]),
  ];
  return parts.length === 0 ? '' : `<p class="meta">${parts.join(' · ')}</p>`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
