import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { InputError } from '../../../policy';
import { emptyProgress, OfferReader, type Progress } from './reading';
import { ObjectScanner } from './scanner';

/** How much is read at once. */
const CHUNK = 4 * 1024 * 1024;
/** How much is read between two checkpoints. */
const CHECKPOINT = 32 * 1024 * 1024;

/** What an offer file was read to. */
export interface OfferFile extends Progress {
  readonly bytes: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
  /** Bytes that an earlier, killed run had read already. */
  readonly resumedAt: number;
}

/** Options of {@link readOfferFile}. */
export interface ReadOptions {
  /** Regions that are kept. @default all in the file */
  readonly regions?: ReadonlySet<string> | undefined;
  /** Where the state is kept, so that a killed run goes on; it is removed at the end. */
  readonly checkpoint: string;
  /** Called as reading goes on. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Saved {
  readonly size: number;
  /** SHA-256 of the bytes before the position: another file, or a changed one, is read from its beginning. */
  readonly sha256: string;
  readonly regions: readonly string[] | undefined;
  readonly progress: Progress;
}

/**
 * Reads an offer file of AWS's bulk price list in constant memory.
 *
 * @throws InputError when it is no offer file, or is cut short
 */
export function readOfferFile(path: string, options: ReadOptions): OfferFile {
  const { size } = statSync(path);
  const file = openSync(path, 'r');
  try {
    const { progress, hash } = resume(file, size, options);
    const resumedAt = progress.position.offset;
    const scanner = new ObjectScanner(new OfferReader(progress, options.regions), progress.position);
    readOn(file, size, scanner, progress, hash, options);
    if (!scanner.complete || progress.offer === '' || progress.seen === 0) refuse(path, scanner.complete, progress);
    rmSync(options.checkpoint, { force: true });
    return { ...progress, bytes: size, sha256: hash.digest('hex'), resumedAt };
  } finally {
    closeSync(file);
  }
}

function readOn(
  file: number,
  size: number,
  scanner: ObjectScanner,
  progress: Progress,
  hash: Hash,
  options: ReadOptions,
): void {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let at = progress.position.offset;
  let saved = at;
  // Bytes between the last whole entry and `at`: they are hashed when a checkpoint leaves them behind.
  let hashed = at;
  while (at < size) {
    const length = readSync(file, buffer, 0, CHUNK, at);
    if (length === 0) break;
    const chunk = buffer.subarray(0, length);
    scanner.write(chunk);
    at += length;
    if (at - saved >= CHECKPOINT && scanner.position.offset > saved) {
      hashed = hashUpTo(file, hash, hashed, scanner.position.offset);
      progress.position = scanner.position;
      save(options, {
        size,
        sha256: hash.copy().digest('hex'),
        regions: options.regions && [...options.regions],
        progress,
      });
      saved = scanner.position.offset;
    }
    options.onProgress?.(at, size);
  }
  hashUpTo(file, hash, hashed, size);
}

/** Adds a part of the file, which the system still has in its cache, to its checksum. */
function hashUpTo(file: number, hash: Hash, from: number, to: number): number {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = from; at < to; ) {
    const length = readSync(file, buffer, 0, Math.min(CHUNK, to - at), at);
    if (length === 0) break;
    hash.update(buffer.subarray(0, length));
    at += length;
  }
  return to;
}

function resume(file: number, size: number, { checkpoint, regions }: ReadOptions): { progress: Progress; hash: Hash } {
  const saved = readSaved(checkpoint);
  if (saved && saved.size === size && String(saved.regions) === String(regions && [...regions])) {
    const hash = createHash('sha256');
    hashUpTo(file, hash, 0, saved.progress.position.offset);
    if (hash.copy().digest('hex') === saved.sha256) return { progress: saved.progress, hash };
  }
  return { progress: emptyProgress(), hash: createHash('sha256') };
}

function readSaved(path: string): Saved | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Saved;
  } catch {
    // Whatever is wrong with it: reading from the beginning is always right.
    return undefined;
  }
}

/** Written beside and renamed: a kill leaves the old state or the new one, never half of one. */
function save({ checkpoint }: ReadOptions, saved: Saved): void {
  writeFileSync(`${checkpoint}.new`, JSON.stringify(saved));
  renameSync(`${checkpoint}.new`, checkpoint);
}

function refuse(path: string, complete: boolean, { offer }: Progress): never {
  if (!complete)
    throw new InputError(
      `${path}: ends in the middle: it was not downloaded whole. Remove it and run the command again.`,
    );
  throw new InputError(
    `${path}: ${offer === '' ? 'no offer file of the AWS price list (it has no offerCode)' : `offer ${offer} holds no product`}. Pass an index.json from /offers/v1.0/aws/<offer>/<version>/<region>/.`,
  );
}
