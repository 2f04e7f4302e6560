import { isObject, type Json } from '../../policy/load';
import { nameOf } from '../redact/name';
import type { Redactor } from '../redact/redactor';
import type { ResourceChange } from '../resource-change';
import { ABSENT, type AttributeChange, type Shown } from './attribute-change';
import { decode } from './encoded';
import { lineDiff } from './lines';
import { pairItems } from './pairs';
import { isPolicy, policyLines } from './policy';
import { isEmpty, show } from './show';
import { holdsTrue, isAbsent, isSame, keysOf, part, type Side } from './side';

/** What the configuration says of a resource's attributes. */
export interface Configured {
  readonly isWritten: (attribute: string) => boolean;
  /** The text that is written where only parts of it are known during apply, `{"Resource":"${aws_kms_key.data.arn}"}`. */
  readonly textOf: (attribute: string) => string | undefined;
}

const everythingWritten: Configured = { isWritten: () => true, textOf: () => undefined };

/** Deeper than any resource; a bound for hostile input. */
const DEEPEST = 40;

/**
 * Everything that a change does to the attributes of a resource, redacted. Of a resource that is made or replaced, what the
 * configuration does not set says nothing: AWS fills it in.
 */
export function attributeChanges(
  change: Pick<ResourceChange, 'before' | 'after' | 'afterUnknown' | 'beforeSensitive' | 'afterSensitive'> & {
    readonly replacePaths?: ResourceChange['replacePaths'];
  },
  redactor: Redactor,
  configured: Configured = everythingWritten,
): readonly AttributeChange[] {
  const differ = new Differ(redactor, (change.replacePaths ?? []).map(pathText), configured);
  const before: Side = { value: change.before, unknown: false, sensitive: change.beforeSensitive };
  const after: Side = { value: change.after, unknown: change.afterUnknown, sensitive: change.afterSensitive };
  // What is made or destroyed as a whole is told by what is set; null, "" and [] are not.
  differ.sparse = isAbsent(before) || isAbsent(after);
  differ.walk('', '', before, after, 0);
  return differ.found;
}

class Differ {
  readonly found: AttributeChange[] = [];
  sparse = false;

  constructor(
    private readonly redactor: Redactor,
    private readonly replacePaths: readonly string[],
    private readonly configured: Configured,
  ) {}

  walk(path: string, name: string, before: Side, after: Side, depth: number): void {
    if (isAbsent(before) && isAbsent(after)) return;
    const written = after.unknown === true && after.sensitive !== true ? this.configured.textOf(path) : undefined;
    if (written !== undefined && decode(written) !== undefined) {
      this.text(path, name, before, { value: written, unknown: false, sensitive: after.sensitive }, depth);
      return;
    }
    if (depth > DEEPEST || isHiddenAtTop(before) || isHiddenAtTop(after) || after.unknown === true) {
      this.leaf(path, name, before, after);
      return;
    }
    const [a, b] = [before.value, after.value];
    if (canDescend(a, b, isObject)) {
      const keys = new Set([...keysOf(before), ...keysOf(after)]);
      for (const key of [...keys].sort())
        this.walk(join(path, key), nameOf(b ?? a, key), part(before, key), part(after, key), depth + 1);
    } else if (canDescend(a, b, Array.isArray)) this.list(path, name, before, after, depth);
    else if (typeof (a ?? b) === 'string') this.text(path, name, before, after, depth);
    else this.leaf(path, name, before, after);
  }

  private list(path: string, name: string, before: Side, after: Side, depth: number): void {
    if (isSame(before.value, after.value) && !holdsTrue(after.unknown) && sameMasks(before, after)) return;
    const { pairs, onlyOrder } = pairItems(before, after);
    if (onlyOrder) {
      this.leaf(path, name, before, after, 'the same items in another order');
      return;
    }
    for (const { index, before: from, after: to } of pairs) this.walk(`${path}[${index}]`, name, from, to, depth + 1);
  }

  private text(path: string, name: string, before: Side, after: Side, depth: number): void {
    const [a, b] = [before.value, after.value].map((value) =>
      typeof value === 'string' && value !== '' ? value : undefined,
    );
    if (a === b && sameMasks(before, after)) return;
    const [from, to] = [decode(a), decode(b)];
    const isEncoded = (a === undefined || from !== undefined) && (b === undefined || to !== undefined);
    if (
      isEncoded &&
      (isPolicy(from) || isPolicy(to)) &&
      (from === undefined || to === undefined || isPolicy(from) === isPolicy(to))
    ) {
      const lines = policyLines(from, to).map((line) => ({ ...line, text: this.redactor.text(line.text) }));
      this.push(path, before, after, {
        before: summary(from, 'policy'),
        after: summary(to, 'policy'),
        lines,
        ...(lines.length === 0 && { note: 'the same policy, written differently' }),
      });
    } else if (isEncoded) {
      if (isSame(from, to)) this.leaf(path, name, before, after, 'the same JSON, written differently');
      else this.walk(path, name, plain(from), plain(to), depth + 1);
    } else if ((a?.includes('\n') || b?.includes('\n')) && this.mayShow(name, a) && this.mayShow(name, b)) {
      const lines = lineDiff(a ?? '', b ?? '').map((line) => ({ ...line, text: this.redactor.text(line.text) }));
      this.push(path, before, after, { before: summary(a, 'text'), after: summary(b, 'text'), lines });
    } else this.leaf(path, name, before, after);
  }

  private mayShow(name: string, text: string | undefined): boolean {
    return text === undefined || this.redactor.whyHidden(name, text) === undefined;
  }

  private leaf(path: string, name: string, before: Side, after: Side, note?: string): void {
    const [from, to] = [show(before, name, this.redactor), show(after, name, this.redactor)];
    if (this.sparse && !this.isTelling(path, before, after)) return;
    if (this.replacePaths.length > 0 && this.isFilledIn(path, before, after)) return;
    const same = isSame(before.value, after.value) && after.unknown !== true;
    if (same && note === undefined) {
      if (from.kind === to.kind) return;
      const marked = to.kind === 'hidden' ? 'now marked sensitive, the value stays' : 'no longer marked sensitive';
      this.push(path, before, after, { before: from, after: to, note: marked });
      return;
    }
    this.push(path, before, after, { before: from, after: to, ...(note !== undefined && { note }) });
  }

  /** Whether a value of what is made or destroyed tells anything: not null, "" or [], and not what AWS fills in. */
  private isTelling(path: string, before: Side, after: Side): boolean {
    if (!isAbsent(after) && !this.configured.isWritten(topOf(path))) return false;
    return after.unknown === true || !isEmpty(before.value) || !isEmpty(after.value);
  }

  /** Whether only AWS has a say in it: it was there, and will be again. */
  private isFilledIn(path: string, before: Side, after: Side): boolean {
    return !this.configured.isWritten(topOf(path)) && (after.unknown === true || isAbsent(after) || isAbsent(before));
  }

  private push(
    path: string,
    before: Side,
    after: Side,
    rest: Pick<AttributeChange, 'before' | 'after' | 'note' | 'lines'>,
  ): void {
    const kind = isAbsent(before) ? 'add' : isAbsent(after) ? 'remove' : 'change';
    const forcesReplacement = this.replacePaths.some((forced) => startsWith(path, forced) || startsWith(forced, path));
    this.found.push({ path: this.redactor.text(path), kind, forcesReplacement, ...rest });
  }
}

function isHiddenAtTop({ sensitive }: Side): boolean {
  return sensitive === true;
}

function sameMasks(before: Side, after: Side): boolean {
  return holdsTrue(before.sensitive) === holdsTrue(after.sensitive);
}

/** Whether both sides are of a kind, or one is and the other is missing. */
function canDescend(a: Json | undefined, b: Json | undefined, is: (value: unknown) => boolean): boolean {
  const [from, to] = [a ?? undefined, b ?? undefined];
  if (from === undefined) return to !== undefined ? is(to) : false;
  return is(from) && (to === undefined || is(to));
}

function plain(value: Json | undefined): Side {
  return { value, unknown: false, sensitive: false };
}

function summary(value: unknown, what: string): Shown {
  return value === undefined ? ABSENT : { kind: 'value', text: `(${what})` };
}

/** `tags["a b"].c[0]` */
function join(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function pathText(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => (typeof step === 'number' ? `${path}[${step}]` : join(path, step)), '');
}

function topOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

function startsWith(path: string, start: string): boolean {
  return path === start || (path.startsWith(start) && /^[.[]/.test(path.slice(start.length)));
}
