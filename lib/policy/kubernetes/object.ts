import type { Reference, Resource, Unknown, Value, ValueMap } from '../graph/value';

/** A Kubernetes object in the shape of its manifest, whichever provider and spelling it is written with. */
export interface KubernetesObject {
  readonly kind: string;
  /** Empty for a resource of the Terraform provider, whose type says which API it is. */
  readonly apiVersion: string;
  /** The manifest: `metadata`, `spec`, …, keys as Kubernetes spells them. */
  readonly body: ValueMap;
  readonly resource: Resource;
  /** Path in the resource before the manifest's own, `manifest.`; empty for a resource of the Terraform provider. */
  readonly place: string;
  /** Whether it only adds to an object that exists elsewhere: `kubernetes_config_map_v1_data`, `kubernetes_labels`. */
  readonly partial: boolean;
}

/** An attribute that holds manifests of which nothing is known. */
export interface OpenManifest {
  readonly resource: Resource;
  readonly attribute: string;
  readonly value: Value | Reference | Unknown;
}
