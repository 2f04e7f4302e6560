import type { Json } from '../json/parse';
import type { Value } from './value';

/** An output of a root module. */
export interface Output {
  readonly name: string;
  readonly value: Value;
  /** `sensitive = true`: Terraform hides it on a terminal, and nowhere else. */
  readonly sensitive: boolean;
  readonly line: number | undefined;
}

/** A `provider` or `backend` block, folded. */
export interface SettingsBlock {
  readonly name: string;
  readonly settings: Value;
  readonly line: number | undefined;
}

/** A variable that has a default. */
interface VariableDefault {
  readonly name: string;
  readonly value: Json;
  readonly line: number | undefined;
}

/** What a plan does to one resource instance. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** `create`, `update`, `delete`, `read`, `no-op`, `forget`; a replacement has both `create` and `delete`. */
  readonly actions: readonly string[];
  readonly before: Json | undefined;
  /** Attribute paths that cannot be changed in place. */
  readonly replacePaths: readonly string[];
}

/** What a root module has besides resources. */
export interface Root {
  /** Whether the files name the stage; one that does not is only treated as prod. */
  readonly stageDeclared: boolean;
  readonly outputs: readonly Output[];
  readonly providers: readonly SettingsBlock[];
  /** `local`, `s3`, `remote`, `cloud` and the like, as written. Not shown by a plan. */
  readonly backends: readonly SettingsBlock[];
  readonly variables: readonly VariableDefault[];
  /** Only of a plan. */
  readonly changes: readonly PlannedChange[];
}

/** Of a root module that has nothing but resources. */
export const emptyRoot: Root = {
  stageDeclared: false,
  outputs: [],
  providers: [],
  backends: [],
  variables: [],
  changes: [],
};
