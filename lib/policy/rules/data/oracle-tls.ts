import type { Graph } from '../../graph/graph';
import { isMap, isOpen, Reference, type Resource, show, type ValueMap } from '../../graph/value';
import { type Fault, unverifiable } from '../../rule';
import { blocksOf, known } from '../values';

const attribute = 'option_group_name';
const fix =
  'Add the option SSL to its option group, or NATIVE_NETWORK_ENCRYPTION with SQLNET.ENCRYPTION_SERVER = REQUIRED.';

/** Oracle speaks TLS, or encrypts by itself, when an option of its option group says so; without it everything is plaintext. */
export function* checkOracle(database: Resource, graph: Graph): Iterable<Fault> {
  const name = database.get(attribute);
  if (name === undefined) {
    if (database.get('replicate_source_db') === undefined)
      yield { attribute, message: 'it has no option group, and without the option SSL Oracle speaks plaintext', fix };
    return;
  }
  const links = graph.links(name, database, 'aws_db_option_group');
  for (const group of links.resources) yield* checkGroup(group);
  for (const literal of links.foreign)
    if (literal.startsWith('default:'))
      yield {
        attribute,
        value: literal,
        message: 'the default option group has no option SSL, so Oracle speaks plaintext',
        fix,
      };
  for (const part of links.open)
    if (!(part instanceof Reference && part.resource.mode === 'data'))
      yield unverifiable(attribute, part, 'whether its option group has the option SSL is not known');
}

function* checkGroup(group: Resource): Iterable<Fault> {
  const path = `${attribute} → ${group.address}`;
  const options = blocksOf(group, 'option');
  const open = options.find((option) => !isMap(option) || isOpen(known(option.option_name)));
  if (options.some((option) => isMap(option) && encrypts(option))) return;
  if (open && isOpen(open)) yield unverifiable(path, open, 'which options its option group has is not known');
  else yield { attribute: path, message: 'its option group lacks the option SSL, so Oracle speaks plaintext', fix };
}

function encrypts(option: ValueMap): boolean {
  const name = show(known(option.option_name)).toUpperCase();
  if (name === 'SSL') return true;
  if (name !== 'NATIVE_NETWORK_ENCRYPTION') return false;
  return blocksOf(option, 'option_settings').some(
    (setting) =>
      isMap(setting) &&
      show(known(setting.name)) === 'SQLNET.ENCRYPTION_SERVER' &&
      show(known(setting.value)).toUpperCase() === 'REQUIRED',
  );
}
