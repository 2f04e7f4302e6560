import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { Construct } from 'constructs';
import { type Stage, stageOf } from '../core';
import { PodConnections, type PodGroup } from './connections';
import { APP_PORT, Health } from './health';
import { labelsOf, objectName } from './names';
import type { Namespace } from './namespace';
import type { NetworkPeer } from './network-peer';
import { checkPod, podSpec } from './pod';
import { Replicas } from './replicas';
import { ServiceAccount } from './service-account';
import type { WorkloadProps } from './workload-props';

const SERVICE_PORT = 80;

/**
 * A service of the cluster: a Deployment of two pods or more, spread over zones and nodes, replaced one by one, with a
 * disruption budget and, where it scales, an autoscaler; a service account of its own; a Service where it listens. Its pods
 * satisfy Pod Security `restricted`, their root is read-only, their image is named by digest, and nobody reaches them until
 * `allowFrom` says so.
 *
 * See https://docs.aws.amazon.com/eks/latest/best-practices/application.html; CIS EKS 4.2, 5.1.4.
 *
 * @throws ValidationError when a prop is malformed, one pod is asked for in prod, or the stage is not the stack's
 */
export class Workload extends Construct implements PodGroup {
  /** The `kubernetes_deployment_v1`. */
  readonly resource: DeploymentV1;
  /** The service account of its pods. */
  readonly serviceAccount: ServiceAccount;
  /** Its Service; nothing for a workload without a port. */
  readonly service: ServiceV1 | undefined;
  /** Which connections its pods may open and take. */
  readonly connections: PodConnections;
  /** The name of its objects. */
  readonly name: string;
  /** The namespace that it is in. */
  readonly namespace: Namespace;

  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    validate(this, props, stageOf(this, props.stage));
    this.name = objectName(this);
    this.namespace = props.namespace;
    const { identity, replicas = Replicas.fixed(2) } = props;
    this.connections = new PodConnections(this, this.namespace, this.name, props.port);
    if (identity?.identity === 'podIdentity') this.connections.allowPodIdentity();
    const account = { namespace: this.namespace, identity };
    this.serviceAccount = new ServiceAccount(this, this.name, account);
    this.resource = this.createDeployment(props, replicas);
    this.service = props.port === undefined ? undefined : this.createService();
    this.createAutoscaler(replicas);
    if (replicas.kind === 'redundant') this.createBudget();
  }

  /** The port of its Service, whatever its pods listen on. */
  get servicePort(): number {
    return SERVICE_PORT;
  }

  /** The name by which other pods reach it: `http://<host>`. */
  get host(): string {
    return `${this.name}.${this.namespace.name}.svc`;
  }

  /**
   * Lets another workload, a CronJob, pods of something else or private addresses open connections to its port: rules on
   * both ends, where both are ours.
   *
   * @throws ValidationError when the workload has no port
   */
  allowFrom(peer: PodGroup | NetworkPeer<'pods' | 'addresses'>): void {
    this.connections.allowFrom(peer);
  }

  /**
   * Lets its pods open connections to what is no workload of ours.
   *
   * @param port by TCP, 1 to 65535
   */
  allowTo(peer: NetworkPeer, port: number): void {
    this.connections.allowTo(peer, port);
  }

  private get selector() {
    return { ...this.connections.selector };
  }

  private inside() {
    return {
      metadata: this.namespace.metadata(this.name, labelsOf(this, this.name, this.namespace.name)),
      dependsOn: [this.namespace.resource],
    };
  }

  private createDeployment(props: WorkloadProps, { least, most }: Replicas): DeploymentV1 {
    const health = props.health ?? Health.http();
    const details = { name: this.name, serviceAccountName: this.serviceAccount.name, port: props.port, health };
    return new DeploymentV1(this, 'deployment', {
      ...this.inside(),
      dependsOn: [...this.namespace.guardRails, this.serviceAccount.resource],
      spec: {
        // Left out where the autoscaler decides: Terraform would take its replicas away at each apply.
        replicas: least === most ? String(least) : undefined,
        revisionHistoryLimit: 3,
        minReadySeconds: 10,
        progressDeadlineSeconds: 600,
        selector: { matchLabels: this.selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '0' } },
        template: {
          metadata: { labels: labelsOf(this, this.name, this.namespace.name) },
          spec: { ...podSpec(props, details), topologySpreadConstraint: this.spread() },
        },
      },
      timeouts: { create: '15m', update: '15m' },
    });
  }

  /** Zones strictly, nodes where there are enough; counted for each rollout by itself. */
  private spread() {
    const constraint = (topologyKey: string, whenUnsatisfiable: string) => ({
      topologyKey,
      whenUnsatisfiable,
      maxSkew: 1,
      labelSelector: [{ matchLabels: this.selector }],
      matchLabelKeys: ['pod-template-hash'],
    });
    return [
      constraint('topology.kubernetes.io/zone', 'DoNotSchedule'),
      constraint('kubernetes.io/hostname', 'ScheduleAnyway'),
    ];
  }

  private createService(): ServiceV1 {
    return new ServiceV1(this, 'service', {
      ...this.inside(),
      spec: {
        type: 'ClusterIP',
        selector: this.selector,
        port: [{ name: APP_PORT, port: SERVICE_PORT, targetPort: APP_PORT, protocol: 'TCP' }],
      },
    });
  }

  private createAutoscaler({ least, most, targetCpuPercent }: Replicas): void {
    if (targetCpuPercent === undefined) return;
    new HorizontalPodAutoscalerV2(this, 'autoscaler', {
      ...this.inside(),
      spec: {
        minReplicas: least,
        maxReplicas: most,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name },
        metric: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: targetCpuPercent } },
          },
        ],
      },
      dependsOn: [this.resource],
    });
  }

  private createBudget(): void {
    new PodDisruptionBudgetV1(this, 'budget', {
      ...this.inside(),
      // A share, rounded up: one pod of two, and a drain of many pods still ends.
      spec: { maxUnavailable: '25%', selector: { matchLabels: this.selector } },
    });
  }
}

function validate(scope: Construct, props: WorkloadProps, stage: Stage): void {
  const faults = checkPod(scope, props);
  const { port, health, replicas } = props;
  faults.check(port === undefined || (Number.isInteger(port) && port > 1023 && port <= 65_535), {
    prop: 'port',
    expected: 'a whole number of 1024 to 65535',
    got: port,
    fix: 'Pods are not root and cannot take a lower port; others reach the Service on 80.',
  });
  faults.check(port !== undefined || health !== undefined, {
    prop: 'health',
    expected: 'said for a workload without a port',
    got: health,
    fix: "Write Health.command(['/app/worker', '--alive']).",
  });
  faults.check(stage !== 'prod' || replicas?.kind !== 'single', {
    prop: 'replicas',
    expected: 'two or more in prod',
    got: replicas?.least,
    fix: 'Write Replicas.fixed(2), or Replicas.between(2, 6).',
  });
  faults.throwIfAny();
}
