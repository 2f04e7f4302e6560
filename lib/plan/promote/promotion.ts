/** Two values of one setting or argument. */
export interface Difference {
  /** `cluster.version`; for a resource `orders/instance aws_db_instance engine_version`. */
  readonly path: string;
  /** Undefined where it is not set. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A difference between resources. */
export interface ResourceDifference extends Difference {
  /** Whether both values stand in the environment files, where they differ on purpose. */
  readonly bySetting: boolean;
}

/** A change of what is deployed, held against the environment that goes first. */
export interface PromotedChange extends Difference {
  readonly kind: 'add' | 'remove' | 'change';
  /** Whether the environment that goes first already runs it like this. */
  readonly proven: boolean;
}

/** What an environment gets when it follows another. */
export interface Promotion {
  readonly from: string;
  readonly to: string;
  /** Settings of the environment files that differ; empty where no files were given. */
  readonly settings: readonly Difference[];
  /** Resources, by path and type, that only `from` has. */
  readonly onlyFrom: readonly string[];
  readonly onlyTo: readonly string[];
  /** Arguments of resources that both have. */
  readonly differences: readonly ResourceDifference[];
  /** What a deployment of `to` changes; null where what is deployed was not given. */
  readonly changes: readonly PromotedChange[] | null;
}
