const collator = new Intl.Collator('en', { numeric: true });

/** Names as a person sorts them: `d[2]` before `d[10]`. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
