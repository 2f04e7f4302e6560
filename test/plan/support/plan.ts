import { type PlanDocument, parsePlan } from '../../../lib/plan';

/** One entry of `resource_changes`, of which only what matters to a test is given. */
export interface Entry {
  readonly address?: string;
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  /** More of the entry and of its `change`. */
  readonly entry?: Readonly<Record<string, unknown>>;
  readonly change?: Readonly<Record<string, unknown>>;
}

/** A plan with such changes, in the format of `terraform show -json`. */
export function planJson(entries: readonly Entry[], rest: Readonly<Record<string, unknown>> = {}) {
  const changes = entries.map((one) => {
    const { address = 'aws_thing.it' } = one;
    const [type = '', name = ''] = address.replace(/^(module\.[^.]+\.)+/, '').split(/[.[]/);
    return {
      address,
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions:
          one.actions ?? (one.before === undefined ? ['create'] : one.after === undefined ? ['delete'] : ['update']),
        before: one.before ?? null,
        after: one.after ?? null,
        after_unknown: one.unknown ?? {},
        before_sensitive: one.beforeSensitive ?? false,
        after_sensitive: one.afterSensitive ?? false,
        ...one.change,
      },
      ...one.entry,
    };
  });
  const resources = (side: 'before' | 'after') =>
    changes
      .filter(({ change }) => change[side] !== null)
      .map(({ address, mode, type, name, provider_name, change }) => ({
        address,
        mode,
        type,
        name,
        provider_name,
        values: change[side],
      }));
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    timestamp: '2026-11-21T10:00:00Z',
    planned_values: { root_module: { resources: resources('after') } },
    resource_changes: changes,
    prior_state: { format_version: '1.0', values: { root_module: { resources: resources('before') } } },
    configuration: {
      root_module: {
        resources: changes.map(({ address, mode, type, name, change }) => ({
          address,
          mode,
          type,
          name,
          expressions: Object.fromEntries(Object.keys({ ...(change.after as object) }).map((key) => [key, {}])),
        })),
      },
    },
    ...rest,
  };
}

/** {@link planJson}, read. */
export function plan(entries: readonly Entry[], rest: Readonly<Record<string, unknown>> = {}): PlanDocument {
  return parsePlan(JSON.stringify(planJson(entries, rest)), 'plan.json');
}
