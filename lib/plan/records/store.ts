import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError } from '../../policy';
import { type Deployment, deploymentKey, readDeployment } from './deployment';

/** How long AWS refuses to let a record be deleted or changed. */
export interface Retention {
  /** @default 400: a year, and the audit of it */
  readonly days?: number | undefined;
}

/**
 * Writes a record where it stays. In a bucket (`s3://bucket/prefix`, by the AWS CLI) object lock in compliance mode keeps it
 * from everybody, the account's root included; in a folder an existing record is never written over.
 *
 * @returns where it is
 * @throws InputError when it cannot be written
 */
export function writeDeployment(record: Deployment, place: string, retention: Retention = {}): string {
  const key = deploymentKey(record);
  const text = `${JSON.stringify(record, null, 2)}\n`;
  if (place.startsWith('s3://')) return putObject(text, place, key, retention.days ?? 400);
  const file = join(place, key);
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o444 });
  } catch (error) {
    throw new InputError(
      `${file}: cannot be written (${(error as NodeJS.ErrnoException).code}): a record is written once and never changed.`,
    );
  }
  return file;
}

/** The arguments with which the AWS CLI writes a record that nobody can take back. */
export function putParameters(place: string, key: string, body: string, until: Date): readonly string[] {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})(?:\/(.*?))?\/?$/.exec(place) ?? [];
  if (bucket === '') throw new InputError(`${place}: expected s3://bucket or s3://bucket/prefix.`);
  return [
    's3api',
    'put-object',
    '--bucket',
    bucket,
    '--key',
    prefix === '' ? key : `${prefix}/${key}`,
    '--body',
    body,
    '--content-type',
    'application/json',
    '--checksum-algorithm',
    'SHA256',
    '--if-none-match',
    '*',
    '--object-lock-mode',
    'COMPLIANCE',
    '--object-lock-retain-until-date',
    until.toISOString(),
  ];
}

function putObject(text: string, place: string, key: string, days: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-record-'));
  const body = join(folder, 'record.json');
  try {
    writeFileSync(body, text, { mode: 0o600 });
    const until = new Date(Date.now() + days * 86_400_000);
    const { status, stderr, error } = spawnSync('aws', putParameters(place, key, body, until), { encoding: 'utf8' });
    if (status !== 0)
      throw new InputError(
        `${place}: the record cannot be written: ${error?.message ?? stderr.trim()}. It needs the AWS CLI, s3:PutObject and s3:PutObjectRetention, and a bucket with object lock.`,
      );
    return `${place.replace(/\/$/, '')}/${key}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every record of a folder and the folders in it, the oldest first. @throws InputError for a file that is no record */
export function readDeployments(folder: string): readonly Deployment[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new InputError(
      `${folder}: there is no such folder. Fetch the records: aws s3 sync s3://<bucket>/prod/deployments ${folder}`,
    );
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const file = join(folder, name);
      return readDeployment(parse(file), file);
    })
    .sort((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt));
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
