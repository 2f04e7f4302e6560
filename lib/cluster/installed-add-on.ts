import { DataAwsEksAddonVersion } from '@cdktf/provider-aws/lib/data-aws-eks-addon-version';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { tagsOf } from '../core';
import { Principal, Role } from '../security';
import type { AddOnName } from './add-on';
import { addOnRow } from './data/add-ons';
import { permissionsOf } from './dependables';

/** What an {@link InstalledAddOn} is made of. */
export interface InstalledAddOnProps {
  /** EKS's name of the add-on. */
  readonly name: AddOnName;
  /** The cluster: its name, its version and its ARN as text. */
  readonly cluster: { readonly name: string; readonly version: string; readonly arn: string };
  /** The version. @default EKS's default for the cluster's version */
  readonly version?: string;
  /** What must be there before: other add-ons, nodes. @default nothing but the cluster */
  readonly after?: readonly ITerraformDependable[];
  /** Settings on top of the row's own. @default none */
  readonly configuration?: object;
}

/**
 * An add-on of a cluster, with its role. It fails where something else installed the same, and from then on Terraform's word
 * holds: a change by hand is undone with the next update.
 */
export class InstalledAddOn extends Construct {
  /** The `aws_eks_addon`. */
  readonly resource: EksAddon;
  /** The role of an add-on that calls AWS. */
  readonly role: Role | undefined;

  constructor(scope: Construct, id: string, props: InstalledAddOnProps) {
    super(scope, id);
    const { name, cluster, after = [] } = props;
    this.role = this.createRole(props);
    const configuration = { ...addOnRow(name).configuration, ...props.configuration };
    this.resource = new EksAddon(this, 'add-on', {
      clusterName: cluster.name,
      addonName: name,
      addonVersion: props.version ?? this.defaultVersion(props),
      configurationValues: Object.keys(configuration).length > 0 ? JSON.stringify(configuration) : undefined,
      resolveConflictsOnCreate: 'NONE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      podIdentityAssociation: this.association(name),
      tags: tagsOf(this),
      dependsOn: [...after, ...(this.role ? permissionsOf(this.role) : [])],
    });
  }

  private createRole({ name, cluster }: InstalledAddOnProps): Role | undefined {
    const { identity } = addOnRow(name);
    return (
      identity &&
      new Role(this, 'role', {
        description: `What the add-on ${name} of ${cluster.arn} may do`,
        assumedBy: Principal.service('pods.eks.amazonaws.com', { sourceArn: cluster.arn }),
        managedPolicies: identity.managedPolicies,
      })
    );
  }

  private association(name: AddOnName): { roleArn: string; serviceAccount: string }[] | undefined {
    const { identity } = addOnRow(name);
    return identity && this.role && [{ roleArn: this.role.roleArn, serviceAccount: identity.serviceAccount }];
  }

  private defaultVersion({ name, cluster }: InstalledAddOnProps): string {
    return new DataAwsEksAddonVersion(this, 'version', { addonName: name, kubernetesVersion: cluster.version }).version;
  }
}
