import taggable from '../../data/taggable-types.json';
import { isMap, isOpen, type Resource, show, Unknown, type Value } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, known } from '../values';

/** The tags that every resource carries, and the spellings that count as the same. */
const required: ReadonlyMap<string, readonly string[]> = new Map([
  ['owner', ['owner']],
  ['environment', ['environment', 'env', 'stage']],
  ['cost-center', ['costcenter', 'costcentre']],
  ['managed-by', ['managedby']],
]);

/** DET-TAGS */
export const requiredTags: ResourceRule = {
  id: 'DET-TAGS',
  severity: 'medium',
  title: 'A resource does not say whose it is',
  why: 'Without owner, environment, cost center and managed-by nobody answers for a finding, a cost or an alarm, and nobody dares to delete what is not used.',
  fix: 'Set the tags owner, environment, cost-center and managed-by on the resource, or once in the provider’s default_tags.',
  controls: [],
  noControl: 'The frameworks in use ask for an inventory, none names these tags.',
  example: {
    bad: '{ "tags": { "Name": "logs" } }',
    good: '{ "tags": { "owner": "data", "environment": "prod", "cost-center": "4711", "managed-by": "rampart" } }',
  },
  types: [...taggable.types, 'aws_autoscaling_group'],
  *check(resource) {
    // The names of the tags are ours: what others wrote by their own convention is not judged by them.
    if (!resource.stack.root.stageDeclared && !resource.stack.fromCdktf) return;
    const tags = tagsOf(resource);
    const keys = new Set([...namesIn(tags), ...providerTags(resource)].map(normalize));
    const missing = [...required]
      .filter(([, spellings]) => !spellings.some((spelling) => keys.has(spelling)))
      .map(([name]) => name);
    if (missing.length === 0) return;
    if (isOpen(tags)) yield unverifiable('tags', tags, `whether it is tagged with ${missing.join(', ')} is not known`);
    else
      yield {
        attribute: 'tags',
        value: tags,
        message: `it has no ${missing.length === 1 ? 'tag' : 'tags'} ${missing.join(', ')}`,
      };
  },
};

function tagsOf(resource: Resource): Value | undefined {
  if (resource.type === 'aws_autoscaling_group') {
    const blocks = blocksOf(resource, 'tag');
    return (
      blocks.find((block) => !isMap(block)) ??
      Object.fromEntries(blocks.filter(isMap).map((block) => [show(known(block.key ?? undefined)), block.value ?? '']))
    );
  }
  // A plan shows the provider's default tags in `tags_all`.
  const all = known(resource.get('tags_all'));
  return isMap(all) ? all : known(resource.get('tags'));
}

function namesIn(tags: Value | undefined): readonly string[] {
  const map = tags instanceof Unknown ? tags.parts.entries : tags;
  return isMap(map) ? Object.keys(map).filter((key) => map[key] !== null && map[key] !== '') : [];
}

function providerTags(resource: Resource): Iterable<string> {
  const provider = resource.meta('provider');
  return (
    resource.stack.defaultTags.get(typeof provider === 'string' ? provider.replace(/^\$\{(.*)\}$/, '$1') : 'aws') ?? []
  );
}

function normalize(key: string): string {
  return key.toLowerCase().replace(/[-_\s:]/g, '');
}
