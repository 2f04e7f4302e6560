import { follow } from '../graph/follow';
import type { Graph } from '../graph/graph';
import type { Stack } from '../graph/stack';
import { Reference, Unknown, type Value } from '../graph/value';
import { isBlank } from './blank';
import type { Principal } from './principal';

const known = new WeakMap<Graph, Map<Stack, ReadonlySet<string>>>();

/** Attributes that can only name something of the own account: IAM refuses a role or policy of another. */
const ownArns: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ['permissions_boundary'],
  aws_iam_user: ['permissions_boundary'],
  aws_iam_role_policy_attachment: ['policy_arn'],
  aws_iam_user_policy_attachment: ['policy_arn'],
  aws_iam_group_policy_attachment: ['policy_arn'],
  aws_lambda_function: ['role'],
  aws_eks_cluster: ['role_arn'],
  aws_eks_node_group: ['node_role_arn'],
  aws_ecs_task_definition: ['execution_role_arn', 'task_role_arn'],
  aws_flow_log: ['iam_role_arn'],
};

/**
 * Account ids that are a stack's own: what its provider or its root comment says, what a plan read from
 * `aws_caller_identity`, where configuration only has a reference, and what stands in ARNs that cannot be another's.
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
    const named = graph
      .ofType(...Object.keys(ownArns))
      .filter((resource) => resource.stack === stack)
      .flatMap((resource) => (ownArns[resource.type] ?? []).map((name) => accountIn(resource.get(name))));
    accounts = new Set([...stack.accounts, ...[...read, ...named].filter((id) => typeof id === 'string')]);
    byStack.set(stack, accounts);
  }
  return accounts;
}

function accountIn(arn: Value | undefined): string | undefined {
  return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}

/** Whether a principal is the root of an account that only a reference names: the stack's own, by `aws_caller_identity`. */
export function isRootByReference({ value }: Principal): boolean {
  if (value instanceof Reference) return value.resource.type === 'aws_caller_identity';
  return value instanceof Unknown && /:iam::[^:]*\}[^:]*:root$/.test(value.toString());
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
