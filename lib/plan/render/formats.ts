import { renderHtml } from './html';
import { renderJson } from './json';
import { renderMarkdown } from './markdown';
import type { Page } from './page';
import { renderText, type TextOptions } from './text';

/** How a preview can be written. */
export type PreviewFormat = 'markdown' | 'text' | 'html' | 'json';

/** Writes previews: Markdown for a pull request, text for a terminal, one HTML file, or JSON. */
export function renderPreview(page: Page, format: PreviewFormat, options: TextOptions = {}): string {
  switch (format) {
    case 'markdown':
      return renderMarkdown(page);
    case 'text':
      return renderText(page, options);
    case 'html':
      return renderHtml(page);
    case 'json':
      return renderJson(page);
  }
}
