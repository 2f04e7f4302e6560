/** What the estimate and the preview read besides the rules: the resources of final Terraform JSON or a plan. */
export type { Links, Use } from './graph';
export { Graph } from './graph';
export type { Stack } from './stack';
export { isList, isMap, isOpen, Reference, type Resource, show, Unknown, type Value, type ValueMap } from './value';
