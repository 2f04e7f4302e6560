import type { Payment, Term } from '../../core';
import { type Origin, type Price, parseOrigin } from './price';
import { builtInFile, refreshedFiles, type Sheet, type SpotSheet } from './sheet';

/** What a commitment costs. */
export interface CommittedPrice extends Origin {
  /** USD an hour, the upfront payment spread over the term. */
  readonly usd: number;
  /** USD paid at the beginning. */
  readonly upfront: number;
}

/** What spot capacity of a type is expected to cost. */
export interface SpotPrice extends Origin {
  /** Percent below the on-demand price, averaged over 30 days. */
  readonly savingsPercent: number;
  /** How often such capacity was taken back in a month: `<5%`, …, `>20%`. */
  readonly interruption: string;
}

/** How a commitment is sold, as it stands in the names of the tables. */
export type CommitmentKind = 'standard-ri' | 'convertible-ri' | 'reserved-instance' | 'reserved-node';

/**
 * Prices by region. A region's file is read when the first price of it is asked for; what is not in it is undefined, never
 * zero.
 */
export class PriceBook {
  private readonly files = new Map<string, readonly unknown[]>();
  /** What was asked for before: a price is asked for by every resource that pays it. */
  private readonly known = new Map<string, Price | CommittedPrice | SpotPrice | undefined>();

  /** @param folder files of `rampart prices refresh`, whose tables go before the built-in ones. @default none */
  constructor(private readonly folder?: string) {}

  /** A list price; undefined when the region, table or item is not in the book. */
  price(region: string, table: string, item: string): Price | undefined {
    return this.once(`${region}/${table}/${item}`, () => {
      const cell = this.cell(region, '', table, item) ?? this.cell('all', '', table, item);
      if (!cell) return undefined;
      const unit = units()[`${table}/${item}`] ?? 'hour';
      return { ...cell.origin, region, table, item, usd: cell.numbers[0] ?? 0, unit };
    });
  }

  /** What a reservation costs an hour; undefined when the book has none like it. */
  commitment(
    region: string,
    table: string,
    kind: CommitmentKind,
    term: Term,
    payment: Payment,
    item: string,
  ): CommittedPrice | undefined {
    const sold = `${table}/${kind}/${term}/${payment}`;
    return this.once(`commitment ${region}/${sold}/${item}`, () => {
      const cell = this.cell(region, '.commitments', sold, item);
      return cell && { ...cell.origin, usd: cell.numbers[0] ?? 0, upfront: cell.numbers[1] ?? 0 };
    });
  }

  /** What spot capacity of a type saves; undefined when the book does not know it. */
  spot(region: string, type: string): SpotPrice | undefined {
    return this.once(`spot ${region}/${type}`, () => {
      const sheet = this.file<SpotSheet>(`${region}.spot`)[0];
      const entry = sheet?.savings[type];
      // Zero savings and the highest band is how the advisor says that it has seen no such capacity.
      if (!sheet || !entry || entry[0] <= 0) return undefined;
      const interruption = sheet.bands[entry[1]] ?? 'unknown';
      return { ...parseOrigin(sheet.from, sources()), savingsPercent: entry[0], interruption };
    });
  }

  /** Whether anything of a region is in the book. */
  has(region: string): boolean {
    return this.file<Sheet>(region).length > 0;
  }

  private once<T extends Price | CommittedPrice | SpotPrice>(key: string, find: () => T | undefined): T | undefined {
    if (!this.known.has(key)) this.known.set(key, find());
    return this.known.get(key) as T | undefined;
  }

  private cell(
    region: string,
    suffix: string,
    table: string,
    item: string,
  ): { readonly numbers: readonly number[]; readonly origin: Origin } | undefined {
    for (const sheet of this.file<Sheet>(region + suffix)) {
      const rows = sheet.tables[table];
      const cell = rows && Object.hasOwn(rows.usd, item) ? rows.usd[item] : undefined;
      if (rows === undefined || cell === undefined) continue;
      const numbers = typeof cell === 'number' ? [cell] : cell;
      const width = suffix === '' ? 1 : 2;
      const origin = sheet.from[numbers.length > width ? (numbers[width] ?? rows.from) : rows.from] ?? '';
      return { numbers, origin: parseOrigin(origin, sources()) };
    }
    return undefined;
  }

  private file<T>(name: string): readonly T[] {
    const known = this.files.get(name);
    if (known) return known as readonly T[];
    // The region comes from a configuration: it names a file, and no path.
    if (!/^[a-z0-9.-]+$/.test(name)) return [];
    const refreshed = this.folder === undefined ? [] : refreshedFiles<T>(this.folder, name);
    const own = builtInFile<T>(name);
    const sheets = own === undefined ? refreshed : [...refreshed, own];
    this.files.set(name, sheets);
    return sheets;
  }
}

/** vCPUs of an EC2 type; undefined when it is not known. */
export function vcpusOf(type: string): number | undefined {
  return builtInFile<{ types: { [type: string]: readonly [number, number] } }>('ec2-types')?.types[type]?.[0];
}

function units(): { readonly [item: string]: string } {
  return builtInFile<{ [item: string]: string }>('units') ?? {};
}

function sources(): { readonly [id: string]: string } {
  return builtInFile<{ [id: string]: string }>('sources') ?? {};
}
