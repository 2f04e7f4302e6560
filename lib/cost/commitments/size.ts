/** Weights of the small sizes: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html */
const SMALL: { readonly [size: string]: number } = { nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 };

/** Family and weight of a type: a reservation covers other sizes of its family in proportion. */
export function sizeOf(type: string): { readonly family: string; readonly weight: number } {
  const dot = type.lastIndexOf('.');
  const size = type.slice(dot + 1);
  const many = /^(\d+)xlarge$/.exec(size);
  return { family: type.slice(0, dot), weight: many ? Number(many[1]) * 8 : (SMALL[size] ?? 0) };
}
