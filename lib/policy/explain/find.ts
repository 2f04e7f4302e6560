import { InputError } from '../failure';
import type { Graph } from '../graph/graph';
import type { Resource } from '../graph/value';

/** Names that are offered when nothing has the one that was asked for. */
const suggestions = 8;

/**
 * The resources that a name means: a Terraform address, one without its instance key, a construct path, or either after the stack's
 * name (`prod/aws_vpc.main`).
 *
 * @throws InputError that offers similar names
 */
export function findResources(name: string, graph: Graph): readonly Resource[] {
  const tests: readonly ((resource: Resource) => boolean)[] = [
    (resource) => namesOf(resource).includes(name),
    (resource) => namesOf(resource).some((own) => own.replace(/\[[^[\]]*\]$/, '') === name),
  ];
  for (const test of tests) {
    const found = graph.resources.filter(test);
    if (found.length > 0) return found;
  }
  const near = similar(name, graph);
  throw new InputError(
    `${name}: no resource of these files has that address or construct path.${near.length > 0 ? ` Did you mean\n  ${near.join('\n  ')}` : ' `terraform state list` and the findings of `rampart check` show addresses.'}`,
  );
}

function namesOf({ stack, address, constructPath }: Resource): readonly string[] {
  return [
    address,
    `${stack.name}/${address}`,
    `${stack.name} ${address}`,
    ...(constructPath === null ? [] : [constructPath]),
  ];
}

/** Addresses that share the most words with a name. */
function similar(name: string, graph: Graph): readonly string[] {
  const words = wordsOf(name);
  return graph.resources
    .map((resource) => {
      const own = wordsOf(`${resource.address} ${resource.constructPath ?? ''}`);
      return { resource, score: [...words].filter((word) => own.has(word)).length };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, suggestions)
    .map(({ resource }) => `${resource.stack.name}/${resource.address}`);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2 && word !== 'aws'),
  );
}
