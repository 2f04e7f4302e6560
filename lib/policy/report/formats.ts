import type { CheckResult } from '../engine';
import { renderJson } from './json';
import { renderJunit } from './junit';
import { renderMarkdown } from './markdown';
import { renderSarif } from './sarif';
import { renderText, type TextOptions } from './text';

/** How a result can be written. */
export type ReportFormat = 'text' | 'json' | 'sarif' | 'junit' | 'markdown';

/** Writes a result. Colours are for `text` only. */
export function renderReport(result: CheckResult, format: ReportFormat, options: TextOptions = {}): string {
  switch (format) {
    case 'json':
      return renderJson(result);
    case 'sarif':
      return renderSarif(result);
    case 'junit':
      return renderJunit(result);
    case 'markdown':
      return renderMarkdown(result);
    default:
      return renderText(result, options);
  }
}
