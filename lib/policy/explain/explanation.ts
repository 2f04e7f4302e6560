import type { Finding } from '../finding';
import type { Stage } from '../graph/stack';

/** What a route table makes of a subnet: a way to an internet gateway, a way out only, none, or none that is known. */
export type Tier = 'public' | 'private' | 'data' | 'unknown';

/** A subnet that a resource stands in. */
export interface Placement {
  readonly subnet: string;
  readonly tier: Tier;
  /** The route that makes the tier, or why there is none. */
  readonly because: string;
}

/** One inbound permission of a security group. */
export interface Inbound {
  /** `tcp/5432` */
  readonly ports: string;
  readonly kind: 'internet' | 'addresses' | 'group' | 'itself' | 'unknown';
  /** Who is admitted, in words. */
  readonly from: string;
  /** Resources that carry the admitted group. */
  readonly carriedBy: readonly string[];
  /** Where it is written. */
  readonly rule: string;
}

/** Who may open a connection to a resource. */
export interface Reachability {
  /** The security groups that it carries. */
  readonly groups: readonly string[];
  readonly inbound: readonly Inbound[];
  /** Why it has an address on the internet; null when it has none. */
  readonly publicAddress: string | null;
  /** Chains of security groups from the internet to it, `internet → tcp/443 aws_lb.web → tcp/8080 aws_ecs_service.api`. */
  readonly waysFromInternet: readonly string[];
}

/** One statement of a policy that is about a resource. Statements are listed, not weighed against each other. */
export interface Access {
  readonly effect: 'Allow' | 'Deny';
  readonly who: string;
  /** Action patterns as written, those of other services left out. */
  readonly actions: readonly string[];
  /** Whether the actions read what the resource holds. */
  readonly reads: boolean;
  readonly conditions: readonly string[];
  /** The resource and statement in which it is written. */
  readonly where: string;
}

/** A key that encrypts a resource. */
export interface KeyUse {
  /** Where the key is named. */
  readonly attribute: string;
  /** Address of the key, or its id when it lies outside the files. */
  readonly key: string;
  /** Who may use the key. */
  readonly users: readonly Access[];
}

/** What the graph knows of one resource. */
export interface Explanation {
  readonly stack: string;
  readonly stage: Stage;
  readonly address: string;
  readonly type: string;
  readonly constructPath: string | null;
  readonly file: string;
  readonly line: number | null;
  /** How it got into the JSON, as far as the JSON tells. */
  readonly origin: string;
  readonly placement: readonly Placement[];
  /** Null for a resource that carries no security group: it is reached through the API of AWS alone. */
  readonly reachability: Reachability | null;
  readonly access: readonly Access[];
  readonly keys: readonly KeyUse[];
  /** AWS managed policies of roles in the files: their text is not in the files, so it was not read. */
  readonly notRead: readonly string[];
  readonly referencedBy: readonly { readonly address: string; readonly attribute: string }[];
  readonly refersTo: readonly string[];
  /** Findings at the resource, and at what is named above. */
  readonly findings: readonly Finding[];
}
