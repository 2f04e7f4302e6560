import type {
  DeploymentV1SpecTemplateSpecContainerLivenessProbe,
  DeploymentV1SpecTemplateSpecContainerReadinessProbe,
  DeploymentV1SpecTemplateSpecContainerStartupProbe,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { Duration, Faults } from '../core';

/** What the kubelet asks a container. */
interface Question {
  readonly exec?: { readonly command: string[] };
  readonly httpGet?: { readonly path: string; readonly port: string };
  readonly tcpSocket?: { readonly port: string }[];
}

/** When {@link Health} gives up. */
export interface HealthOptions {
  /** How long a container may take to start. @default Duration.minutes(2) */
  readonly startWithin?: Duration;
}

/** The paths of {@link Health.http}. */
export interface HealthPaths extends HealthOptions {
  /** Answers 200 while requests can be served: says no while a dependency is away. @default '/readyz' */
  readonly ready?: string;
  /** Answers 200 while the process works: a restart must be able to mend it, so it asks no dependency. @default '/livez' */
  readonly live?: string;
}

/** The name of a container's port: probes and Services say it instead of the number. */
export const APP_PORT = 'app';

const PERIOD_SECONDS = 10;

/**
 * How the cluster knows that a container works: traffic goes to it only while it is ready, and it is started anew when it is
 * no longer alive. Ready and alive are two questions: a container that waits for its database is alive.
 *
 * See https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/.
 */
export class Health {
  /**
   * Two paths on the workload's port.
   *
   * @throws ValidationError when they are one, or a path does not begin with /
   */
  static http({ ready = '/readyz', live = '/livez', ...options }: HealthPaths = {}): Health {
    const faults = new Faults('Health.http');
    for (const [prop, path] of [
      ['ready', ready],
      ['live', live],
    ] as const) {
      faults.check(/^\/\S*$/.test(path), {
        prop,
        expected: 'a path that begins with /',
        got: path,
        fix: 'Leave host and port out.',
      });
    }
    faults.check(ready !== live, {
      prop: 'live',
      expected: 'another path than `ready`',
      got: live,
      fix: 'One path would restart every replica while a dependency is away.',
    });
    faults.throwIfAny();
    const get = (path: string): Question => ({ httpGet: { path, port: APP_PORT } });
    return new Health(get(ready), get(live), options);
  }

  /** The workload's port takes connections: for protocols other than HTTP. A process that hangs is not seen. */
  static tcp(options: HealthOptions = {}): Health {
    return new Health({ tcpSocket: [{ port: APP_PORT }] }, undefined, options);
  }

  /**
   * A program in the image that exits with 0 while all is well: for workers without a port.
   *
   * @throws ValidationError when it is empty
   */
  static command(command: readonly [string, ...string[]], options: HealthOptions = {}): Health {
    const faults = new Faults('Health.command');
    faults.check(command.length > 0, {
      prop: 'command',
      expected: 'a program and its arguments',
      got: command,
      fix: "Write for example Health.command(['/app/worker', '--alive']).",
    });
    faults.throwIfAny();
    const exec: Question = { exec: { command: [...command] } };
    return new Health(undefined, exec, options);
  }

  private readonly startWithin: Duration;

  private constructor(
    private readonly ready: Question | undefined,
    private readonly live: Question | undefined,
    { startWithin = Duration.minutes(2) }: HealthOptions,
  ) {
    this.startWithin = startWithin;
  }

  /** The probes of a container. */
  get probes(): Probes {
    const startup = this.live ?? this.ready;
    const tries = Math.max(1, Math.ceil(this.startWithin.toSeconds() / 5));
    return {
      startupProbe: startup && { ...startup, periodSeconds: 5, failureThreshold: tries, timeoutSeconds: 3 },
      readinessProbe: this.ready && { ...this.ready, periodSeconds: PERIOD_SECONDS, timeoutSeconds: 3 },
      // A restart is the last resort: half a minute of silence.
      livenessProbe: this.live && {
        ...this.live,
        periodSeconds: PERIOD_SECONDS,
        failureThreshold: 3,
        timeoutSeconds: 3,
      },
    };
  }
}

/** The probes of a container, as the provider takes them. */
interface Probes {
  readonly startupProbe?: DeploymentV1SpecTemplateSpecContainerStartupProbe;
  readonly readinessProbe?: DeploymentV1SpecTemplateSpecContainerReadinessProbe;
  readonly livenessProbe?: DeploymentV1SpecTemplateSpecContainerLivenessProbe;
}
