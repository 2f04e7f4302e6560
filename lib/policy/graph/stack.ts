import type { JsonObject } from '../json/parse';
import type { Root } from './root';

/** How strict the profile of a stack is. */
export type Stage = 'sandbox' | 'staging' | 'prod';

/** All stages, strictest last. */
const stages: readonly Stage[] = ['sandbox', 'staging', 'prod'];

/** The stage that a value names; undefined when it names none. */
export function stageOf(value: unknown): Stage | undefined {
  return stages.find((stage) => stage === value);
}

/** Something in a stack that creates resources which these files do not show. */
export interface Hidden {
  readonly kind: 'module' | 'template' | 'provisioner';
  /** `module.x`, or the resource that carries the template or provisioner. */
  readonly address: string;
  /** The module's source, the template's resource type, or the provisioner's type. */
  readonly detail: string;
  readonly line: number | undefined;
}

/** What the files say about a `cdktf.out` having been checked. */
export interface Attestation {
  /** No `guardrails.json`, or one that does not list this stack. */
  readonly missing: boolean;
  /** Digest recorded and digest found, when they differ. */
  readonly changed: { readonly recorded: string; readonly found: string } | undefined;
  /** Files in the stack's folder that Terraform would read besides the checked one. */
  readonly extraFiles: readonly string[];
}

/** One root module: a cdktf stack, a folder, a file or a plan. */
export interface Stack {
  readonly name: string;
  readonly stage: Stage;
  /** The file as it is named in messages and SARIF. */
  readonly file: string;
  readonly kind: 'configuration' | 'plan';
  /** Top-level keys that `addOverride` set, by resource type; under `stack` those of `stack.addOverride`. */
  readonly overrides: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether cdktf wrote it: only then does a resource without construct metadata mean that it was injected. */
  readonly fromCdktf: boolean;
  readonly hidden: readonly Hidden[];
  /** Keys of the provider's `default_tags`, by provider name (`aws`, `aws.west`). */
  readonly defaultTags: ReadonlyMap<string, ReadonlySet<string>>;
  /** Account ids that the stack says are its own: `allowed_account_ids` of its provider, `rampart.account` in its root comment. */
  readonly accounts: ReadonlySet<string>;
  /** Only for a stack of a `cdktf.out`. */
  readonly attestation: Attestation | undefined;
  /** What the synth noted in the file's root comment, `"//".rampart`: stage, usage, schedule; as written. */
  readonly notes: JsonObject;
  /** Outputs, providers, backend, planned changes. */
  readonly root: Root;
}
