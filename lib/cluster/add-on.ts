import type { ADD_ONS } from './data/add-ons';

/** EKS's name of an add-on that this library knows. */
export type AddOnName = keyof typeof ADD_ONS;

/** What an optional add-on is told. */
export interface AddOnOptions {
  /** The version, such as `v1.47.0-eksbuild.1`. @default EKS's default for the cluster's version, looked up at plan */
  readonly version?: string;
}

/**
 * An add-on that EKS installs and keeps running, besides those that every cluster has: `vpc-cni`, `kube-proxy`,
 * `eks-pod-identity-agent` and `coredns`. One that calls AWS has a role of its own, by EKS Pod Identity.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export class AddOn {
  /** EBS volumes for pods. Their StorageClass must say `encrypted: "true"`. */
  static ebsCsiDriver(options?: AddOnOptions): AddOn {
    return new AddOn('aws-ebs-csi-driver', options);
  }

  /** EFS file systems for pods, which pods of several zones can share. */
  static efsCsiDriver(options?: AddOnOptions): AddOn {
    return new AddOn('aws-efs-csi-driver', options);
  }

  /** The numbers that autoscaling of pods works with. */
  static metricsServer(options?: AddOnOptions): AddOn {
    return new AddOn('metrics-server', options);
  }

  /** Container Insights, logs of containers and Application Signals, in CloudWatch. */
  static cloudwatchObservability(options?: AddOnOptions): AddOn {
    return new AddOn('amazon-cloudwatch-observability', options);
  }

  private constructor(
    /** EKS's name. */
    readonly name: AddOnName,
    /** What it was told. */
    readonly options: AddOnOptions = {},
  ) {}
}
