import type { Target } from './products';

/** A term of the bulk price list. */
export interface Term {
  readonly priceDimensions?: {
    readonly [rate: string]: {
      readonly unit?: string;
      readonly beginRange?: string;
      readonly startingRange?: string;
      readonly pricePerUnit?: { readonly USD?: string };
    };
  };
  readonly termAttributes?: {
    readonly LeaseContractLength?: string;
    readonly OfferingClass?: string;
    readonly PurchaseOption?: string;
  };
}

/** The list price of a product in USD: of its first tier that is not free; undefined when it has none. */
export function onDemandPrice(terms: { readonly [key: string]: Term }, { times }: Target): number | undefined {
  const dimensions = Object.values(terms)
    .flatMap((term) => Object.values(term.priceDimensions ?? {}))
    .map(({ beginRange, startingRange, pricePerUnit }) => ({
      begin: Number(beginRange ?? startingRange ?? 0),
      usd: Number(pricePerUnit?.USD),
    }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => a.begin - b.begin);
  const [first] = dimensions;
  return first && rounded(first.usd * times);
}

/** A reservation: its table's end, what an hour costs all in, and what of that is paid at the beginning. */
export interface Reservation {
  readonly table: string;
  readonly usd: number;
  readonly upfront: number;
}

const PAYMENTS: { readonly [option: string]: string } = {
  'No Upfront': 'no-upfront',
  'Partial Upfront': 'partial-upfront',
  'All Upfront': 'all-upfront',
};

/** The reservations that a product is sold as. */
export function reservations(terms: { readonly [key: string]: Term }, { table }: Target): readonly Reservation[] {
  return Object.values(terms).flatMap(({ priceDimensions = {}, termAttributes = {} }) => {
    const term = { '1yr': '1y', '3yr': '3y' }[termAttributes.LeaseContractLength ?? ''];
    const payment = PAYMENTS[termAttributes.PurchaseOption ?? ''];
    const kind = kindOf(table, termAttributes.OfferingClass ?? '');
    if (term === undefined || payment === undefined || kind === undefined) return [];
    let hourly = 0;
    let upfront = 0;
    for (const { unit, pricePerUnit } of Object.values(priceDimensions)) {
      if (unit === 'Quantity') upfront += Number(pricePerUnit?.USD ?? 0);
      else hourly += Number(pricePerUnit?.USD ?? 0);
    }
    const usd = rounded(hourly + upfront / (term === '1y' ? 8_760 : 26_280));
    return usd > 0 ? [{ table: `${table}/${kind}/${term}/${payment}`, usd, upfront: rounded(upfront) }] : [];
  });
}

function kindOf(table: string, offering: string): string | undefined {
  if (table === 'ec2') return { standard: 'standard-ri', convertible: 'convertible-ri' }[offering];
  if (table.startsWith('rds/')) return 'reserved-instance';
  return table.startsWith('elasticache/') ? 'reserved-node' : undefined;
}

/** Ten decimals are what AWS writes; products of them must not have more. */
function rounded(value: number): number {
  return Number(value.toFixed(10));
}
