import { type Target, targetOf } from './products';
import type { Position, Visitor } from './scanner';
import { onDemandPrice, reservations, type Term } from './terms';

/** A number that was found: region, table, item, USD, and what is paid at the beginning. */
export type Found = readonly [region: string, table: string, item: string, usd: number, upfront: number];

/** What was read of an offer file so far: all that another process needs to go on. */
export interface Progress {
  offer: string;
  publicationDate: string;
  /** Cells by SKU, of the products that the book holds. */
  readonly targets: { [sku: string]: Target };
  readonly prices: Found[];
  readonly commitments: Found[];
  /** Products and terms that were looked at. */
  seen: number;
  position: Position;
}

/** Nothing read yet. */
export function emptyProgress(): Progress {
  return {
    offer: '',
    publicationDate: '',
    targets: {},
    prices: [],
    commitments: [],
    seen: 0,
    position: { offset: 0, path: [] },
  };
}

/** Reads the products and terms of an offer file that the price book holds. AWS writes the products before the terms. */
export class OfferReader implements Visitor {
  constructor(
    private readonly progress: Progress,
    private readonly regions: ReadonlySet<string> | undefined,
  ) {}

  enter([section, kind, sku]: readonly string[]): boolean {
    if (section === 'products') return kind === undefined;
    return (
      section === 'terms' && (kind === undefined || ((kind === 'OnDemand' || kind === 'Reserved') && sku === undefined))
    );
  }

  wants([section = '', kind, sku]: readonly string[]): boolean {
    if (kind === undefined) return section === 'offerCode' || section === 'publicationDate';
    if (section === 'products') return true;
    return section === 'terms' && sku !== undefined && Object.hasOwn(this.progress.targets, sku);
  }

  value([section = '', kind = '', sku]: readonly string[], text: string): void {
    const value: unknown = JSON.parse(text);
    if (section === 'offerCode') this.progress.offer = String(value);
    else if (section === 'publicationDate') this.progress.publicationDate = String(value);
    else if (section === 'products') this.product(kind, value as Product);
    else if (sku !== undefined) this.term(kind, sku, value as { readonly [key: string]: Term });
  }

  private product(sku: string, { productFamily = '', attributes = {} }: Product): void {
    this.progress.seen += 1;
    const target = targetOf(this.progress.offer, productFamily, attributes);
    if (target && (this.regions === undefined || this.regions.has(target.region))) this.progress.targets[sku] = target;
  }

  private term(kind: string, sku: string, terms: { readonly [key: string]: Term }): void {
    const target = this.progress.targets[sku];
    if (!target) return;
    this.progress.seen += 1;
    const { region, table, item } = target;
    if (kind === 'OnDemand') {
      const usd = onDemandPrice(terms, target);
      if (usd !== undefined) this.progress.prices.push([region, table, item, usd, 0]);
    } else {
      for (const each of reservations(terms, target))
        this.progress.commitments.push([region, each.table, item, each.usd, each.upfront]);
    }
  }
}

interface Product {
  readonly productFamily?: string;
  readonly attributes?: { readonly [name: string]: string };
}
