import type { Page } from './page';

/** Writes previews as JSON: one as it is, several as a list. Characters that could act on a terminal are escaped. */
export function renderJson({ previews }: Page): string {
  const [only] = previews;
  const text = JSON.stringify(previews.length === 1 ? only : previews, null, 2);
  // JSON.stringify writes line breaks as \n, so every control character here but those between the lines can be escaped.
  return `${text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnit)}\n`;
}

function escapeUnit(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
