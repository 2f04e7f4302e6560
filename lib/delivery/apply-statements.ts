import type { RawStatement } from './policy-json';
import { actionsOf } from './provider-actions';
import type { StackInventory } from './stack-inventory';

/** Where the resources of an environment are. */
export interface Surroundings {
  readonly partition: string;
  readonly accountId: string;
  /** The ARN of the boundary that each role must carry which the pipeline makes. */
  readonly workloadBoundaryArn: string;
}

/** Parts of AWS, each a policy of its own: one policy holds 6,144 characters. The first that fits counts. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['network', /^(ec2|elasticloadbalancing|route53|acm|wafv2):/],
  ['data', /^(s3|rds|elasticache|dynamodb|backup|backup-storage):/],
  ['identity', /^(iam|kms|secretsmanager|ssm|sts):/],
  ['operations', /./],
];

/** Services without a region of their own, or whose API answers in one region only. */
const GLOBAL = /^(iam|sts|route53|budgets|ce):/;
/** What opens data: only through the services that store it. */
const OPENING = ['kms:Decrypt', 'kms:GenerateDataKey'];
const STORING = ['backup', 'elasticache', 'rds', 'secretsmanager'];
/** What changes the power of a role: only under the boundary. */
const BOUNDED = ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'];

/** The statements of an apply role, by family: each action on the narrowest resource that can be said before it exists. */
export function applyStatements(
  place: string,
  inventories: readonly StackInventory[],
  around: Surroundings,
): ReadonlyMap<string, readonly RawStatement[]> {
  const types = inventories.flatMap((inventory) => inventory.types);
  const { read, write } = actionsOf(place, types);
  const all = [...new Set([...read, ...write])].sort();
  const families = new Map<string, readonly RawStatement[]>();
  for (const [family] of FAMILIES) {
    const actions = all.filter((action) => familyOf(action) === family);
    const statements = scope(actions, inventories, around).filter(({ Action }) => Action.length > 0);
    if (statements.length > 0) families.set(family, statements);
  }
  return families;
}

/** The statements of a plan role: reading, in any region. */
export function planStatements(place: string, inventories: readonly StackInventory[]): readonly RawStatement[] {
  const { read } = actionsOf(
    place,
    inventories.flatMap(({ types }) => types),
  );
  return [{ Sid: 'Read', Effect: 'Allow', Action: read, Resource: ['*'] }];
}

function familyOf(action: string): string | undefined {
  return FAMILIES.find(([, pattern]) => pattern.test(action))?.[0];
}

function scope(
  actions: readonly string[],
  inventories: readonly StackInventory[],
  around: Surroundings,
): readonly RawStatement[] {
  const iam = actions.filter((action) => action.startsWith('iam:'));
  const s3 = actions.filter((action) => action.startsWith('s3:'));
  const rest = actions.filter((action) => ![...iam, ...s3, ...OPENING].includes(action));
  const regions = [...new Set(inventories.flatMap((inventory) => inventory.regions))].sort();
  return [
    {
      Sid: 'Regional',
      Effect: 'Allow',
      Action: rest.filter((action) => !GLOBAL.test(action)),
      Resource: ['*'],
      ...(regions.length > 0 && { Condition: { StringEquals: { 'aws:RequestedRegion': regions } } }),
    },
    {
      Sid: 'KeysThroughServices',
      Effect: 'Allow',
      Action: actions.filter((action) => OPENING.includes(action)),
      Resource: ['*'],
      Condition: {
        StringEquals: {
          'kms:ViaService': regions.flatMap((region) => STORING.map((service) => `${service}.${region}.amazonaws.com`)),
        },
      },
    },
    { Sid: 'Global', Effect: 'Allow', Action: rest.filter((action) => GLOBAL.test(action)), Resource: ['*'] },
    {
      Sid: 'Buckets',
      Effect: 'Allow',
      Action: s3,
      Resource: inventories.map(({ stack }) => `arn:${around.partition}:s3:::${stack}-*`),
    },
    ...identityStatements(iam, inventories, around),
  ];
}

function identityStatements(
  actions: readonly string[],
  inventories: readonly StackInventory[],
  { partition, accountId, workloadBoundaryArn }: Surroundings,
): readonly RawStatement[] {
  if (actions.length === 0) return [];
  const arn = (resource: string): string => `arn:${partition}:iam::${accountId}:${resource}`;
  const named = (kind: string): string[] => inventories.map(({ stack }) => arn(`${kind}/${stack}-*`));
  const roles = [
    ...named('role'),
    ...inventories.flatMap(({ otherRoles }) => otherRoles.map((name) => arn(`role/${name}`))),
  ];
  const own = [...roles, ...named('policy'), ...named('instance-profile')];
  const services = [...new Set(inventories.flatMap(({ roleServices }) => roleServices))].sort();
  const bounded = actions.filter((action) => BOUNDED.includes(action));
  const linked = actions.filter((action) => /ServiceLinkedRole/.test(action));
  const providers = actions.filter((action) => /OpenIDConnectProvider/.test(action));
  const others = actions.filter((action) => ![...bounded, ...linked, ...providers].includes(action));
  return [
    { Sid: 'Identities', Effect: 'Allow', Action: others, Resource: own },
    {
      Sid: 'RolesUnderTheBoundary',
      Effect: 'Allow',
      Action: bounded,
      Resource: roles,
      Condition: { StringEquals: { 'iam:PermissionsBoundary': workloadBoundaryArn } },
    },
    {
      Sid: 'HandRolesToServices',
      Effect: 'Allow',
      Action: services.length > 0 ? ['iam:PassRole'] : [],
      Resource: roles,
      Condition: { StringEquals: { 'iam:PassedToService': services } },
    },
    {
      Sid: 'RolesOfServices',
      Effect: 'Allow',
      Action: [...new Set([...linked, 'iam:CreateServiceLinkedRole'])],
      Resource: [arn('role/aws-service-role/*')],
    },
    { Sid: 'ClusterIssuers', Effect: 'Allow', Action: providers, Resource: [arn('oidc-provider/oidc.eks.*')] },
  ];
}
