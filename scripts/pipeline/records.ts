import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DigestedChange } from '../../lib/plan';
import { command, PipelineError } from './command';

/** What a reviewer saw: the changes of one stack, by their digests. It holds no value and no secret. */
export interface Review {
  readonly stage: string;
  readonly stack: string;
  /** The commit that was planned: the head of the pull request. */
  readonly commit: string;
  /** The digest of all changes. */
  readonly digest: string;
  readonly changes: readonly DigestedChange[];
  /** When, in UTC. */
  readonly plannedAt: string;
  /** The run of the pipeline that planned. */
  readonly run?: string | undefined;
}

/** Where a review is kept. Only the role that plans can write there. */
export const reviewKey = ({ stage, stack, commit }: Pick<Review, 'stage' | 'stack' | 'commit'>): string =>
  `${stage}/reviews/${commit}/${stack}.json`;

/** Records by key: in an S3 bucket (`s3://bucket`) by the AWS CLI, or in a folder. */
export class Records {
  constructor(private readonly place: string) {}

  /** The record, or nothing where there is none. */
  read<T>(key: string): T | undefined {
    if (!this.isBucket()) {
      const file = join(this.place, key);
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
    }
    const { code, stdout, stderr } = command('aws', ['s3', 'cp', '--only-show-errors', this.url(key), '-'], {
      codes: [0, 1],
    });
    if (code === 0) return JSON.parse(stdout) as T;
    if (/\(404\)|NoSuchKey|Not Found/.test(stderr)) return undefined;
    throw new PipelineError(`${this.url(key)} cannot be read: ${stderr.trim()}`);
  }

  /** Writes a record. The bucket keeps every version, so nothing is lost when a key is written again. */
  write(key: string, record: unknown): void {
    const text = `${JSON.stringify(record, null, 2)}\n`;
    if (this.isBucket()) {
      command('aws', ['s3', 'cp', '--only-show-errors', '-', this.url(key), '--content-type', 'application/json'], {
        input: text,
      });
      return;
    }
    const file = join(this.place, key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  private isBucket(): boolean {
    return this.place.startsWith('s3://');
  }

  private url(key: string): string {
    return `${this.place.replace(/\/$/, '')}/${key}`;
  }
}
