import { createHash } from 'node:crypto';
import type { Graph } from '../../policy/graph';
import { planGraph, textOf } from '../../policy/load';
import { writtenIn } from '../diff/written';
import type { PlanDocument } from '../document';
import { withoutSecretKeys } from '../redact/address';
import {
  deferredChanges,
  type OutputChange,
  outputChanges,
  type ResourceChange,
  resourceChanges,
} from '../resource-change';
import { type Difference, differences } from './normalize';

/** One reviewed change, by its digest. */
export interface DigestedChange {
  /** Terraform address, `output.<name>` for an output. */
  readonly address: string;
  /** `change.actions` joined, `delete, create`. */
  readonly actions: string;
  /** SHA-256 over everything that a reviewer sees of it. */
  readonly digest: string;
}

/** What a digest is made with besides the plan. */
export interface DigestOptions {
  /**
   * The configuration beside the plan, as for a preview: of a policy in which an ARN is known during apply only, the plan says
   * nothing at all, and the configuration everything else. Take the same for both plans that are compared. @default none
   */
  readonly source?: string | undefined;
}

/**
 * The digest of everything that a plan changes. Two plans of the same change have the same digest, also when they were made
 * at another time: values that only apply knows, the plan's own time and all order that means nothing are left out. It
 * differs as soon as anything that a reviewer saw differs. It holds no secret: of sensitive values counts only whether they
 * change.
 *
 * @returns `sha256:` and 64 hexadecimal digits
 */
export function canonicalDigest(plan: PlanDocument, options: DigestOptions = {}): string {
  return digestOf(canonicalChanges(plan, options));
}

/** What {@link canonicalDigest} is made of, sorted by address: compared change by change it tells what differs. */
export function canonicalChanges(plan: PlanDocument, { source }: DigestOptions = {}): readonly DigestedChange[] {
  return digestedChanges(plan, source === undefined ? undefined : planGraph(plan.json, plan.file, { source }));
}

/** {@link canonicalChanges} with a graph that was loaded already. */
export function digestedChanges(plan: PlanDocument, graph: Graph | undefined): readonly DigestedChange[] {
  const time = textOf(plan.json.timestamp);
  const resourceAt = new Map(graph?.resources.map((resource) => [resource.address, resource]));
  const digested = (change: ResourceChange, state: string): DigestedChange | undefined =>
    digestedChange(change, state, time, writtenIn(resourceAt.get(change.address)));
  const resources = [
    ...resourceChanges(plan).map((change) => digested(change, '')),
    ...deferredChanges(plan).map(({ change }) => digested(change, 'deferred')),
  ];
  const outputs = outputChanges(plan).flatMap((output) =>
    output.action === 'no-op' ? [] : [digestedOutput(output, time)],
  );
  return [...resources.flatMap((change) => change ?? []), ...outputs].sort((a, b) =>
    `${a.address} ${a.actions}` < `${b.address} ${b.actions}` ? -1 : 1,
  );
}

/** The digest of changes that were digested one by one. */
export function digestOf(changes: readonly DigestedChange[]): string {
  return `sha256:${hash(['rampart plan digest 1', ...changes.map(({ address, actions, digest }) => [address, actions, digest])])}`;
}

/** What one set of changes has that the other has not, a line each; nothing when both are the same. */
export function digestDifference(
  reviewed: readonly DigestedChange[],
  now: readonly DigestedChange[],
): readonly string[] {
  const key = ({ address, actions }: DigestedChange): string => `${address} (${actions})`;
  const before = new Map(reviewed.map((change) => [key(change), change]));
  const after = new Map(now.map((change) => [key(change), change]));
  return [
    ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `not reviewed: ${name}`),
    ...[...before.keys()]
      .filter((name) => !after.has(name))
      .map((name) => `reviewed, and not planned any more: ${name}`),
    ...[...after].flatMap(([name, change]) => {
      const old = before.get(name);
      return old && old.digest !== change.digest ? [`planned with other values than were reviewed: ${name}`] : [];
    }),
  ];
}

function digestedChange(
  change: ResourceChange,
  state: string,
  time: string,
  written: (attribute: string) => string | undefined,
): DigestedChange | undefined {
  if (change.mode === 'data' || change.action === 'no-op') return undefined;
  const { address, before, after, afterUnknown, beforeSensitive, afterSensitive } = change;
  const isDestroyed = after === null;
  const found: readonly Difference[] = isDestroyed
    ? []
    : differences(
        { value: before, unknown: false, sensitive: beforeSensitive },
        { value: after, unknown: afterUnknown, sensitive: afterSensitive },
        { time, written },
      );
  return {
    // Digests are stored: an instance key may be a secret.
    address: withoutSecretKeys(address),
    actions: [change.actions.join(', '), state].filter((text) => text !== '').join(' '),
    digest: hash([
      change.previousAddress ?? '',
      change.importId ?? '',
      change.deposed ?? '',
      isDestroyed ? idOf(before) : '',
      change.replacePaths.map((path) => path.join('.')).sort(),
      found,
    ]),
  };
}

function digestedOutput(output: OutputChange, time: string): DigestedChange {
  const found = differences(
    { value: { value: output.before }, unknown: false, sensitive: { value: output.beforeSensitive } },
    {
      value: { value: output.after },
      unknown: { value: output.afterUnknown },
      sensitive: { value: output.afterSensitive },
    },
    { time, written: () => undefined },
  );
  return { address: `output.${output.name}`, actions: output.action, digest: hash(found) };
}

/** What is destroyed is told by its id: everything else of it may change until then. */
function idOf(before: unknown): string {
  const id = typeof before === 'object' && before !== null && 'id' in before ? before.id : undefined;
  return typeof id === 'string' ? id : '';
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
