import { htmlText } from './escape';
import type { Page } from './page';
import { renderText } from './text';

/** Writes previews as one HTML file. */
export function renderHtml(page: Page): string {
  return `<!doctype html><meta charset="utf-8"><pre>${renderText(page).split('\n').map(htmlText).join('\n')}</pre>\n`;
}
