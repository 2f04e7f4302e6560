import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../sandbox/free-port';
import { controlPlaneBinary } from './binary';

const START_SECONDS = 120;
const ADMIN = 'admin-token';

/** What a `kubectl` said. */
export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Kubernetes control plane on loopback: real API server, admission, quota and controllers, without nodes. */
export class ControlPlane {
  private readonly processes: ChildProcess[] = [];

  private constructor(
    private readonly binary: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts it in a folder of its own. @throws Error with the end of a log when it does not get ready */
  static async start(): Promise<ControlPlane> {
    const folder = mkdtempSync(join(tmpdir(), 'control-plane-'));
    const plane = new ControlPlane(controlPlaneBinary(), folder, await freePort());
    try {
      await plane.run();
    } catch (error) {
      await plane.stop();
      throw error;
    }
    return plane;
  }

  /** Runs kubectl as an administrator, or with a token of its own. */
  kubectl(parameters: readonly string[], input?: string, token = ADMIN): Answer {
    const access = [
      `--server=https://127.0.0.1:${this.port}`,
      '--insecure-skip-tls-verify',
      `--token=${token}`,
      `--cache-dir=${join(this.folder, 'discovery')}`,
    ];
    const { status, stdout, stderr } = spawnSync(this.binary, ['kubectl', ...access, ...parameters], {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, KUBECONFIG: join(this.folder, 'none') },
    });
    return { code: status, stdout, stderr };
  }

  /** Applies objects on the server's side with strict fields: unknown ones are errors. */
  apply(objects: readonly object[], ...flags: string[]): Answer {
    const list = { apiVersion: 'v1', kind: 'List', items: objects };
    return this.kubectl(
      ['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-', ...flags],
      JSON.stringify(list),
    );
  }

  /** What a folder of kustomize renders, as one YAML stream. */
  kustomize(folder: string): string {
    const { code, stdout, stderr } = this.kubectl(['kustomize', folder]);
    if (code !== 0) throw new Error(`kustomize ${folder}: ${stderr}`);
    return stdout;
  }

  /** One object, or undefined when it is not there. */
  get<T>(kind: string, name: string, namespace?: string): T | undefined {
    const { code, stdout } = this.kubectl(['get', kind, name, '-o', 'json', ...(namespace ? ['-n', namespace] : [])]);
    return code === 0 ? (JSON.parse(stdout) as T) : undefined;
  }

  /** Asks until the check holds. @throws Error after the seconds */
  async until(what: string, check: () => boolean, seconds = 30): Promise<void> {
    for (let waited = 0; waited < seconds * 4; waited += 1) {
      if (check()) return;
      await sleep(250);
    }
    throw new Error(`${what}: not so after ${seconds} s`);
  }

  /** Stops all of it and removes its folder. */
  async stop(): Promise<void> {
    await Promise.all(this.processes.reverse().map(ended));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private async run(): Promise<void> {
    const [client, peer, manager, scheduler] = [await freePort(), await freePort(), await freePort(), await freePort()];
    this.writeFiles();
    this.spawn('etcd', [
      '--data-dir=etcd',
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ]);
    this.spawn('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${client}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${this.port}`,
      '--cert-dir=certificates',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-account-key-file=service-account.key',
      '--service-account-signing-key-file=service-account.key',
      '--token-auth-file=tokens.csv',
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
    ]);
    await this.until(
      'the API server answers',
      () => this.kubectl(['get', '--raw', '/readyz']).code === 0,
      START_SECONDS,
    );
    const access = ['--kubeconfig=kubeconfig', '--bind-address=127.0.0.1', '--leader-elect=false'];
    this.spawn('kube-controller-manager', [
      ...access,
      `--secure-port=${manager}`,
      '--service-account-private-key-file=service-account.key',
      '--use-service-account-credentials',
    ]);
    this.spawn('kube-scheduler', [...access, `--secure-port=${scheduler}`]);
    await this.until(
      'the default namespace has its service account',
      () => !!this.get('serviceaccount', 'default', 'default'),
      START_SECONDS,
    );
  }

  private writeFiles(): void {
    mkdirSync(join(this.folder, 'certificates'));
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    writeFileSync(join(this.folder, 'service-account.key'), privateKey);
    writeFileSync(join(this.folder, 'tokens.csv'), `${ADMIN},admin,admin,system:masters\n`);
    const cluster = { server: `https://127.0.0.1:${this.port}`, 'insecure-skip-tls-verify': true };
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'local', cluster }],
      users: [{ name: 'admin', user: { token: ADMIN } }],
      contexts: [{ name: 'local', context: { cluster: 'local', user: 'admin' } }],
      'current-context': 'local',
    };
    writeFileSync(join(this.folder, 'kubeconfig'), JSON.stringify(kubeconfig));
  }

  private spawn(command: string, parameters: readonly string[]): void {
    const log = openSync(join(this.folder, `${command}.log`), 'w');
    const child = spawn(this.binary, [command, ...parameters], { cwd: this.folder, stdio: ['ignore', log, log] });
    this.processes.push(child);
    child.once('exit', (code, signal) => {
      if (signal === null && code !== 0)
        process.stderr.write(
          `${command} ended:\n${readFileSync(join(this.folder, `${command}.log`), 'utf8').slice(-2000)}\n`,
        );
    });
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    // Nothing of it is kept: there is no state worth a graceful end.
    child.kill('SIGKILL');
  });
}
