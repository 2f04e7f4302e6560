import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Reference, type Resource, type Unknown, type Value } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { blocksOf, known } from '../values';
import { placeOf } from './region';

/** A backup plan: somebody is selected, each rule keeps long enough and copies to where the original is not. */
export function* checkPlan(plan: Resource, graph: Graph): Iterable<Fault> {
  if (graph.pointingAt(plan, 'aws_backup_selection', 'plan_id').length === 0)
    yield {
      attribute: 'rule',
      message: 'no aws_backup_selection belongs to it, so it backs nothing up',
      fix: 'Add an aws_backup_selection with the resources, or a tag that they carry.',
    };
  for (const [index, rule] of blocksOf(plan, 'rule').entries()) {
    const attribute = `rule[${index}]`;
    if (!isMap(rule)) {
      yield unverifiable(attribute, rule, 'where its backups are copied is not known');
      continue;
    }
    yield* checkLifetime(rule.lifecycle, `${attribute}.lifecycle`);
    const copies = blocksOf(rule, 'copy_action');
    if (copies.length === 0)
      yield {
        attribute: `${attribute}.copy_action`,
        message: 'its backups stay in the region and account of the original',
        fix: 'Add a copy_action to a vault in another region or account.',
      };
    const verdicts = copies.map((copy) =>
      isMap(copy) ? destinationOf(copy.destination_vault_arn ?? undefined, plan, graph) : copy,
    );
    const open = verdicts.find(isOpen);
    if (verdicts.length === 0 || verdicts.includes('elsewhere')) continue;
    if (open)
      yield unverifiable(
        `${attribute}.copy_action`,
        open,
        'whether the copy leaves the region and account is not known',
      );
    else
      yield {
        attribute: `${attribute}.copy_action.destination_vault_arn`,
        message: 'its copies go to a vault of the same region and account',
        fix: 'Copy to a vault of a provider of another region or account.',
      };
  }
}

function* checkLifetime(lifecycle: Value | undefined, attribute: string): Iterable<Fault> {
  for (const block of lifecycle === undefined ? [] : blocksOf({ lifecycle }, 'lifecycle')) {
    const days = isMap(block) ? numberOf(block.delete_after ?? undefined) : undefined;
    if (typeof days === 'number' && days > 0 && days < 7)
      yield {
        attribute: `${attribute}.delete_after`,
        value: days,
        message: `its backups are deleted after ${days} days, less than 7`,
      };
  }
}

/** Where a copy goes, seen from the plan. */
function destinationOf(
  value: Value | undefined,
  plan: Resource,
  graph: Graph,
): 'elsewhere' | 'same' | Reference | Unknown {
  const here = placeOf(plan);
  const links = graph.links(value, plan, 'aws_backup_vault', 'aws_backup_logically_air_gapped_vault');
  const vault = links.resources[0];
  if (vault) {
    const there = placeOf(vault);
    if (vault.stack !== plan.stack && there.text === undefined) return 'elsewhere';
    return there.text === here.text ? 'same' : 'elsewhere';
  }
  const literal = links.foreign[0];
  if (literal !== undefined) {
    const [, , , region, account] = literal.split(':');
    const sameRegion = here.region === undefined || region === here.region;
    const sameAccount = here.accounts.size === 0 || (account !== undefined && here.accounts.has(account));
    // Without the stack's own region and account nothing says that the literal is the same place.
    if (here.region === undefined && here.accounts.size === 0) return 'elsewhere';
    return sameRegion && sameAccount ? 'same' : 'elsewhere';
  }
  const open = links.open[0] ?? known(value);
  if (isOpen(open)) {
    // A data source of another provider is looked up in that provider's region.
    if ('resource' in open && open.resource.mode === 'data' && placeOf(open.resource).text !== here.text)
      return 'elsewhere';
    return open;
  }
  return 'same';
}

/** A vault from which nobody can delete before its time. */
export function* checkVault(vault: Resource, graph: Graph): Iterable<Fault> {
  if (graph.pointingAt(vault, 'aws_backup_vault_lock_configuration', 'backup_vault_name').length > 0) return;
  yield {
    attribute: 'name',
    value: vault.get('name'),
    message: 'it is not locked: whoever may delete recovery points can take the backups away before the data',
    fix: 'Add an aws_backup_vault_lock_configuration with min_retention_days (and changeable_for_days, once it is final).',
  };
}
