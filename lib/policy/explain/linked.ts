import type { Graph } from '../graph/graph';
import { isList, isMap, type Resource, show, type Value } from '../graph/value';
import { known } from '../rules/values';

/** A resource that another names, or the id of one outside the files. */
export interface Linked {
  /** `vpc_config.subnet_ids` */
  readonly attribute: string;
  readonly resource: Resource | undefined;
  readonly text: string;
}

/** Deeper than the blocks of any resource. */
const deepest = 6;
/** Text in which a name says nothing about the resource. */
const skipped = /^(tags|tags_all|policy|assume_role_policy|inline_policy|user_data.*|description)$/;

/** What the attributes with such names, at any depth, point at among resources of the types. */
export function linkedBy(owner: Resource, names: RegExp, graph: Graph, types: readonly string[]): readonly Linked[] {
  const found = new Map<string, Linked>();
  const add = (attribute: string, value: Value | undefined): void => {
    const links = graph.links(value, owner, ...types);
    const put = (key: string, resource: Resource | undefined, text: string): void => {
      const before = found.get(key);
      found.set(key, { attribute: before ? `${before.attribute}, ${attribute}` : attribute, resource, text });
    };
    for (const resource of links.resources) put(addressOf(resource), resource, resource.address);
    for (const text of [...links.foreign, ...links.open.map(show)]) put(text, undefined, text);
  };
  const walk = (value: Value | undefined, path: string, depth: number): void => {
    const here = depth > deepest ? undefined : known(value);
    if (isList(here)) for (const item of here) walk(item, path, depth + 1);
    else if (isMap(here))
      for (const key of Object.keys(here))
        if (names.test(key)) add(`${path}.${key}`, here[key]);
        else walk(here[key], `${path}.${key}`, depth + 1);
  };
  for (const name of owner.attributes) {
    if (skipped.test(name)) continue;
    if (names.test(name)) add(name, owner.get(name));
    else walk(owner.get(name), name, 0);
  }
  return [...found.values()];
}

/** A resource's name among all stacks. */
function addressOf(resource: Resource): string {
  return `${resource.stack.name} ${resource.address}`;
}

/** Attributes through which a resource is a part of another, which then says where it stands. */
const partOf =
  /^(cluster_identifier|replication_group_id|replicate_source_db|global_cluster_identifier|launch_template)$/;
const wholes = [
  'aws_rds_cluster',
  'aws_docdb_cluster',
  'aws_neptune_cluster',
  'aws_db_instance',
  'aws_elasticache_replication_group',
  'aws_launch_template',
];

/** A resource with what it is a part of: a cluster's instance has the subnets, groups and keys of its cluster. */
export function withWholes(resource: Resource, graph: Graph): readonly Resource[] {
  const links = linkedBy(resource, partOf, graph, wholes);
  return [resource, ...links.flatMap((link) => (link.resource && link.resource !== resource ? [link.resource] : []))];
}
