import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import type { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import type { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import type { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { type TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  arnOf,
  checkWorkingHours,
  Faults,
  partitionOf,
  physicalName,
  recordRunningHours,
  stageOf,
  tagsOf,
  type WorkingHours,
  workingHoursPerMonth,
} from '../../core';
import { Principal, Role } from '../../security';
import { holidayExpressions, startExpression, stopExpression } from './times';

/** What {@link OffHours} is made of. */
export interface OffHoursProps {
  /** When somebody works. */
  readonly hours: WorkingHours;
  /**
   * The last day of an environment that is made for a while, `YYYY-MM-DD`: what is stopped on it is not started again, until
   * somebody destroys the stack. It must lie ahead when it is deployed. @default it has none
   */
  readonly expires?: string;
  /** The stack's stage, to have it checked: nothing in prod sleeps. @default the stack's */
  readonly stage?: 'sandbox' | 'staging';
}

/** A call of an AWS API, as a universal target of EventBridge Scheduler makes it. */
interface Call {
  /** Service and action in the SDK's words: `rds:stopDBInstance`. */
  readonly api: string;
  /** What it is called with. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** How something is stopped and started. */
interface Sleeper {
  /** The id of its schedules. */
  readonly id: string;
  readonly resource: TerraformResource;
  readonly arn: string;
  /** IAM's names of the actions. */
  readonly actions: readonly [string, ...string[]];
  readonly stop: Call;
  readonly start: Call;
}

/**
 * Stops databases and sends nodes away when nobody works, and brings them back in the morning: schedules of EventBridge
 * Scheduler that call RDS and EKS themselves, without a function in between, by a role that may do nothing else. For each
 * resource it writes into the JSON how many hours a month it runs, for the estimate, and for the stack when those are, for
 * whoever applies or verifies: what sleeps cannot be changed, and is no drift.
 *
 * A cache cannot be stopped, neither can a read replica nor a database that has one. RDS starts by itself what was stopped for
 * seven days: the stop is repeated every evening.
 *
 * See https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
 *
 * @throws ValidationError in prod, and when the hours are no working week
 */
export class OffHours extends Construct {
  /** The `aws_scheduler_schedule_group`. */
  readonly resource: SchedulerScheduleGroup;
  /** The role that stops and starts. */
  readonly role: Role;
  /** When somebody works. */
  readonly hours: WorkingHours;
  private readonly lastStart: string | undefined;
  private readonly names = new Set<string>();

  constructor(scope: Construct, id: string, props: OffHoursProps) {
    super(scope, id);
    validate(this, props);
    const { hours, expires } = props;
    this.hours = hours;
    this.lastStart = expires === undefined ? undefined : `${expires}T23:59:59Z`;
    const name = physicalName(this, 'schedule-group');
    this.resource = new SchedulerScheduleGroup(this, 'group', { name, tags: tagsOf(this) });
    this.role = new Role(this, 'role', {
      description: 'Stops and starts what sleeps at night',
      // The group is the finest that EventBridge Scheduler tells IAM.
      assumedBy: Principal.service('scheduler.amazonaws.com', {
        sourceArn: arnOf(this, 'scheduler', `schedule-group/${name}`),
      }),
    });
    TerraformStack.of(this).addOverride('//.rampart.schedule', hours);
  }

  /**
   * Stops a database instance at night.
   *
   * @throws ValidationError for a read replica, and for a name that is taken; at synthesis for a database with a read replica
   */
  addDatabase(name: string, { resource }: { readonly resource: DbInstance }): void {
    this.refuseReplica(resource);
    const input = { DbInstanceIdentifier: resource.identifier };
    this.add({
      id: name,
      resource,
      arn: resource.arn,
      actions: ['rds:StopDBInstance', 'rds:StartDBInstance'],
      stop: { api: 'rds:stopDBInstance', input },
      start: { api: 'rds:startDBInstance', input },
    });
  }

  /**
   * Stops an Aurora cluster with all its instances at night. One whose capacity pauses needs no schedule.
   *
   * @throws ValidationError for a name that is taken
   */
  addAuroraCluster(name: string, cluster: Construct & { readonly resource: RdsCluster }): void {
    const { resource } = cluster;
    const input = { DbClusterIdentifier: resource.clusterIdentifier };
    this.add({
      id: name,
      resource,
      arn: resource.arn,
      actions: ['rds:StopDBCluster', 'rds:StartDBCluster'],
      stop: { api: 'rds:stopDBCluster', input },
      start: { api: 'rds:startDBCluster', input },
    });
    // What is paid by the hour are its instances.
    for (const instance of cluster.node.findAll().filter(isClusterInstance))
      recordRunningHours(instance, workingHoursPerMonth(this.hours));
  }

  /**
   * Sends the nodes of a group away at night, and begins the day with as many as its `scaling` says at least. From then on
   * Terraform leaves both numbers alone: a change of the least is made by the next morning's start.
   *
   * @throws ValidationError for a name that is taken
   */
  addNodeGroup(name: string, { resource }: { readonly resource: EksNodeGroup }): void {
    const { minSize = 0, maxSize = 1, desiredSize = minSize } = resource.scalingConfigInput ?? {};
    const scaling = (min: number, desired: number): Call['input'] => ({
      ClusterName: resource.clusterName,
      NodegroupName: resource.nodeGroupName,
      ScalingConfig: { MinSize: min, DesiredSize: desired, MaxSize: maxSize },
    });
    this.add({
      id: name,
      resource,
      arn: resource.arn,
      actions: ['eks:UpdateNodegroupConfig'],
      stop: { api: 'eks:updateNodegroupConfig', input: scaling(0, 0) },
      start: { api: 'eks:updateNodegroupConfig', input: scaling(minSize, desiredSize) },
    });
    const ignoreChanges = ['scaling_config[0].min_size', 'scaling_config[0].desired_size'];
    resource.lifecycle = { ...resource.lifecycle, ignoreChanges };
  }

  private add(sleeper: Sleeper): void {
    const { id, resource, actions, arn, stop, start } = sleeper;
    this.takeName(id);
    this.role.allow({ actions, resources: [arn] });
    this.schedule(`${id}-stop`, stopExpression(this.hours), stop);
    this.schedule(`${id}-start`, startExpression(this.hours), start, this.lastStart);
    for (const [when, expression] of holidayExpressions(this.hours)) {
      this.schedule(`${id}-holiday-${when}`, expression, stop);
    }
    recordRunningHours(resource, workingHoursPerMonth(this.hours));
  }

  private schedule(id: string, scheduleExpression: string, { api, input }: Call, endDate?: string): void {
    new SchedulerSchedule(this, id, {
      name: id,
      description: `${this.node.path}: ${id}`,
      groupName: this.resource.name,
      scheduleExpression,
      scheduleExpressionTimezone: this.hours.timeZone,
      endDate,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${partitionOf(this)}:scheduler:::aws-sdk:${api}`,
        roleArn: this.role.roleArn,
        input: JSON.stringify(input),
        retryPolicy: { maximumEventAgeInSeconds: 1800, maximumRetryAttempts: 5 },
      },
      // A call before the role may make it is refused, and is not made again until the next day.
      dependsOn: this.role.policyResource && [this.role.policyResource],
    });
  }

  private takeName(name: string): void {
    const faults = new Faults(this);
    faults.check(/^[a-z][a-z0-9-]{0,46}$/.test(name) && !this.names.has(name), {
      prop: 'name',
      expected: 'a name that no other has, of up to 47 lower-case letters, digits and hyphens',
      got: name,
      fix: 'Name each after what sleeps.',
    });
    faults.throwIfAny();
    this.names.add(name);
  }

  private refuseReplica(resource: DbInstance): void {
    const faults = new Faults(this);
    faults.check(resource.replicateSourceDbInput === undefined, {
      prop: 'database',
      expected: 'no read replica: RDS stops none',
      got: resource.node.path,
      fix: 'Leave it out, with the database that it follows.',
    });
    faults.throwIfAny();
    const { scope = resource } = resource.node;
    const fault = `${this.node.path}: \`database\` must be without a read replica, got ${scope.node.path}. RDS does not stop it: leave it out.`;
    const hasReplica = (): boolean => scope.node.findAll().some((node) => node !== resource && isReplica(node));
    this.node.addValidation({ validate: () => (hasReplica() ? [fault] : []) });
  }
}

function isClusterInstance(node: object): node is RdsClusterInstance {
  return 'terraformResourceType' in node && node.terraformResourceType === 'aws_rds_cluster_instance';
}

function isReplica(node: object): boolean {
  return 'replicateSourceDbInput' in node && node.replicateSourceDbInput !== undefined;
}

function validate(scope: Construct, { hours, expires, stage: given }: OffHoursProps): void {
  const faults = new Faults(scope);
  const stage = faults.attempt('stage', () => stageOf(scope, given)) ?? 'prod';
  faults.check(stage !== 'prod', {
    prop: 'stage',
    expected: 'sandbox or staging: nothing in prod sleeps',
    got: stage,
    fix: 'Leave it out of prod.',
  });
  checkWorkingHours(faults, 'hours', hours);
  faults.check(expires === undefined || isDate(expires), {
    prop: 'expires',
    expected: 'a day, YYYY-MM-DD',
    got: expires,
    fix: 'Write for example 2026-12-31.',
  });
  faults.throwIfAny();
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
