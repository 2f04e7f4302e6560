/** The stages an environment can be in, from least to most guarded. */
export const STAGES = ['sandbox', 'staging', 'prod'] as const;

/**
 * How much an environment may lose. It is written into each stack's JSON, so that a check that has only the files
 * knows it; a stack that says nothing counts as `prod`.
 */
export type Stage = (typeof STAGES)[number];

/** One value a stage, for defaults that differ by stage. */
export type ByStage<T> = Readonly<Record<Stage, T>>;
