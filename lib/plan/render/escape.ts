/** Characters that are not seen and act: controls, escape sequences, direction marks, zero-width marks, line separators, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text on one line in which every character that could act on a terminal or hide something is made visible. */
export function visible(text: string): string {
  return text
    .replace(/\r\n?|\n/g, '⏎')
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * Text in the flow of Markdown: no markup, no HTML, no mention that notifies, no reference to an issue, no link that was not
 * made here. A zero-width space breaks what GitHub would turn into one after all markup was rendered.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]<>|~&#]/g, (mark) => entities[mark] ?? `\\${mark}`)
    .replace(/@/g, '@\u200b')
    .replace(/\\#(?=\d)/g, '\\#\u200b')
    .replace(/\bGH-(?=\d)/gi, (word) => `${word}\u200b`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, (word) => `${word.slice(0, 3)}\u200b.`);
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** A value in a code span that it cannot leave, also inside a table. */
export function markdownCode(text: string): string {
  const content = visible(text).replace(/\|/g, '\\|');
  if (content.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(content) + 1);
  const gap = /^`|`$|^ .* $/.test(content) ? ' ' : '';
  return `${fence}${gap}${content}${gap}${fence}`;
}

/** Lines in a block of code that they cannot leave. */
export function markdownBlock(language: string, lines: readonly string[]): string {
  const content = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, ...content.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...content, fence].join('\n');
}

/** Text in HTML, also between the quotes of an attribute. */
export function htmlText(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** A link that may be followed: http or https; undefined for any other. */
export function safeLink(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  try {
    const parsed = new URL(url);
    return /^https?:$/.test(parsed.protocol) ? parsed.href.replace(/[()<>"'`\\|\s]/g, encodeURIComponent) : undefined;
  } catch {
    return undefined;
  }
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
