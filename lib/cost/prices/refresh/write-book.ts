import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell, Sheet } from '../sheet';
import type { OfferFile } from './read-file';
import type { Found } from './reading';

/**
 * Writes what was read of an offer into a folder, a file a region and kind: `eu-west-1.AmazonEC2.json`,
 * `eu-west-1.commitments.AmazonEC2.json`. Each names the list that it was made of: date, size and checksum.
 *
 * @returns paths of the files that were written
 */
export function writeBook(folder: string, offer: OfferFile): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return [
    ...writeSheets(folder, '', offer.prices, offer, (found) => found[3]),
    ...writeSheets(folder, '.commitments', offer.commitments, offer, ([, , , usd, upfront]) =>
      upfront > 0 ? [usd, upfront] : usd,
    ),
  ];
}

function writeSheets(
  folder: string,
  suffix: string,
  found: readonly Found[],
  { offer, publicationDate, bytes, sha256 }: OfferFile,
  cellOf: (found: Found) => Cell,
): string[] {
  const byRegion = new Map<string, Record<string, { from: number; usd: Record<string, Cell> }>>();
  for (const each of found) {
    const [region, name, item] = each;
    const tables = byRegion.get(region) ?? {};
    byRegion.set(region, tables);
    const table = tables[name] ?? { from: 0, usd: {} };
    tables[name] = table;
    // Several SKUs of one thing carry one price: the first is as good as the last.
    table.usd[item] ??= cellOf(each);
  }
  return [...byRegion].map(([region, tables]) => {
    const path = join(folder, `${region}${suffix}.${offer}.json`);
    const sheet: Sheet & { readonly list: object } = {
      region,
      currency: 'USD',
      list: { offer, publicationDate, bytes, sha256 },
      from: [`bulk ${publicationDate.slice(0, 10)}`],
      tables,
    };
    writeFileSync(`${path}.new`, `${JSON.stringify(sheet, null, 1)}\n`);
    renameSync(`${path}.new`, path);
    return path;
  });
}
