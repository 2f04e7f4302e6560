/**
 * Writes the previews of all environments into one comment of a pull request, and later into the same.
 *
 *   node -r @swc-node/register scripts/comment.ts --pull-request 12 --previews previews --head <sha> --base <sha> --link <url> \
 *     --html preview.html
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { previewFiles, renderPreview } from '../lib/plan';
import { main, PipelineError } from './pipeline/command';
import { required } from './pipeline/flags';
import { Github, PREVIEW_MARKER } from './pipeline/github';

main(() => {
  const { values } = parseArgs({
    options: {
      'pull-request': { type: 'string' },
      previews: { type: 'string', default: 'previews' },
      head: { type: 'string' },
      base: { type: 'string' },
      'current-base': { type: 'string' },
      link: { type: 'string' },
      html: { type: 'string' },
    },
  });
  const { 'pull-request': pullRequest } = required(values, 'pull-request');
  if (!/^\d+$/.test(pullRequest)) throw new PipelineError(`--pull-request must be a number, got ${pullRequest}.`);
  const revision = { head: values.head, base: values.base, currentBase: values['current-base'] };
  const files = existsSync(values.previews) ? readdirSync(values.previews, { recursive: true, encoding: 'utf8' }) : [];
  const previews = previewFiles(
    files
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => join(values.previews, file)),
  );
  if (previews.length === 0) {
    const body = `${PREVIEW_MARKER}\n**No plan**: planning failed. ${values.link ? `[The log](${values.link}) says why.` : ''}`;
    new Github().comment(pullRequest, PREVIEW_MARKER, body);
    return 1;
  }
  if (values.html) writeFileSync(values.html, renderPreview({ previews, revision, link: values.link }, 'html'));
  const body = renderPreview({ previews, revision, link: values.link }, 'markdown');
  new Github().comment(pullRequest, PREVIEW_MARKER, body);
  return 0;
});
