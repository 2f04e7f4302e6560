import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { arnOf, physicalName, type Stage, stageOf, tagsOf } from '../core';
import { type Connectable, type ISecurityGroup, type Peer, Port, SecurityGroup } from '../network';
import { type IKey, Principal, Role } from '../security';
import { AccessEntry, type AccessOptions } from './access';
import { AddOn } from './add-on';
import { AddOns } from './add-ons';
import { AUTO_MODE_CLUSTER_POLICIES, AUTO_MODE_NODE_POLICIES, autoModeArguments } from './auto-mode';
import { ClusterNetwork } from './cluster-network';
import { type ClusterProps, type ClusterVpc, validateCluster } from './cluster-props';
import {
  createClusterRole,
  createKey,
  createLogGroup,
  LOG_TYPES,
  NODE_POLICIES,
  networkArguments,
} from './control-plane';
import { permissionsOf } from './dependables';
import { FargateProfile, type FargateProfileOptions } from './fargate-profile';
import { nodeAutoscalerPermissions } from './node-autoscaler';
import { NodeGroup } from './node-group';
import { isSystemPool, type NodePool } from './node-pool';
import { refuseInAutoMode, refuseTwice } from './refusals';
import { DEFAULT_KUBERNETES_VERSION, type KubernetesVersion, warnOfEnd } from './version';
import { ClusterWorkload, type WorkloadOptions } from './workload';

/**
 * An EKS cluster for production without options but its network and nodes: a private API, access by IAM roles in access
 * entries only, none of it for whoever creates the cluster, secrets encrypted with a key, all five kinds of logs, security
 * groups that let in what Kubernetes needs and nothing else, hardened nodes, add-ons with roles of their own. Workloads get an
 * identity each (`addWorkload`); a node's role can do nothing but be a node.
 *
 * The upgrade policy is STANDARD: at the end of the version's standard support EKS upgrades the control plane by itself, instead
 * of charging six times the price for Extended Support. From then on plans fail, since no version can be lowered: raise
 * `version` before. Every synth warns from 120 days before that day on.
 *
 * See https://docs.aws.amazon.com/eks/latest/best-practices/; CIS EKS 1.4, AWS FSBP EKS.1 to EKS.8.
 *
 * @throws ValidationError with every fault of the props, or when the stage is not the stack's
 */
export class Cluster extends Construct implements Connectable {
  /** The `aws_eks_cluster`. */
  readonly resource: EksCluster;
  /** EKS's name of the cluster, known at synth: what another stack looks it up by. */
  readonly clusterName: string;
  /** The cluster's ARN as text. */
  readonly clusterArn: string;
  /** The version of Kubernetes. */
  readonly version: KubernetesVersion;
  /** The network that it stands in. */
  readonly vpc: ClusterVpc;
  /** The key of Kubernetes' secrets and of the logs. */
  readonly key: IKey;
  /** The role by which EKS acts for the cluster. */
  readonly role: Role;
  /** The role of the nodes. */
  readonly nodeRole: Role;
  /** The nodes, and the pods on them: for `database.allowFrom(cluster.nodes)`. */
  readonly nodes: ISecurityGroup;
  /** The group of the API's interfaces in the VPC. */
  readonly securityGroup: SecurityGroup;
  private readonly network: ClusterNetwork;
  private readonly addOns: AddOns;
  private readonly autoMode: boolean;
  private readonly groups = new Map<string, NodeGroup>();
  private oidcProvider: IamOpenidConnectProvider | undefined;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validateCluster(this, stage, props);
    this.vpc = props.vpc;
    this.version = props.version ?? DEFAULT_KUBERNETES_VERSION;
    this.clusterName = physicalName(this, 'eks-cluster');
    this.clusterArn = arnOf(this, 'eks', `cluster/${this.clusterName}`);
    this.key = props.key ?? createKey(this);
    this.autoMode = props.autoMode !== undefined;
    this.network = new ClusterNetwork(this, 'network', props.vpc.subnets.private.vpc, this.clusterName);
    this.securityGroup = this.network.controlPlane;
    this.role = this.createRole();
    this.nodeRole = this.createNodeRole();
    this.resource = this.createCluster(stage, props);
    this.nodes = this.autoMode ? this.ownGroup() : this.network.openNodes();
    this.addOns = new AddOns(this, { name: this.resource.name, version: this.version, arn: this.clusterArn }, props);
    this.fill(props);
    warnOfEnd(this, this.version, props.asOf ?? new Date());
  }

  /** The nodes of each pool, by its name. */
  get nodeGroups(): ReadonlyMap<string, NodeGroup> {
    return this.groups;
  }

  /** The add-ons' roles, by EKS's name of the add-on. */
  get addOnRoles(): ReadonlyMap<string, Role> {
    return this.addOns.roles;
  }

  /**
   * Adds nodes.
   *
   * @throws ValidationError when a pool of the name is there, or the cluster has Auto Mode
   */
  addNodePool(pool: NodePool): NodeGroup {
    refuseTwice(this, 'pool', pool.name, 'nodePools');
    refuseInAutoMode(this, this.autoMode, pool.name);
    const group = new NodeGroup(this, `pool-${pool.name}`, {
      pool,
      clusterName: this.resource.name,
      version: this.version,
      subnets: this.vpc.subnets.private,
      securityGroup: this.nodes,
      role: this.nodeRole,
      after: [...this.addOns.beforeNodes, ...permissionsOf(this.nodeRole), ...this.network.rules],
    });
    this.groups.set(pool.name, group);
    return group;
  }

  /**
   * Lets pods run without nodes.
   *
   * @param id the profile's name in EKS
   * @throws ValidationError when a selector is malformed
   */
  addFargateProfile(id: string, options: FargateProfileOptions): FargateProfile {
    refuseTwice(this, 'fargate', id, 'fargateProfiles');
    const { nodes } = this;
    const cluster = {
      name: this.resource.name,
      nameText: this.clusterName,
      subnets: this.vpc.subnets.private,
      nodes,
      pods: this.ownGroup(),
    };
    return new FargateProfile(this, `fargate-${id}`, { ...options, name: id, cluster });
  }

  /** Adds an add-on. It waits for nodes where it needs them. */
  addAddOn(addOn: AddOn): void {
    this.addOns.install(addOn.name, addOn.options.version);
  }

  /**
   * Gives something that runs in the cluster an identity of its own.
   *
   * @param name the workload's name, and its service account's unless that is given
   * @throws ValidationError when a name is no name in Kubernetes, or the namespace is the system's
   */
  addWorkload(name: string, options: WorkloadOptions): ClusterWorkload {
    refuseTwice(this, 'workload', name, 'workloads');
    const cluster = {
      name: this.resource.name,
      arn: this.clusterArn,
      securityGroup: this.nodes,
      oidcProvider: () => this.provideOidc(),
    };
    return new ClusterWorkload(this, `workload-${name}`, { ...options, name, cluster });
  }

  /**
   * Gives Cluster Autoscaler its identity: it sizes this cluster's pools between their bounds, and nothing else. Its chart is
   * told `autoDiscovery.clusterName`; its service account is `cluster-autoscaler`.
   *
   * @param namespace where it runs
   */
  addNodeAutoscaler(namespace = 'kube-system'): ClusterWorkload {
    const autoscaler = this.addWorkload('cluster-autoscaler', { namespace });
    const cluster = { name: this.clusterName, arn: this.clusterArn };
    for (const permission of nodeAutoscalerPermissions(cluster)) autoscaler.allow(permission);
    return autoscaler;
  }

  /**
   * Lets an IAM role use the Kubernetes API.
   *
   * @param id a name of your own, such as the team's
   * @throws ValidationError when a namespace or a group gives more than the level says
   */
  addAccess(id: string, options: AccessOptions): AccessEntry {
    refuseTwice(this, 'access', id, 'access');
    return new AccessEntry(this, `access-${id}`, { ...options, clusterName: this.resource.name });
  }

  /**
   * Lets somebody outside the nodes reach the API's private addresses, such as the runners that deploy.
   *
   * @param reason why, as the rule's description
   */
  allowApiFrom(peer: Connectable | Peer<'private'>, reason: string): void {
    if ('securityGroup' in peer) this.securityGroup.allowFrom(peer, Port.https(), reason);
    else this.securityGroup.allowFrom(peer, Port.https(), reason);
  }

  /**
   * Lets the API server call pods on one more port, for a webhook or an aggregated API. 4443, 8443, 9443 and 10251 are
   * open already, and kubelets on 10250.
   *
   * @param reason why, as the rules' description
   * @throws ValidationError when it is no port
   */
  allowWebhook(port: number, reason: string): void {
    this.securityGroup.allowTo(this.nodes, Port.tcp(port), reason);
  }

  private createRole(): Role {
    const policies = this.autoMode ? AUTO_MODE_CLUSTER_POLICIES : [];
    return createClusterRole(this, this.clusterArn, this.key, ['AmazonEKSClusterPolicy', ...policies]);
  }

  private createNodeRole(): Role {
    return new Role(this, 'node-role', {
      description: `What a node of ${this.clusterName} needs to be one`,
      assumedBy: Principal.service('ec2.amazonaws.com'),
      managedPolicies: this.autoMode ? AUTO_MODE_NODE_POLICIES : NODE_POLICIES,
    });
  }

  private createCluster(stage: Stage, props: ClusterProps): EksCluster {
    const logGroup = createLogGroup(this, this.clusterName, this.key, props.logRetentionDays);
    const compute = props.autoMode ? autoModeArguments(props.autoMode, this.nodeRole.roleArn) : {};
    return new EksCluster(this, 'cluster', {
      name: this.clusterName,
      version: this.version,
      roleArn: this.role.roleArn,
      // EKS would install its own, which no plan shows and no add-on replaces without a conflict.
      bootstrapSelfManagedAddons: false,
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      enabledClusterLogTypes: LOG_TYPES,
      encryptionConfig: { resources: ['secrets'], provider: { keyArn: this.key.arn } },
      upgradePolicy: { supportType: 'STANDARD' },
      zonalShiftConfig: { enabled: props.zonalShift ?? true },
      deletionProtection: stage === 'prod',
      ...networkArguments(props, this.securityGroup),
      ...compute,
      tags: tagsOf(this, { Name: this.clusterName }),
      dependsOn: [logGroup, ...permissionsOf(this.role)],
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }

  /** The group that EKS makes with the cluster: Auto Mode's nodes and Fargate's pods stand in it. */
  private ownGroup(): ISecurityGroup {
    const made = this.node.tryFindChild('own-group') as ISecurityGroup | undefined;
    return made ?? SecurityGroup.fromSecurityGroupId(this, 'own-group', this.resource.vpcConfig.clusterSecurityGroupId);
  }

  /** The pool that takes CoreDNS comes first: add-ons that need nodes wait for it, and for no other. */
  private fill({ nodePools = [], addOns, access = {} }: ClusterProps): void {
    for (const pool of nodePools) this.addNodePool(pool);
    const system = nodePools.find(isSystemPool);
    const nodes = system && this.groups.get(system.name)?.resource;
    this.addOns.haveNodes(nodes ? [nodes] : []);
    for (const addOn of addOns ?? [AddOn.metricsServer()]) this.addAddOn(addOn);
    for (const [id, options] of Object.entries(access)) this.addAccess(id, options);
  }

  private provideOidc(): { arn: string; issuer: string } {
    const url = this.resource.identity.get(0).oidc.get(0).issuer;
    this.oidcProvider ??= new IamOpenidConnectProvider(this, 'oidc-provider', {
      url,
      clientIdList: ['sts.amazonaws.com'],
      tags: tagsOf(this),
    });
    return { arn: this.oidcProvider.arn, issuer: Fn.replace(url, 'https://', '') };
  }
}
