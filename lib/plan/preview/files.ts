import { readCostDocument } from '../../cost/offline';
import { InputError, type Stage, type Waiver } from '../../policy';
import { isObject, type Json, readText } from '../../policy/load';
import { parseDocument, planDocument } from '../document';
import { previewOf } from './build';
import { readBaseFindings } from './findings';
import type { Preview } from './preview';
import { sourceOf } from './source';

/** Options of {@link previewFiles}. */
export interface PreviewFilesOptions {
  /** A `cdktf.out`, or a folder of `*.tf.json`. @default none */
  readonly source?: string | undefined;
  /** @default 'prod' */
  readonly stage?: Stage | undefined;
  /** File of `rampart check --format json` on the base branch. @default none */
  readonly baseFindings?: string | undefined;
  /** File of `rampart cost --format json` on the base branch. @default none */
  readonly baseCost?: string | undefined;
  /** @default none */
  readonly waivers?: readonly Waiver[] | undefined;
}

/**
 * Makes previews of plans: each `path` or `environment=path`, where a path is what `terraform show -json` prints, or a preview
 * that was stored as JSON.
 *
 * @throws InputError when one cannot be read
 */
export function previewFiles(specs: readonly string[], options: PreviewFilesOptions = {}): readonly Preview[] {
  const baseFindings = options.baseFindings === undefined ? undefined : readBaseFindings(options.baseFindings);
  const baseCost = options.baseCost === undefined ? undefined : readCostDocument(options.baseCost);
  const previews = specs.map((spec): Preview => {
    const { name, file } = split(spec);
    const value = parseDocument(readText(file), file);
    const stored = storedPreview(value, file);
    if (stored) return name === undefined ? stored : { ...stored, environment: name };
    const plan = planDocument(value, file);
    const source = options.source === undefined ? undefined : sourceOf(options.source, plan, name);
    return previewOf(plan, {
      environment: name ?? source?.stack,
      stage: options.stage,
      source: source?.path,
      baseFindings,
      baseCost,
      waivers: options.waivers,
    });
  });
  const names = previews.map(({ environment }) => environment);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InputError(
      `two plans are both called ${JSON.stringify(twice)}, expected one plan an environment. Name them: staging=plan-a.json prod=plan-b.json`,
    );
  return previews;
}

/** `prod=plan.json`; a path may hold `=` itself, a name may not hold a slash or a dot. */
function split(spec: string): { readonly name: string | undefined; readonly file: string } {
  const match = /^([\w-]+)=(.+)$/.exec(spec);
  return match ? { name: match[1], file: match[2] ?? spec } : { name: undefined, file: spec };
}

function storedPreview(json: Json, file: string): Preview | undefined {
  if (!isObject(json) || !('rampartPreview' in json)) return undefined;
  if (json.rampartPreview !== 1)
    throw new InputError(
      `${file}: a preview of version ${JSON.stringify(json.rampartPreview)}, expected 1. Make it again from its plan.`,
    );
  // Rampart wrote it, and its version is ours: a preview is no input of a stranger's.
  return json as unknown as Preview;
}
