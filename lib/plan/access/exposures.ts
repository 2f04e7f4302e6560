import { type Graph, isList, isMap, type Resource, show, type Value } from '../../policy/graph';
import { judgeShare, shareTypes } from '../../policy/iam';
import type { FoundAccess } from './found';
import type { BeforeAndAfter } from './prior';
import { list } from './words';

/** An argument by which a resource is opened, when it has such a value. */
interface Exposure {
  readonly types: readonly string[];
  /** Argument, with the block that it stands in. */
  readonly path: readonly string[];
  readonly isOpen: (value: Value | undefined) => boolean;
  readonly reach: FoundAccess['reach'];
  readonly text: string;
}

const isTrue = (value: Value | undefined): boolean => value === true || value === 'true';
const isNotTrue = (value: Value | undefined): boolean => !isTrue(value);
const publicAcls = /^(public-read|public-read-write|authenticated-read|website)$/;
const blocked = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

const exposures: readonly Exposure[] = [
  {
    types: [
      'aws_db_instance',
      'aws_rds_cluster_instance',
      'aws_docdb_cluster_instance',
      'aws_redshift_cluster',
      'aws_dms_replication_instance',
      'aws_mq_broker',
    ],
    path: ['publicly_accessible'],
    isOpen: isTrue,
    reach: 'everybody',
    text: 'gets an address on the internet (publicly_accessible)',
  },
  {
    types: ['aws_eks_cluster'],
    path: ['vpc_config', 'endpoint_public_access'],
    isOpen: isTrue,
    reach: 'everybody',
    text: 'answers its API on the internet (endpoint_public_access)',
  },
  {
    types: ['aws_lb', 'aws_alb', 'aws_elb'],
    path: ['internal'],
    isOpen: isNotTrue,
    reach: 'everybody',
    text: 'faces the internet (internal is not true)',
  },
  {
    types: ['aws_subnet', 'aws_default_subnet'],
    path: ['map_public_ip_on_launch'],
    isOpen: isTrue,
    reach: 'somebody',
    text: 'gives whatever starts in it an address on the internet',
  },
  {
    types: ['aws_instance'],
    path: ['associate_public_ip_address'],
    isOpen: isTrue,
    reach: 'somebody',
    text: 'gets an address on the internet',
  },
  {
    types: ['aws_lambda_function_url'],
    path: ['authorization_type'],
    isOpen: (value) => value === 'NONE',
    reach: 'everybody',
    text: 'lets everybody call the function without credentials',
  },
  {
    types: ['aws_s3_bucket', 'aws_s3_bucket_acl'],
    path: ['acl'],
    isOpen: (value) => typeof value === 'string' && publicAcls.test(value),
    reach: 'everybody',
    text: 'lets everybody in by its ACL',
  },
  ...blocked.map(
    (name): Exposure => ({
      types: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
      path: [name],
      isOpen: isNotTrue,
      reach: 'somebody',
      text: `no longer blocks public access (${name} is off)`,
    }),
  ),
];

/** Types whose mere being there opens something, and what it opens. */
const openers: ReadonlyMap<string, (resource: Resource) => string> = new Map([
  [
    'aws_kms_grant',
    (grant) =>
      `${text(grant, 'grantee_principal')} may use the key ${text(grant, 'key_id')}: ${text(grant, 'operations')}`,
  ],
  [
    'aws_eks_access_policy_association',
    (one) =>
      `${text(one, 'principal_arn')} gets ${text(one, 'policy_arn').split('/').pop() ?? ''} in the cluster ${text(one, 'cluster_name')}`,
  ],
  ['aws_iam_access_key', (key) => `User ${text(key, 'user')} gets a long-lived access key`],
  [
    'aws_vpc_peering_connection',
    (peer) =>
      `VPC ${text(peer, 'vpc_id')} is joined with VPC ${text(peer, 'peer_vpc_id')} (routes and security groups decide)`,
  ],
  [
    'aws_ram_principal_association',
    (share) => `${text(share, 'principal')} gets what is shared by ${text(share, 'resource_share_arn')}`,
  ],
]);

/** Resources that are opened by an argument of their own, or by another resource that stands for access. */
export function* exposureChanges({ before, after, nameAfter }: BeforeAndAfter): Iterable<FoundAccess> {
  const old = new Map(before.resources.map((resource) => [nameAfter(resource.address), resource]));
  for (const { types, path, isOpen, reach, text: words } of exposures) {
    for (const resource of after.ofType(...types)) {
      const was = old.get(resource.address);
      if (isOpen(at(resource, path)) && !(was && isOpen(at(was, path))))
        yield { kind: 'resource', reach, onNew: !was, address: resource.address, text: `${resource.address} ${words}` };
    }
  }
  for (const [type, tell] of openers)
    for (const resource of after.ofType(type)) if (!old.has(resource.address)) yield somebody(resource, tell(resource));
  for (const resource of after.ofType(...shareTypes)) {
    const was = old.get(resource.address);
    const known = new Set(was ? [...judgeShare(was)].map(({ message }) => message) : []);
    for (const { message } of judgeShare(resource))
      if (!known.has(message) && resource.type !== 'aws_lambda_function_url')
        yield {
          kind: 'resource',
          reach: 'everybody',
          address: resource.address,
          text: `${resource.address}: ${message}`,
        };
  }
  yield* unblocked(before, after, nameAfter);
  yield* internetRoutes(old, after);
}

/** Taking the block away opens as much as switching it off. */
function* unblocked(before: Graph, after: Graph, nameAfter: (address: string) => string): Iterable<FoundAccess> {
  const left = new Set(after.ofType('aws_s3_bucket_public_access_block').map(({ address }) => address));
  for (const block of before.ofType('aws_s3_bucket_public_access_block')) {
    const [bucket] = before.links(block.get('bucket'), block, 'aws_s3_bucket').resources;
    const stays = bucket && after.ofType('aws_s3_bucket').find(({ address }) => address === nameAfter(bucket.address));
    if (!left.has(nameAfter(block.address)) && stays)
      yield somebody(stays, `${stays.address} can be made public: its public access block is taken away`);
  }
}

function* internetRoutes(old: ReadonlyMap<string, Resource>, after: Graph): Iterable<FoundAccess> {
  for (const route of after.ofType('aws_route')) {
    const { resources, foreign } = after.links(route.get('gateway_id'), route, 'aws_internet_gateway');
    const gateway = resources[0]?.address ?? foreign.find((id) => id.startsWith('igw-'));
    if (gateway === undefined || old.has(route.address)) continue;
    const [table] = after.links(route.get('route_table_id'), route, 'aws_route_table').resources;
    const subnets = table ? after.pointingAt(table, 'aws_route_table_association', 'route_table_id') : [];
    const names = subnets.flatMap((one) =>
      after.links(one.get('subnet_id'), one, 'aws_subnet').resources.map(({ address }) => address),
    );
    yield somebody(
      route,
      `${names.length === 0 ? (table?.address ?? 'a route table') : list(names)} gets a route to the internet through ${gateway}: what has a public address there can be reached`,
    );
  }
}

function somebody({ address }: Resource, words: string): FoundAccess {
  return { kind: 'resource', reach: 'somebody', address, text: words };
}

function at(resource: Resource, [name = '', ...rest]: readonly string[]): Value | undefined {
  return rest.reduce<Value | undefined>((value, key) => {
    const block = isList(value) ? value[0] : value;
    return isMap(block) ? block[key] : undefined;
  }, resource.get(name));
}

function text(resource: Resource, name: string): string {
  return show(resource.get(name)).replace(/^\$\{(.*?)(\.(arn|id|name))?\}$/, '$1');
}
