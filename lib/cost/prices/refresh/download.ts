import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../../../policy';

/** Where AWS publishes its price list, without credentials. */
export const PRICE_LIST = 'https://pricing.us-east-1.amazonaws.com';

/** What is kept beside a part of a download: only the same version of the same file is gone on with. */
interface Part {
  readonly url: string;
  readonly tag: string | null;
}

/** Called as a download goes on; the total is undefined where the server does not say. */
export type OnBytes = (done: number, total: number | undefined) => void;

/**
 * Downloads a file, going on where a killed run left off.
 *
 * @returns how many bytes were there already
 * @throws InputError when the server refuses, or sends another number of bytes than it said
 */
export async function download(url: string, target: string, onBytes: OnBytes = () => undefined): Promise<number> {
  if (existsSync(target)) return statSync(target).size;
  const part = `${target}.part`;
  const note = `${target}.part.json`;
  const known = readNote(note);
  const from = known?.url === url && known.tag !== null && existsSync(part) ? statSync(part).size : 0;
  const response = await request(url, from > 0 ? { Range: `bytes=${from}-`, 'If-Range': known?.tag ?? '' } : {});
  const start = response.status === 206 ? from : 0;
  writeFileSync(note, JSON.stringify({ url, tag: response.headers.get('etag') } satisfies Part));
  const length = response.headers.get('content-length');
  // A length of compressed bytes says nothing of those that arrive.
  const total =
    length === null || response.headers.get('content-encoding') !== null ? undefined : start + Number(length);
  if (!response.body) throw new InputError(`${url}: the server sent nothing.`);
  let done = start;
  const body = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream);
  body.on('data', (chunk: Buffer) => {
    done += chunk.length;
    onBytes(done, total);
  });
  try {
    await pipeline(body, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
  } catch (error) {
    throw new InputError(
      `${url}: the connection was lost after ${done} bytes (${error instanceof Error ? error.message : String(error)}). Run the command again: it goes on from there.`,
    );
  }
  if (total !== undefined && done !== total)
    throw new InputError(`${url}: ${done} of ${total} bytes arrived. Run the command again: it goes on from there.`);
  renameSync(part, target);
  rmSync(note, { force: true });
  return start;
}

/** The current version of an offer file: its address says the version, so that a resumed download is of one list. */
export async function currentVersion(base: string, offer: string, region: string): Promise<string> {
  const index = `${base}/offers/v1.0/aws/${offer}/current/region_index.json`;
  const response = await request(index, {});
  const { regions } = (await response.json()) as { regions?: { [region: string]: { currentVersionUrl?: string } } };
  const path = regions?.[region]?.currentVersionUrl;
  if (path === undefined)
    throw new InputError(`${index}: ${offer} has no prices of ${region}. Check the region's name.`);
  return `${base}${path}`;
}

async function request(url: string, headers: Record<string, string>): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch (error) {
    const { cause } = error as { cause?: { message?: string } };
    throw new InputError(
      `${url}: cannot be reached (${cause?.message ?? String(error)}). Download it elsewhere and pass the file: rampart prices refresh <file>.`,
    );
  }
  if (!response.ok) throw new InputError(`${url}: the server answered ${response.status} ${response.statusText}.`);
  return response;
}

function readNote(path: string): Part | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Part;
  } catch {
    return undefined;
  }
}
