import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Fn, type TerraformStack } from 'cdktf';
import { Faults, regionOf } from '../core';

/** The versions of the Kubernetes provider that the JSON is for. */
const PROVIDER_VERSION = '~> 2.38';

/** Which cluster a stack's objects go to. */
export interface ClusterConnection {
  /** The name of the EKS cluster. It must be known at synth: a reference would tie the stack to another stack's state. */
  readonly clusterName: string;
  /** The region of the cluster. @default the stack's */
  readonly region?: string;
  /** A role to assume for the token, for a cluster of another account. @default the credentials that Terraform runs with */
  readonly roleArn?: string;
}

/**
 * Points the stack's Kubernetes provider at a cluster. Address and certificate are looked up at plan; the token comes from
 * `aws eks get-token` each time Terraform runs, so that none is in the state, and expires after 15 minutes. The API of a
 * private cluster is reached from inside its VPC only, so Terraform has to run there.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html.
 *
 * @throws ValidationError when the name is a reference or is no name of a cluster
 */
export function connectToCluster(stack: TerraformStack, { clusterName, region, roleArn }: ClusterConnection): void {
  const faults = new Faults(stack);
  faults.check(/^[0-9A-Za-z][\w-]{0,99}$/.test(clusterName), {
    prop: 'clusterName',
    expected: 'the literal name of an EKS cluster: 1 to 100 letters, digits, hyphens and underscores',
    got: clusterName,
    fix: 'Give the name that the cluster was made with, not a reference to it.',
  });
  faults.throwIfAny();
  const cluster = new DataAwsEksCluster(stack, 'connected-cluster', { name: clusterName });
  const token = ['eks', 'get-token', '--cluster-name', clusterName, '--region', region ?? regionOf(stack)];
  new KubernetesProvider(stack, 'kubernetes', {
    host: cluster.endpoint,
    clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority.get(0).data),
    exec: [
      {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'aws',
        args: [...token, '--output', 'json', ...(roleArn ? ['--role-arn', roleArn] : [])],
      },
    ],
  });
  // The bindings pin one version; a range lets the team's lock file decide.
  stack.addOverride('terraform.required_providers.kubernetes', {
    source: 'hashicorp/kubernetes',
    version: PROVIDER_VERSION,
  });
}
