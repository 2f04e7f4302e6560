import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, type AppConfig, TerraformElement, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Guardrails, type GuardrailsOptions, isPolicyViolation, type PolicyViolation } from '../../lib/policy';

export const tags = { owner: 'data', environment: 'prod', 'cost-center': '42', 'managed-by': 'rampart' };

/** Puts anything into the JSON of a stack, by a subclass of the element that everything in cdktf derives from. */
export class RawElement extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly json: object,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    return this.json;
  }
}

/** One app in a folder of its own, with guardrails, and its outcome. */
export class Attempt {
  readonly outdir = mkdtempSync(join(tmpdir(), 'adversarial-'));
  readonly app: App;
  readonly stack: TerraformStack;

  constructor(config: AppConfig = {}, options: GuardrailsOptions = {}) {
    this.app = new App({ outdir: this.outdir, ...config });
    Guardrails.attach(this.app, options);
    this.stack = this.addStack('prod');
  }

  addStack(name: string): TerraformStack {
    const stack = new TerraformStack(this.app, name);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    return stack;
  }

  /** Synthesizes; the refusal, or undefined when everything passed. */
  synth(): PolicyViolation | undefined {
    try {
      this.app.synth();
      return undefined;
    } catch (error) {
      if (isPolicyViolation(error)) return error;
      throw error;
    }
  }

  /** Files that could be deployed. */
  deployable(): string[] {
    const files = readdirSync(this.outdir, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /manifest\.json$|cdk\.tf|guardrails\.json$/.test(file));
  }

  copyTo(folder: string): void {
    cpSync(this.outdir, folder, { recursive: true });
  }

  remove(): void {
    rmSync(this.outdir, { recursive: true, force: true });
  }
}
