import type { Graph, Resource, Stack, ValueMap } from '../../policy/graph';
import type { PriceBook } from '../prices/book';
import { text } from './attributes';
import { mapRange, type Range } from './range';
import { USAGE, type UsageFigure, type UsageKey, usageOf } from './usage';

/** A part of a figure of use, and how it came about. */
interface Share {
  readonly range: Range;
  readonly note: string;
}

/** What pricing a resource needs besides the resource. */
export class Context {
  private readonly regions = new Map<Stack, ReadonlyMap<string, string>>();
  private readonly counts = new Map<string, number>();
  private readonly shares = new Map<string, Share>();
  private readonly byStack = new Map<Stack, Map<string, Resource[]>>();

  constructor(
    readonly graph: Graph,
    readonly book: PriceBook,
    readonly now: Date,
    /** For a stack whose provider does not say. */
    private readonly otherwise: string | undefined,
  ) {
    for (const resource of graph.resources) {
      if (resource.mode !== 'managed') continue;
      const types = lookUp(this.byStack, resource.stack, () => new Map<string, Resource[]>());
      lookUp(types, resource.type, () => []).push(resource);
    }
  }

  /** Managed resources of a stack, by type. */
  ofStack(stack: Stack, ...types: readonly string[]): readonly Resource[] {
    const own = this.byStack.get(stack);
    const [only] = types;
    if (types.length === 1 && only !== undefined) return own?.get(only) ?? [];
    return types.flatMap((type) => own?.get(type) ?? []);
  }

  /** How many resources of a type a stack has of which something is true; counted once. */
  countWhere(stack: Stack, type: string, fits: (resource: Resource) => boolean): number {
    return lookUp(this.counts, `${stack.name}/${type}`, () => this.ofStack(stack, type).filter(fits).length);
  }

  /** The region that a resource is made in; undefined when the files do not say. */
  regionOf(resource: Resource): string | undefined {
    const own = text(resource, 'region');
    if (own !== undefined) return own;
    const regions = lookUp(this.regions, resource.stack, () => providerRegions(resource.stack));
    const provider = resource.meta('provider');
    return (typeof provider === 'string' ? regions.get(provider) : undefined) ?? regions.get('aws') ?? this.otherwise;
  }

  /** A figure of use, of the stack as a whole or of each resource. */
  usage(resource: Resource, key: UsageKey): UsageFigure {
    return usageOf(resource.stack.notes.usage, key);
  }

  /**
   * A resource's even share of a figure of use of its stack.
   *
   * @param among the number of resources that share it; by default those of the same type in the stack
   */
  share(resource: Resource, key: UsageKey, among?: number): Share {
    const parts = Math.max(1, among ?? this.countOf(resource));
    // The same for all that share it: one text for thousands of resources.
    return lookUp(this.shares, `${resource.stack.name}/${key}/${parts}`, () => {
      const figure = this.usage(resource, key);
      const { unit, what } = USAGE[key];
      const part = parts === 1 ? '' : `, 1/${parts} of it here`;
      return {
        range: mapRange(figure, (value) => value / parts),
        note: `${show(figure.expected)} ${unit} ${what}${part} (${originOf(figure)})`,
      };
    });
  }

  private countOf({ stack, type }: Resource): number {
    return this.byStack.get(stack)?.get(type)?.length ?? 0;
  }
}

/** What a map has for a key, made when it has nothing yet. */
export function lookUp<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

/** Whether a figure was declared, as assumptions say it. */
export function originOf({ key, declared }: UsageFigure): string {
  return declared ? `usage.${key}` : `default; say usage.${key}`;
}

// Made once: toLocaleString() makes one for each call, which is most of an estimate's time.
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** `1,234.5` */
export function show(value: number): string {
  return figures.format(value);
}

function providerRegions(stack: Stack): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const { name, settings } of stack.root.providers) {
    const region = isSettings(settings) ? text(settings, 'region') : undefined;
    if (region !== undefined) result.set(name, region);
  }
  return result;
}

function isSettings(settings: unknown): settings is ValueMap {
  return typeof settings === 'object' && settings !== null && !Array.isArray(settings);
}
