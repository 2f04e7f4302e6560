import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../policy';

/** A table's cell: the number alone, or numbers followed by the index of an origin other than the table's. */
export type Cell = number | readonly number[];

/** A file of prices: `<region>.json`, `<region>.commitments.json` or `all.json`. */
export interface Sheet {
  readonly region: string;
  readonly currency: string;
  /** Where numbers come from: `<source> <date> <quality, when it is not the source's own word>`. */
  readonly from: readonly string[];
  readonly tables: {
    readonly [table: string]: { readonly from: number; readonly usd: { readonly [item: string]: Cell } };
  };
}

/** `<region>.spot.json`: savings over on-demand in percent, and the index of the interruption band. */
export interface SpotSheet {
  readonly region: string;
  readonly from: string;
  readonly bands: readonly string[];
  readonly savings: { readonly [type: string]: readonly [percent: number, band: number] };
}

/** The folder of the data that comes with the library. */
const builtIn = join(__dirname, 'data');
const read = new Map<string, unknown>();

/** Reads a file of the built-in data once a process; undefined when there is none of that name. */
export function builtInFile<T>(name: string): T | undefined {
  return readOnce<T>(join(builtIn, name));
}

/**
 * Reads the files that `rampart prices refresh` wrote for a region, one an offer: `eu-west-1.AmazonEC2.json`.
 *
 * @throws InputError when the folder is not there, or a file is no JSON
 */
export function refreshedFiles<T>(folder: string, name: string): readonly T[] {
  if (!existsSync(folder))
    throw new InputError(
      `${folder}: there is no such folder of prices. Write one: rampart prices refresh --out ${folder}.`,
    );
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`) && /^\.[^.]+\.json$/.test(file.slice(name.length)))
    .sort()
    .flatMap((file) => readOnce<T>(join(folder, file.slice(0, -'.json'.length))) ?? []);
}

function readOnce<T>(base: string): T | undefined {
  const path = `${base}.json`;
  if (!read.has(path)) read.set(path, existsSync(path) ? parse(path) : undefined);
  return read.get(path) as T | undefined;
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(
      `${path}: no file of prices: ${error instanceof Error ? error.message : String(error)}. Write it again: rampart prices refresh.`,
    );
  }
}
