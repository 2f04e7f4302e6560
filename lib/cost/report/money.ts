const dollars = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `1,234.50` */
export function money(value: number): string {
  return dollars.format(value);
}

/** A figure for JSON: exact to a hundredth of a cent, without the noise of binary fractions. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000 || 0;
}
