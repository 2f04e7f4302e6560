import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentOutcome, Preview } from '../../lib/plan';

/** How an apply ended: kept beside the preview of its plan, from where `scripts/record.ts` takes it. */
export interface Applied {
  readonly outcome: DeploymentOutcome;
  /** RFC 3339, in UTC. */
  readonly startedAt: string;
}

/** A folder with what the applies of one job left: `<stack>.json`, the preview, and `<stack>.outcome.json`. */
export class AppliedFolder {
  constructor(private readonly folder: string) {}

  /** Keeps the redacted preview of what is about to be applied. */
  keepPreview(stack: string, preview: Preview | undefined): void {
    this.write(`${stack}.json`, preview);
  }

  /** Keeps how it ended. */
  keepOutcome(stack: string, applied: Applied): void {
    this.write(`${stack}.outcome.json`, applied);
  }

  /** What was left for a stack; nothing where there was nothing to do. */
  read(stack: string): { readonly preview: Preview; readonly applied: Applied } | undefined {
    const file = (name: string): string => join(this.folder, name);
    const [preview, outcome] = [file(`${stack}.json`), file(`${stack}.outcome.json`)];
    if (!existsSync(preview) || !existsSync(outcome)) return undefined;
    return {
      preview: JSON.parse(readFileSync(preview, 'utf8')) as Preview,
      applied: JSON.parse(readFileSync(outcome, 'utf8')) as Applied,
    };
  }

  private write(name: string, value: unknown): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), JSON.stringify(value));
  }
}
