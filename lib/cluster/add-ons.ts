import type { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Role } from '../security';
import type { AddOnName } from './add-on';
import type { ClusterProps } from './cluster-props';
import { addOnRow, BASE_ADD_ONS } from './data/add-ons';
import { InstalledAddOn, type InstalledAddOnProps } from './installed-add-on';
import { refuseTwice } from './refusals';

/**
 * The add-ons of a cluster, in the order in which they work: what a node needs to become ready, nodes, what runs on nodes. One
 * that runs on nodes waits for the pool that takes it, and for no other, so that a pool can go without a word from an add-on.
 */
export class AddOns {
  /** What nodes wait for. */
  readonly beforeNodes: readonly EksAddon[];
  /** The roles of add-ons that call AWS, by EKS's name of the add-on. */
  readonly roles = new Map<string, Role>();
  private readonly base: readonly AddOnName[];
  private nodes: readonly ITerraformDependable[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly cluster: InstalledAddOnProps['cluster'],
    private readonly props: Pick<ClusterProps, 'addOnVersions' | 'autoMode'>,
  ) {
    // Auto Mode runs what these do itself.
    this.base = props.autoMode ? [] : BASE_ADD_ONS;
    const before = this.base.filter((name) => addOnRow(name).phase === 'before-nodes');
    this.beforeNodes = before.map((name) => this.install(name));
  }

  /** Says what the rest waits for, and installs the rest of what every cluster has. */
  haveNodes(nodes: readonly ITerraformDependable[]): void {
    this.nodes = nodes;
    for (const name of this.base) if (addOnRow(name).phase === 'after-nodes') this.install(name);
  }

  /**
   * Installs an add-on.
   *
   * @throws ValidationError when it is installed already
   */
  install(name: AddOnName, version?: string): EksAddon {
    refuseTwice(this.scope, 'add-on', name, 'addOns');
    const after = addOnRow(name).phase === 'after-nodes' ? this.nodes : [];
    const { cluster } = this;
    const pinned = version ?? this.props.addOnVersions?.[name];
    const { role, resource } = new InstalledAddOn(this.scope, `add-on-${name}`, {
      name,
      cluster,
      version: pinned,
      after,
    });
    if (role) this.roles.set(name, role);
    return resource;
  }
}
