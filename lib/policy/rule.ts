import type { Severity } from './finding';
import type { Graph } from './graph/graph';
import type { Stack, Stage } from './graph/stack';
import type { Reference, Resource, Unknown, Value } from './graph/value';

/** What the catalogue says about a rule. */
export interface RuleInfo {
  /** `SEC-…` security, `REL-…` reliability, `DET-…` detection and accountability, `COST-…` what is paid for. Stable: waivers name it. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What goes wrong when it is ignored. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** Controls that it helps to meet, `framework id`. */
  readonly controls: readonly string[];
  /** Why no control is named, when none is. */
  readonly noControl?: string;
  /** Stages in which it applies. @default all */
  readonly stages?: readonly Stage[];
  /** It asks for a convention of ours: only stacks that name their stage are held to it. @default false */
  readonly declaredOnly?: true;
  /** The smallest resource that fails and the nearest that passes, for the rule's page. */
  readonly example: { readonly bad: string; readonly good: string };
}

/** What a rule says about one resource. */
export interface Fault {
  /** Attribute path that is at fault, `ingress[1].cidr_blocks`. */
  readonly attribute: string;
  readonly value?: Value | undefined;
  /** What is wrong, as one sentence without the address. */
  readonly message: string;
  /** Set when the rule could not decide because the value is not known: reported as SEC-UNVERIFIABLE. */
  readonly unverifiable?: true;
  /** Set when the value lies outside these files and is trusted: a note, which does not fail. */
  readonly note?: true;
  /** The value is a secret and must not be printed. */
  readonly secret?: true;
  /** How to repair this very fault, when it is more exact than the rule's own `fix`. */
  readonly fix?: string;
  /** The resource at which it stands, when a rule looks at several together. @default the resource under check */
  readonly at?: Resource;
  /** Where it stands, for a rule over a stack. */
  readonly address?: string;
  readonly line?: number | undefined;
}

/** A rule over single resources: a pure function of the resource and the graph around it. */
export interface ResourceRule extends RuleInfo {
  readonly types: readonly string[];
  readonly check: (resource: Resource, graph: Graph) => Iterable<Fault>;
}

/** A rule over a whole stack. */
export interface StackRule extends RuleInfo {
  readonly checkStack: (stack: Stack, graph: Graph) => Iterable<Fault & { readonly address: string }>;
}

/** Any rule; one may look at resources and at stacks. */
export type Rule = ResourceRule | StackRule | (ResourceRule & StackRule);

/** A fault for a value that is not known. */
export function unverifiable(attribute: string, value: Reference | Unknown, question: string): Fault {
  return { attribute, value, message: question, unverifiable: true };
}
