import { readFileSync } from 'node:fs';
import { InputError } from '../../policy';

/** A resource of an estimate as its JSON has it. */
export interface CostRow {
  /** The stack, where the document names it. @default not named */
  readonly stack?: string;
  /** Terraform address inside the stack. */
  readonly address: string;
  /** USD a month as it is declared to be bought. */
  readonly monthly: number;
  /** USD a month, all of it on demand. */
  readonly onDemandMonthly: number;
  /** How it is bought. */
  readonly purchase: string;
}

/** What a comparison needs of an estimate: what `rampart cost --format json` wrote. */
export interface CostDocument {
  /** USD a month of everything. */
  readonly total: { readonly monthly: number; readonly onDemandMonthly: number };
  /** What each resource costs. */
  readonly resources: readonly CostRow[];
  /** Addresses that cost money and have no price. */
  readonly unpriced: readonly string[];
}

/** One resource that costs more or less than before. */
export interface CostChange {
  /** The stack. */
  readonly stack: string;
  /** Terraform address inside the stack. */
  readonly address: string;
  /** Whether the resource is new, gone, or costs another amount. */
  readonly kind: 'added' | 'removed' | 'changed';
  /** USD a month. */
  readonly before: number;
  /** USD a month. */
  readonly after: number;
  /** How it is bought, before and after where that changed. */
  readonly purchase: string;
}

/** What a change does to the bill. */
export interface CostDiff {
  /** USD a month. */
  readonly before: number;
  /** USD a month. */
  readonly after: number;
  /** Resources that cost another amount, the largest change first. */
  readonly changes: readonly CostChange[];
  /** Addresses that are unpriced now and were not before. */
  readonly newlyUnpriced: readonly string[];
}

/** A cent: less is the noise of rounding. */
const LEAST = 0.01;

/** Compares two estimates, resource by resource. */
export function diffEstimates(base: CostDocument, head: CostDocument): CostDiff {
  const before = new Map(base.resources.map((row) => [keyOf(row), row]));
  const after = new Map(head.resources.map((row) => [keyOf(row), row]));
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): CostChange[] => {
    const old = before.get(key);
    const now = after.get(key);
    const row = now ?? old;
    const change = (now?.monthly ?? 0) - (old?.monthly ?? 0);
    if (!row || Math.abs(change) < LEAST) return [];
    return [
      {
        stack: row.stack ?? '',
        address: row.address,
        kind: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed',
        before: old?.monthly ?? 0,
        after: now?.monthly ?? 0,
        purchase: old && now && old.purchase !== now.purchase ? `${old.purchase} → ${now.purchase}` : row.purchase,
      },
    ];
  });
  const known = new Set(base.unpriced);
  return {
    before: base.total.monthly,
    after: head.total.monthly,
    changes: changes.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
    newlyUnpriced: head.unpriced.filter((address) => !known.has(address)),
  };
}

function keyOf({ stack = '', address }: CostRow): string {
  return `${stack}/${address}`;
}

/** Reads what `rampart cost --format json` wrote. @throws InputError when it is something else */
export function readCostDocument(path: string): CostDocument {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isDocument(value)) {
    throw new InputError(`${path}: no estimate. Pass what \`rampart cost <path> --format json\` wrote.`);
  }
  return value;
}

function isDocument(value: unknown): value is CostDocument {
  const document = value as Partial<CostDocument> | null;
  return (
    typeof document === 'object' &&
    document !== null &&
    typeof document.total?.monthly === 'number' &&
    Array.isArray(document.unpriced) &&
    Array.isArray(document.resources) &&
    document.resources.every((row) => typeof row?.address === 'string' && typeof row.monthly === 'number')
  );
}
