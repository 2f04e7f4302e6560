import type { TerraformStack } from 'cdktf';

/** What a stack's final JSON says of the permissions that deploying it needs. */
export interface StackInventory {
  /** The stack's id: names that the library makes begin with it. */
  readonly stack: string;
  /** Resource types, and data sources as `data.<type>`. */
  readonly types: readonly string[];
  /** The regions that its providers are set to. */
  readonly regions: readonly string[];
  /** Names of roles that do not begin with the stack's id. */
  readonly otherRoles: readonly string[];
  /** Services that assume roles of the stack: to them its roles are passed. */
  readonly roleServices: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a stack as Terraform would: after every override. */
export function inventoryOf(stack: TerraformStack): StackInventory {
  return readInventory(stack.node.id, JSON.parse(JSON.stringify(stack.toTerraform())) as Json);
}

/** Reads the Terraform JSON of a stack. */
export function readInventory(stack: string, json: Json): StackInventory {
  const resources = (json.resource ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  const data = Object.keys((json.data ?? {}) as Json).map((type) => `data.${type}`);
  const roles = Object.values(resources.aws_iam_role ?? {});
  return {
    stack,
    types: [...Object.keys(resources), ...data].sort(),
    regions: unique(providersOf(json).flatMap(({ region }) => literal(region))),
    otherRoles: unique(roles.flatMap(({ name }) => literal(name))).filter((name) => !name.startsWith(`${stack}-`)),
    roleServices: unique(roles.flatMap(servicesOf)),
  };
}

function providersOf(json: Json): readonly Json[] {
  const { aws } = (json.provider ?? {}) as Readonly<Record<string, readonly Json[] | Json | undefined>>;
  return aws === undefined ? [] : [aws].flat();
}

function literal(value: unknown): string[] {
  return typeof value === 'string' && !value.includes('${') ? [value] : [];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function servicesOf(role: Json): string[] {
  const services = /"Service"\s*:\s*(\[[^\]]*\]|"[^"]*")/g;
  return [...String(role.assume_role_policy ?? '').matchAll(services)].flatMap(([, found = '[]']) => {
    const parsed = JSON.parse(found) as string | string[];
    return typeof parsed === 'string' ? [parsed] : parsed;
  });
}
