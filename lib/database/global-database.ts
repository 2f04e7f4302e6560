import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import type { Construct } from 'constructs';
import { Faults, physicalName, settingsOf, stageOf, tagsOf } from '../core';
import type { AuroraCapacity } from './aurora-capacity';
import type { AuroraClusterProps } from './aurora-props';
import { isBurstable } from './capacity';
import type { CredentialsKind } from './credentials';
import type { ClusterEngine, Engine } from './engine';

/** The cluster that a global database begins with. */
export interface GlobalPrimary<E extends ClusterEngine> extends Construct {
  readonly resource: RdsCluster;
  readonly engine: Engine<E>;
  readonly masterUsername: string;
  readonly port: number;
  readonly credentialsKind: CredentialsKind;
}

/**
 * An Aurora cluster that is copied to other regions: one region writes, the others read, and one of them is promoted by hand
 * (`aws rds switchover-global-cluster`, or `failover-global-cluster` when the region is lost). Made by
 * `cluster.toGlobalDatabase()`; a {@link SecondaryAuroraCluster} joins it. In prod neither RDS nor Terraform delete it.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
 */
export class GlobalDatabase<E extends ClusterEngine = ClusterEngine> {
  /** The `aws_rds_global_cluster`. */
  readonly resource: RdsGlobalCluster;
  /** The cluster that it began with. */
  readonly primary: GlobalPrimary<E>;
  /** The settings of the primary, which its copies get too. */
  readonly settings: Pick<AuroraClusterProps<E>, 'clusterParameters' | 'logExports' | 'parameters' | 'storage'>;

  constructor(primary: GlobalPrimary<E>, props: AuroraClusterProps<E>) {
    validate(primary, props);
    this.primary = primary;
    this.settings = props;
    const isProd = stageOf(primary) === 'prod';
    this.resource = new RdsGlobalCluster(primary, 'global', {
      globalClusterIdentifier: physicalName(primary, 'rds-identifier'),
      sourceDbClusterIdentifier: primary.resource.arn,
      deletionProtection: isProd,
      // Whether Terraform may take members out in order to delete it.
      forceDestroy: !isProd,
      tags: tagsOf(primary),
      lifecycle: isProd ? { preventDestroy: true } : undefined,
    });
    // Joining sets it from outside: read back, it would look like a change to be undone.
    const { lifecycle = {} } = primary.resource;
    primary.resource.lifecycle = { ...lifecycle, ignoreChanges: ['global_cluster_identifier'] };
  }

  /** The id that a secondary joins by, as a reference. */
  get id(): string {
    return this.resource.id;
  }

  /** The region that writes at first. @default unknown, where the stack does not say its region */
  get region(): string | undefined {
    return settingsOf(this.primary).region;
  }
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.limitations.html, read in 2026-11. */
function validate<E extends ClusterEngine>(primary: GlobalPrimary<E>, props: AuroraClusterProps<E>): void {
  const faults = new Faults(primary);
  faults.check(primary.credentialsKind === 'rotated', {
    prop: 'credentials',
    expected: 'rotated in a global database: RDS manages no master password of a member',
    got: primary.credentialsKind,
    fix: 'Pass Credentials.rotated({...}).',
  });
  const { capacity, instances = [], backtrack, upgradeFrom } = props;
  for (const one of [capacity, ...instances.flatMap((instance) => instance.capacity ?? [])]) {
    checkGlobalCapacity(faults, one);
  }
  faults.check(backtrack === undefined, {
    prop: 'backtrack',
    expected: 'left out in a global database',
    got: backtrack?.toString(),
    fix: 'Restore to a point in time instead: Restore.toPointInTime(cluster, time).',
  });
  faults.check(upgradeFrom === undefined, {
    prop: 'upgradeFrom',
    expected: 'left out in a global database, whose members are upgraded together',
    got: upgradeFrom?.version,
    fix: 'Upgrade with `aws rds modify-global-cluster --engine-version … --allow-major-version-upgrade`, then write the new version into `engine`.',
  });
  faults.throwIfAny();
}

/** Checks that Aurora has such instances in a global database. */
export function checkGlobalCapacity(faults: Faults, { kind, instanceClass }: AuroraCapacity): void {
  faults.check(kind !== 'pausing' && (instanceClass === 'db.serverless' || !isBurstable(instanceClass)), {
    prop: 'capacity',
    expected: 'a class of db.r or serverless units that do not pause, in a global database',
    got: kind === 'pausing' ? 'AuroraCapacity.pausing' : instanceClass,
    fix: "Write AuroraCapacity.provisioned(onDemand('db.r7g.large')), or AuroraCapacity.serverless({ maxUnits: … }).",
  });
}
