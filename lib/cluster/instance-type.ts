import { type Architecture, BURSTABLE_SIZES, INSTANCE_FAMILIES, SIZES } from './data/instance-families';

type Families = typeof INSTANCE_FAMILIES;
type Of<Row> = { [F in keyof Families]: Families[F] extends Row ? F : never }[keyof Families];

/** A family of instance types of an architecture, such as `m7g`. */
export type InstanceFamily<A extends Architecture = Architecture> = Of<{ readonly architecture: A }>;

/** A size that every family comes in, such as `xlarge`. */
export type InstanceSize = (typeof SIZES)[number];

type Burstable = Of<{ readonly burstable: true }>;

/** An instance type of an architecture, such as `m7g.large`; of 2 processors or more. */
export type InstanceType<A extends Architecture = Architecture> =
  | `${Exclude<InstanceFamily<A>, Burstable>}.${InstanceSize}`
  | `${Extract<InstanceFamily<A>, Burstable>}.${(typeof BURSTABLE_SIZES)[number]}`;

/** The architecture of a type; nothing for one that is not on the list. */
export function architectureOf(type: string): Architecture | undefined {
  const [family = '', size = ''] = type.split('.');
  const row = familyRow(family);
  const sizes: readonly string[] = row?.burstable ? BURSTABLE_SIZES : SIZES;
  return sizes.includes(size) ? row?.architecture : undefined;
}

/** Every type of the families in the sizes, the smallest size first; a size that a family lacks is left out. */
export function instanceTypes<A extends Architecture>(
  families: readonly InstanceFamily<A>[],
  sizes: readonly InstanceSize[],
): InstanceType<A>[] {
  const smallestFirst = SIZES.filter((size) => sizes.includes(size));
  const types = smallestFirst.flatMap((size) => families.map((family) => `${family}.${size}`));
  return types.filter((type) => architectureOf(type) !== undefined) as InstanceType<A>[];
}

function familyRow(family: string): { readonly architecture: Architecture; readonly burstable?: true } | undefined {
  return Object.hasOwn(INSTANCE_FAMILIES, family) ? INSTANCE_FAMILIES[family as keyof Families] : undefined;
}
