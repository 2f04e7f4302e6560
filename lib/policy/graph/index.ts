/** What the estimate and the preview read besides the rules: the resources of final Terraform JSON or a plan. */

/** The last day of standard support of each Kubernetes version of EKS. */
export { default as eksVersions } from '../data/eks-versions.json';
export { statefulTypes } from '../rules/state/stateful-types';
export { Graph } from './graph';
export type { Stack } from './stack';
export { isList, isMap, isOpen, Reference, type Resource, show, Unknown, type Value, type ValueMap } from './value';
