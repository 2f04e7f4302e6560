import { isObject, type Json, type JsonObject, textOf } from '../json/parse';
import { computedAttribute } from './computed';
import { instanceKey, type Owner, type PlanModule } from './plan-module';
import { mergePlanned } from './plan-values';
import type { Stack } from './stack';
import { hasOpenPart, type Reference, type Resource, referencesIn, type Value } from './value';

/** What a plan says of one resource instance. */
export interface PlannedInstance {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly address: string;
  readonly values: JsonObject;
  /** Mask of what is not known before apply. */
  readonly unknown: JsonObject;
  /** Its block in the plan's configuration: `expressions`, `for_each_expression`, `provider_config_key`. */
  readonly config: JsonObject;
}

/** An expression that is one constant without a template: it names nothing. */
function isLiteral(expression: Json): boolean {
  if (!isObject(expression) || 'references' in expression) return false;
  const { constant_value: value } = expression;
  return value !== undefined && (typeof value !== 'object' || value === null) && !String(value).includes('{');
}

/** A resource of a plan: known values, references of the configuration where they are not known, and its source when that was given. */
export class PlanResource implements Resource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly address: string;
  readonly attributes: readonly string[];
  /** The same resource in the configuration that `--source` names. */
  source: Resource | undefined;
  private readonly merged = new Map<string, Value | undefined>();
  /** Folded expressions: an attribute is asked for its value, and for what it mentions. */
  private readonly folded = new Map<Json, Value>();
  private readonly expressions: JsonObject;
  private readonly owner: Owner;

  constructor(
    private readonly planned: PlannedInstance,
    readonly stack: Stack,
    private readonly module: PlanModule,
    /** Values that were handed over as root variables, other than their defaults. */
    private readonly supplied: ReadonlySet<string>,
  ) {
    this.mode = planned.mode;
    this.type = planned.type;
    this.address = planned.address;
    this.owner = { forEach: planned.config.for_each_expression, key: instanceKey(planned.address) };
    this.expressions = isObject(planned.config.expressions) ? planned.config.expressions : {};
    this.attributes = [...new Set([...Object.keys(planned.values), ...Object.keys(this.expressions)])];
  }

  get constructPath(): string | null {
    return this.source?.constructPath ?? null;
  }

  get file(): string {
    return this.source?.file ?? this.stack.file;
  }

  get line(): number | undefined {
    return this.source?.line;
  }

  get(name: string): Value | undefined {
    if (this.merged.has(name)) return this.merged.get(name);
    // Guards against a cycle of references: while it is being merged the attribute counts as not set.
    this.merged.set(name, undefined);
    const { values, unknown } = this.planned;
    const value = mergePlanned(values[name], unknown[name], this.expressions[name], (expression) =>
      this.fold(expression),
    );
    const resolved =
      value !== undefined && hasOpenPart(value) ? (this.source?.get(name) ?? value) : this.unhashed(name, value);
    const final = resolved ?? computedAttribute(this, name);
    this.merged.set(name, final);
    return final;
  }

  private fold(expression: Json): Value {
    let value = this.folded.get(expression);
    if (value === undefined) {
      value = this.module.fold(expression, this.owner);
      this.folded.set(expression, value);
    }
    return value;
  }

  /** Provider 5 plans only the SHA-1 of user data: what the configuration says is shown instead, as far as it is known. */
  private unhashed(name: string, value: Value | undefined): Value | undefined {
    const expression = this.expressions[name];
    if (!/^user_data/.test(name) || typeof value !== 'string' || !/^[0-9a-f]{40}$/.test(value)) return value;
    return this.source?.get(name) ?? (expression === undefined ? value : this.fold(expression));
  }

  meta(name: string): Json | undefined {
    if (this.source) return this.source.meta(name);
    return name === 'provider' ? this.planned.config.provider_config_key : undefined;
  }

  isWritten(name: string): boolean {
    return name in this.expressions;
  }

  mentions(name: string): readonly Reference[] {
    const expression = this.expressions[name];
    const written = expression === undefined || isLiteral(expression) ? [] : referencesIn(this.fold(expression));
    const value = this.get(name);
    return typeof value === 'object' && value !== null ? [...referencesIn(value), ...written] : written;
  }

  isSupplied(path: readonly (string | number)[]): boolean {
    let value: Json | undefined = this.planned.values;
    let expression: Json | undefined = this.expressions;
    for (const key of path) {
      value = isObject(value) ? value[String(key)] : Array.isArray(value) ? value[Number(key)] : undefined;
      if (isObject(expression) && !('references' in expression) && !('constant_value' in expression))
        expression = expression[String(key)];
      else if (Array.isArray(expression)) expression = expression[Number(key)] ?? expression[0];
    }
    if (typeof value === 'string' && this.supplied.has(value)) return true;
    const references =
      isObject(expression) && Array.isArray(expression.references) ? expression.references.map(textOf) : [];
    // A variable that was not handed over holds its default, and a local may hold anything that is written down.
    return references.some((reference) => !/^(local|var)\./.test(reference));
  }
}
