import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../../../policy';
import { currentVersion, download, PRICE_LIST } from './download';
import { OFFERS } from './products';
import { type OfferFile, readOfferFile } from './read-file';
import { writeBook } from './write-book';

/** Options of {@link refreshPrices}. */
export interface RefreshOptions {
  /** Where the prices are written; `rampart cost --prices` takes it. */
  readonly out: string;
  /** Regions that are kept; of a download also those that are fetched. @default all that the given files hold */
  readonly regions?: readonly string[] | undefined;
  /** Offer files that were downloaded already. @default AWS's price list is downloaded */
  readonly files?: readonly string[] | undefined;
  /** Offers to download, such as `AmazonEC2`. @default those that the price book holds */
  readonly offers?: readonly string[] | undefined;
  /** Where the list is published. @default AWS's own address */
  readonly from?: string | undefined;
  /** Called as the work goes on. @default nothing is told */
  readonly onProgress?: ((step: RefreshStep) => void) | undefined;
}

/** How far one file is. */
export interface RefreshStep {
  /** What is being done. */
  readonly what: 'download' | 'read';
  /** The file that it is about. */
  readonly file: string;
  /** Bytes so far. */
  readonly done: number;
  /** Undefined where the server does not say. */
  readonly total: number | undefined;
}

/** What one offer file brought. */
export interface RefreshedOffer {
  /** Such as `AmazonRDS`. */
  readonly offer: string;
  /** The offer file that was read. */
  readonly file: string;
  /** When AWS published it. */
  readonly publicationDate: string;
  /** Its size. */
  readonly bytes: number;
  /** Its checksum. */
  readonly sha256: string;
  /** Bytes that a killed run had read already. */
  readonly resumedAt: number;
  /** How many list prices were taken from it. */
  readonly prices: number;
  /** How many prices of commitments were taken from it. */
  readonly commitments: number;
  /** The files that were written. */
  readonly written: readonly string[];
}

/**
 * Makes the price book anew from AWS's bulk price list, downloaded here or before. A run that is killed goes on where it was.
 * Spot prices are not in that list: they stay the dated ones that come with the library.
 *
 * @throws InputError for a file that is no price list, an address that cannot be reached, a region without prices
 */
export async function refreshPrices(options: RefreshOptions): Promise<readonly RefreshedOffer[]> {
  mkdirSync(options.out, { recursive: true });
  if (options.files !== undefined && options.files.length > 0) {
    const missing = options.files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new InputError(`${missing}: there is no such file.`);
    return options.files.map((file) => readOne(file, options));
  }
  if (options.regions === undefined || options.regions.length === 0) {
    throw new InputError(
      'Say which region to download, such as --region eu-west-1, or pass files that were downloaded already.',
    );
  }
  const result: RefreshedOffer[] = [];
  for (const region of options.regions)
    for (const offer of options.offers ?? OFFERS) result.push(await downloadAndRead(offer, region, options));
  return result;
}

async function downloadAndRead(offer: string, region: string, options: RefreshOptions): Promise<RefreshedOffer> {
  const url = await currentVersion((options.from ?? PRICE_LIST).replace(/\/$/, ''), offer, region);
  const folder = join(options.out, 'downloads');
  mkdirSync(folder, { recursive: true });
  // The version is in the address: a newer list is another file.
  const file = join(folder, `${offer}-${url.split('/').slice(-3, -1).join('-')}.json`);
  await download(url, file, (done, total) => options.onProgress?.({ what: 'download', file, done, total }));
  const read = readOne(file, { ...options, regions: [region] });
  rmSync(file);
  return read;
}

function readOne(file: string, { out, regions, onProgress }: RefreshOptions): RefreshedOffer {
  const offer: OfferFile = readOfferFile(file, {
    regions: regions && new Set(regions),
    checkpoint: join(out, `${basename(file)}.checkpoint`),
    onProgress: (done, total) => onProgress?.({ what: 'read', file, done, total }),
  });
  return {
    offer: offer.offer,
    file,
    publicationDate: offer.publicationDate,
    bytes: offer.bytes,
    sha256: offer.sha256,
    resumedAt: offer.resumedAt,
    prices: offer.prices.length,
    commitments: offer.commitments.length,
    written: writeBook(out, offer),
  };
}
