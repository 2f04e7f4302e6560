import { safeJson } from '../report/safe';
import type { Evidence } from './evidence';

/** Writes evidence as JSON: {@link Evidence}, each control with its own columns on one level. */
export function renderEvidenceJson({ controls, ...rest }: Evidence): string {
  return safeJson({ ...rest, controls: controls.map(({ control, ...evidence }) => ({ ...control, ...evidence })) });
}
