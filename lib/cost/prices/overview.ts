import { ageInDays, lastRead, parseOrigin } from './price';
import { builtInFile, refreshedFiles, type Sheet } from './sheet';

/** Regions whose prices come with the library. */
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-2', 'all'];

/** What the book holds of a region. */
export interface RegionOverview {
  /** The region. */
  readonly region: string;
  /** How many prices the book has of it. */
  readonly prices: number;
  /** The day on which the oldest of them was last read. */
  readonly oldest: string;
  /** The day on which the newest of them was last read. */
  readonly newest: string;
  /** Percent of them that were last read more than 180 days ago. */
  readonly oldPercent: number;
}

/** What the price book holds, by region. @param folder files of `rampart prices refresh` */
export function describePrices(now: Date, folder?: string): readonly RegionOverview[] {
  return REGIONS.flatMap((region) => {
    const own = builtInFile<Sheet>(region);
    const sheets = [...(folder === undefined ? [] : refreshedFiles<Sheet>(folder, region)), ...(own ? [own] : [])];
    const origins = sheets.flatMap((sheet) =>
      Object.values(sheet.tables).flatMap(({ from, usd }) =>
        Object.values(usd).map((cell) =>
          parseOrigin(sheet.from[typeof cell === 'number' ? from : (cell[1] ?? from)] ?? '', {}),
        ),
      ),
    );
    const days = origins.map(lastRead).sort();
    if (days.length === 0) return [];
    const old = origins.filter((origin) => ageInDays(origin, now) > 180).length;
    return [
      {
        region,
        prices: origins.length,
        oldest: days[0] ?? '',
        newest: days.at(-1) ?? '',
        oldPercent: Math.round((old / origins.length) * 100),
      },
    ];
  });
}
