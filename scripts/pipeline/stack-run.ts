import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkUntrustedStack, type ExpectedStack } from '../../lib/delivery';
import { type PlanDocument, parsePlan } from '../../lib/plan';
import { command, PipelineError } from './command';

const MAX_JSON_BYTES = 50 * 1024 * 1024;
const LOCK_TIMEOUT = process.env.RAMPART_LOCK_TIMEOUT || '5m';

/** Where a stack's JSON is, and where Terraform works on it. */
export interface StackRunOptions {
  /** The `cdktf.out` that holds the stack. It may have been made by code that nobody reviewed. */
  readonly source: string;
  /** What the JSON must not differ from. */
  readonly expected: ExpectedStack;
  /** A folder for Terraform, plan and state of this run; nothing of it is uploaded. */
  readonly workspace: string;
}

/** Terraform on one stack, on a copy that holds the stack's JSON and nothing else. */
export class StackRun {
  /** Where Terraform works. */
  readonly directory: string;
  private readonly stack: string;

  /** @throws ValidationError when the JSON could do more than be planned */
  constructor({ source, expected, workspace }: StackRunOptions) {
    this.stack = expected.stack;
    const file = join(source, 'stacks', this.stack, 'cdk.tf.json');
    if (!existsSync(file)) throw new PipelineError(`${file} is not there. Synthesize first: npm start.`);
    if (statSync(file).size > MAX_JSON_BYTES)
      throw new PipelineError(`${file} is larger than ${MAX_JSON_BYTES} bytes.`);
    checkUntrustedStack(JSON.parse(readFileSync(file, 'utf8')), expected);
    this.directory = resolve(workspace, this.stack);
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory, { recursive: true });
    copyFileSync(file, join(this.directory, 'cdk.tf.json'));
  }

  /** Initializes with the versions that the team locked, where it locked some. */
  init(locks = 'locks'): void {
    const lock = join(locks, `${this.stack}.terraform.lock.hcl`);
    const locked = existsSync(lock);
    if (locked) copyFileSync(lock, join(this.directory, '.terraform.lock.hcl'));
    this.terraform(['init', '-input=false', '-no-color', ...(locked ? ['-lockfile=readonly'] : [])]);
  }

  /** Plans into a file. */
  plan(): PlanDocument {
    this.terraform(['plan', '-input=false', '-no-color', '-out=plan.bin', `-lock-timeout=${LOCK_TIMEOUT}`]);
    return this.show('plan.bin');
  }

  /** What differs between the state and the world, without proposing to change anything. */
  drift(): PlanDocument {
    const flags = ['-input=false', '-no-color', '-refresh-only', `-lock-timeout=${LOCK_TIMEOUT}`];
    this.terraform(['plan', ...flags, '-out=drift.bin']);
    return this.show('drift.bin');
  }

  /** Applies the plan that {@link plan} saved, and nothing else; its output goes to the log. */
  apply(): void {
    // Kept besides, so that a failure can be explained.
    const { stdout } = this.terraform([
      'apply',
      '-input=false',
      '-no-color',
      `-lock-timeout=${LOCK_TIMEOUT}`,
      'plan.bin',
    ]);
    process.stderr.write(stdout);
  }

  /** The JSON of the last plan, which only the owner may read: it holds secrets in clear. */
  get planFile(): string {
    return join(this.directory, 'plan.json');
  }

  private show(file: string): PlanDocument {
    const plan = parsePlan(this.terraform(['show', '-json', file]).stdout, `${this.stack}/${file}`);
    writeFileSync(this.planFile, JSON.stringify(plan.json), { mode: 0o600 });
    return plan;
  }

  private terraform(parameters: readonly string[]): { readonly stdout: string } {
    return command('terraform', parameters, { cwd: this.directory });
  }
}
