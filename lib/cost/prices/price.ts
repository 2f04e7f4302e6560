/** Where a price comes from, and how good it is. */
export interface Origin {
  /** Who published it. */
  readonly source: string;
  /** The day on which the source read it: `2025-11-04`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** The last day on which another source read the same number, where that is later. */
  readonly confirmed: string | undefined;
  /** How it was obtained, where the source does not state it: `inferred: …`, `derived: …`. */
  readonly quality: string | undefined;
}

/** The list price of one thing in one region. */
export interface Price extends Origin {
  readonly region: string;
  /** Such as `ec2` or `rds/postgres/multi-az`. */
  readonly table: string;
  /** Such as `m7g.large`. */
  readonly item: string;
  /** USD for one {@link unit}. */
  readonly usd: number;
  /** Such as `hour`, `GB-month`, `million requests`. */
  readonly unit: string;
}

/** Reads `L 2025-11-04 =2026-09-29 inferred: …`. */
export function parseOrigin(text: string, sources: { readonly [id: string]: string }): Origin {
  const [id = '', asOf = '', ...rest] = text.split(' ');
  const confirmed = rest[0]?.startsWith('=') ? rest.shift()?.slice(1) : undefined;
  return { source: sources[id] ?? id, asOf, confirmed, quality: rest.length > 0 ? rest.join(' ') : undefined };
}

/** The last day on which somebody read a price. */
export function lastRead({ asOf, confirmed = '' }: Pick<Origin, 'asOf' | 'confirmed'>): string {
  return confirmed > asOf ? confirmed : asOf;
}

/** The days since a price was last read; a month or a year alone counts from its first day. */
export function ageInDays(price: Pick<Origin, 'asOf' | 'confirmed'>, now: Date): number {
  const asOf = lastRead(price);
  const then = Date.parse(asOf.length === 4 ? `${asOf}-01-01` : asOf.length === 7 ? `${asOf}-01` : asOf);
  return Number.isNaN(then) ? Number.POSITIVE_INFINITY : (now.getTime() - then) / 86_400_000;
}
