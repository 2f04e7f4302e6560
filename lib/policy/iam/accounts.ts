import { follow } from '../graph/follow';
import type { Graph } from '../graph/graph';
import type { Stack } from '../graph/stack';
import { Unknown, type Value } from '../graph/value';
import { isBlank } from './blank';
import type { Principal } from './principal';

const known = new WeakMap<Graph, Map<Stack, ReadonlySet<string>>>();

/**
 * Account ids that are a stack's own: what its provider or its root comment says, and what a plan read from
 * `aws_caller_identity`, where configuration only has a reference.
 */
export function ownAccounts(stack: Stack, graph: Graph): ReadonlySet<string> {
  let byStack = known.get(graph);
  if (!byStack) {
    byStack = new Map();
    known.set(graph, byStack);
  }
  let accounts = byStack.get(stack);
  if (!accounts) {
    const read = graph
      .ofType('data.aws_caller_identity')
      .filter((identity) => identity.stack === stack)
      .map((identity) => identity.get('account_id'));
    accounts = new Set([...stack.accounts, ...read.filter((id) => typeof id === 'string')]);
    byStack.set(stack, accounts);
  }
  return accounts;
}

/** The account whose every identity a principal is, `123456789012` or its root; undefined for anything narrower. */
export function wholeAccount({ kind, value }: Principal): string | undefined {
  if (kind !== 'AWS' && kind !== '*') return undefined;
  const text = literal(value);
  return text === undefined ? undefined : /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
}

/** The account of a principal that is a whole account of which only that is known: `arn:aws:iam::${var.partner}:root`. */
export function openAccount({ kind, value }: Principal): Unknown | undefined {
  if (kind !== 'AWS' || !(value instanceof Unknown)) return undefined;
  const { pieces = [] } = value.parts;
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : '?')).join('');
  const part = /^arn:[^:]*:iam::\?:root$/.test(text) ? pieces[pieces.length - 2] : undefined;
  return isBlank(part) ? part : undefined;
}

/** A principal's text; the partition of its ARN may be known later. */
function literal(value: Value): string | undefined {
  const text = follow(value);
  if (text instanceof Unknown)
    return text.parts.pieces?.map((piece) => (typeof piece === 'string' ? piece : 'known-later')).join('');
  return typeof text === 'string' || typeof text === 'number' ? String(text).trim() : undefined;
}
