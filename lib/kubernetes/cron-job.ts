import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { Construct } from 'constructs';
import { Duration, type Stage, stageOf } from '../core';
import { PodConnections, type PodGroup } from './connections';
import { labelsOf, objectName } from './names';
import type { Namespace } from './namespace';
import type { NetworkPeer } from './network-peer';
import { checkPod, podSpec } from './pod';
import type { PodProps } from './pod-props';
import { ServiceAccount } from './service-account';

/** The longest name that leaves room for the number of a job: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
const LONGEST_NAME = 52;

/** What a {@link CronJob} is made of. */
export interface CronJobProps extends PodProps {
  /** When it runs: minute, hour, day of the month, month, day of the week, such as `0 3 * * *`. */
  readonly schedule: string;
  /** The time zone of the schedule, such as `Europe/Berlin`. @default 'Etc/UTC': no hour is there twice or not at all */
  readonly timeZone?: string;
  /** How long a run may take, a minute to a week: then it is stopped and counts as failed. @default Duration.hours(1) */
  readonly timeout?: Duration;
  /** How often a failed pod is tried again, 0 to 10. @default 2 */
  readonly retries?: number;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

/**
 * A job that runs by the clock, one run at a time: a run that is due while another goes on is left out, one that could not
 * start within five minutes too. Its pods are as those of a {@link Workload}: restricted, read-only, by digest, with a
 * service account of their own. Finished runs are kept for a day.
 *
 * See https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/.
 *
 * @throws ValidationError when a prop is malformed or the stage is not the stack's
 */
export class CronJob extends Construct implements PodGroup {
  /** The `kubernetes_cron_job_v1`. */
  readonly resource: CronJobV1;
  /** The service account of its pods. */
  readonly serviceAccount: ServiceAccount;
  /** Which connections its pods may open. */
  readonly connections: PodConnections;
  /** The name of its objects. */
  readonly name: string;
  /** The namespace that it is in. */
  readonly namespace: Namespace;

  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id);
    stageOf(this, props.stage);
    validate(this, props);
    this.name = objectName(this, LONGEST_NAME);
    this.namespace = props.namespace;
    const { identity } = props;
    this.connections = new PodConnections(this, this.namespace, this.name, undefined);
    if (identity?.identity === 'podIdentity') this.connections.allowPodIdentity();
    this.serviceAccount = new ServiceAccount(this, this.name, { namespace: this.namespace, identity });
    this.resource = this.createCronJob(props);
  }

  /**
   * Lets its pods open connections to what is no workload of ours; a workload lets them in by its own `allowFrom`.
   *
   * @param port by TCP, 1 to 65535
   */
  allowTo(peer: NetworkPeer, port: number): void {
    this.connections.allowTo(peer, port);
  }

  private createCronJob(props: CronJobProps): CronJobV1 {
    const { schedule, timeZone = 'Etc/UTC', timeout = Duration.hours(1), retries = 2 } = props;
    const labels = labelsOf(this, this.name, this.namespace.name);
    const pod = podSpec(props, { name: this.name, serviceAccountName: this.serviceAccount.name });
    return new CronJobV1(this, 'cron-job', {
      metadata: this.namespace.metadata(this.name, labels),
      spec: {
        schedule,
        timezone: timeZone,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        suspend: false,
        jobTemplate: {
          metadata: { labels },
          spec: {
            activeDeadlineSeconds: timeout.toSeconds(),
            backoffLimit: retries,
            ttlSecondsAfterFinished: String(Duration.days(1).toSeconds()),
            template: { metadata: { labels }, spec: { ...pod, restartPolicy: 'Never' } },
          },
        },
      },
      dependsOn: [...this.namespace.guardRails, this.serviceAccount.resource],
    });
  }
}

const FIELD = String.raw`(\*|\d+(-\d+)?(,\d+(-\d+)?)*)(/\d+)?`;
const NAMED_FIELD = `(${FIELD}|[A-Za-z]{3}([-,][A-Za-z]{3})*)`;
const SCHEDULE = new RegExp(`^${FIELD} ${FIELD} ${FIELD} ${NAMED_FIELD} ${NAMED_FIELD}$`);

function validate(scope: Construct, props: CronJobProps): void {
  const faults = checkPod(scope, props);
  const { schedule, timeZone = 'Etc/UTC', timeout = Duration.hours(1), retries = 2 } = props;
  faults.check(SCHEDULE.test(schedule), {
    prop: 'schedule',
    expected: 'five fields: minute, hour, day of the month, month, day of the week',
    got: schedule,
    fix: "Write for example '0 3 * * *' for three o’clock each night.",
  });
  faults.check(Intl.supportedValuesOf('timeZone').includes(timeZone) || /^(Etc\/)?UTC$/.test(timeZone), {
    prop: 'timeZone',
    expected: 'a time zone of the IANA database',
    got: timeZone,
    fix: 'Write for example Europe/Berlin, or leave it out for UTC.',
  });
  const seconds = timeout.toSeconds();
  faults.check(Number.isInteger(seconds) && seconds >= 60 && seconds <= 604_800, {
    prop: 'timeout',
    expected: 'a minute to a week',
    got: timeout.toString(),
    fix: 'Write for example Duration.hours(2).',
  });
  faults.check(Number.isInteger(retries) && retries >= 0 && retries <= 10, {
    prop: 'retries',
    expected: '0 to 10',
    got: retries,
    fix: 'A job that fails ten times does not need an eleventh.',
  });
  faults.throwIfAny();
}
