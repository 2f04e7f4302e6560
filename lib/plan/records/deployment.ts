import { InputError, type Stage } from '../../policy';

/** How a deployment ended. `refused`: the plan was not the one that was reviewed, so nothing was applied. */
export type DeploymentOutcome = 'applied' | 'failed' | 'refused' | 'rolled-back';

/** One check after an apply. */
export interface DeploymentCheck {
  readonly name: string;
  readonly passed: boolean;
  /** What it found, in one line. */
  readonly detail?: string | undefined;
}

/** What one deployment leaves behind, for good: what, who, digest, plan, checks. It holds no value of a plan and no secret. */
export interface Deployment {
  /** Version of this format. */
  readonly rampartDeployment: 1;
  readonly stage: Stage;
  readonly stack: string;
  readonly outcome: DeploymentOutcome;
  /** Commit that was deployed. */
  readonly commit: string;
  /** When the commit was made, RFC 3339: the lead time counts from it. */
  readonly committedAt: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Who let it go: the person who approved, or who started it. */
  readonly actor: string;
  /** Address of the pipeline's run. */
  readonly run?: string | undefined;
  /** Digest of the changes, as it was reviewed. */
  readonly digest: string;
  /** How many changes the plan had. */
  readonly changes: number;
  /** Where the redacted preview of the plan is kept. */
  readonly preview?: string | undefined;
  readonly checks: readonly DeploymentCheck[];
}

const outcomes: readonly string[] = ['applied', 'failed', 'refused', 'rolled-back'];
const stages: readonly string[] = ['sandbox', 'staging', 'prod'];

/** Checks a record and completes it. @throws InputError that names every field which is wrong */
export function deployment(fields: Omit<Deployment, 'rampartDeployment'>): Deployment {
  const faults = faultsOf(fields);
  if (faults.length > 0)
    throw new InputError(`deployment record of ${fields.stack || '(no stack)'}: ${faults.join('; ')}.`);
  return { rampartDeployment: 1, ...fields };
}

/** Reads a record from parsed JSON. @throws InputError when it is none, or of another version */
export function readDeployment(json: unknown, file: string): Deployment {
  const record = (typeof json === 'object' && json !== null ? json : {}) as Partial<Deployment>;
  if (record.rampartDeployment !== 1)
    throw new InputError(
      `${file}: not a deployment record: expected "rampartDeployment": 1, got ${JSON.stringify(record.rampartDeployment) ?? 'nothing'}. Pass the folder that holds deployments only.`,
    );
  const faults = faultsOf(record);
  if (faults.length > 0) throw new InputError(`${file}: ${faults.join('; ')}.`);
  return record as Deployment;
}

/** Where a record is kept: by stage and month, so that a month can be fetched, and never the same key twice. */
export function deploymentKey({ stage, stack, finishedAt, digest, outcome }: Deployment): string {
  const time = finishedAt.replace(/[^0-9TZ]/g, '');
  return `${stage}/deployments/${finishedAt.slice(0, 4)}/${finishedAt.slice(5, 7)}/${time}-${stack}-${outcome}-${digest.slice(7, 19)}.json`;
}

/** Whether a deployment left its stage in order: applied, and every check passed. */
export function succeeded({ outcome, checks }: Deployment): boolean {
  return outcome === 'applied' && checks.every(({ passed }) => passed);
}

function faultsOf(record: Partial<Deployment>): readonly string[] {
  const time = (name: 'committedAt' | 'startedAt' | 'finishedAt'): string[] =>
    isTime(record[name])
      ? []
      : [`\`${name}\` must be an RFC 3339 time in UTC such as 2026-11-21T15:04:05Z, got ${shown(record[name])}`];
  const text = (name: 'stack' | 'actor'): string[] =>
    typeof record[name] === 'string' && /^[\w.@[\]-]{1,128}$/.test(record[name])
      ? []
      : [`\`${name}\` must be a name, got ${shown(record[name])}`];
  const one = (name: 'stage' | 'outcome', of: readonly string[]): string[] =>
    of.includes(String(record[name])) ? [] : [`\`${name}\` must be ${of.join(', ')}, got ${shown(record[name])}`];
  return [
    ...one('stage', stages),
    ...one('outcome', outcomes),
    ...text('stack'),
    ...text('actor'),
    ...(/^[0-9a-f]{40}$/.test(String(record.commit))
      ? []
      : [`\`commit\` must be 40 hexadecimal digits, got ${shown(record.commit)}`]),
    ...(/^sha256:[0-9a-f]{64}$/.test(String(record.digest))
      ? []
      : [`\`digest\` must be sha256: and 64 hexadecimal digits, got ${shown(record.digest)}`]),
    ...(Number.isInteger(record.changes) && Number(record.changes) >= 0
      ? []
      : [`\`changes\` must be a count, got ${shown(record.changes)}`]),
    ...time('committedAt'),
    ...time('startedAt'),
    ...time('finishedAt'),
    ...(String(record.finishedAt) < String(record.startedAt) ? ['`finishedAt` must not be before `startedAt`'] : []),
    ...(isChecks(record.checks)
      ? []
      : [`\`checks\` must be a list of { name, passed, detail }, got ${shown(record.checks)}`]),
  ];
}

function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function isChecks(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((check) => typeof check?.name === 'string' && typeof check?.passed === 'boolean')
  );
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
