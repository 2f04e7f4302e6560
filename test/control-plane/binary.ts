import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const SOURCE = join(__dirname, 'server');
/** The release that go.mod names. */
const KUBERNETES_VERSION = versionIn(readFileSync(join(SOURCE, 'go.mod'), 'utf8'));

/** Why the control plane cannot be built here; nothing when it can. */
export function missingGo(): string | undefined {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  const [, minor = 0] = /^go1\.(\d+)/.exec(stdout ?? '') ?? [];
  if (status === 0 && Number(minor) >= 26) return undefined;
  return 'It needs Go 1.26 or newer to build a Kubernetes control plane: https://go.dev/doc/install';
}

/**
 * The control plane as one binary: built once (about five minutes on two cores), then kept in the user's cache under the
 * digest of its source.
 *
 * @throws Error with the compiler's words
 */
export function controlPlaneBinary(): string {
  const digest = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) digest.update(readFileSync(join(SOURCE, file)));
  const folder = cacheFolder();
  const binary = join(folder, `control-plane-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(binary)) return binary;
  const [, minor] = KUBERNETES_VERSION.split('.');
  const version = 'k8s.io/component-base/version';
  const flags = `-s -w -X ${version}.gitVersion=v${KUBERNETES_VERSION} -X ${version}.gitMajor=1 -X ${version}.gitMinor=${minor}`;
  // Under another name until it is whole: an interrupted build must not be taken for the binary.
  const partial = `${binary}.${process.pid}`;
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-ldflags', flags, '-o', partial, '.'], {
    cwd: SOURCE,
    env: { ...process.env, CGO_ENABLED: '0' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The control plane could not be built:\n${stderr}`);
  renameSync(partial, binary);
  return binary;
}

/** Where what takes minutes to build is kept between runs. */
export function cacheFolder(): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rampart');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The folder of the Go module that carries the Gateway API's definitions. */
export function gatewayApi(): string {
  const cwd = join(__dirname, 'definitions');
  const { status, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', 'sigs.k8s.io/gateway-api'], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The Gateway API could not be had:\n${stderr}`);
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

function versionIn(module: string): string {
  const [, version] = /^\s*k8s\.io\/kubernetes v(\S+)$/m.exec(module) ?? [];
  if (version === undefined) throw new Error('go.mod names no version of k8s.io/kubernetes');
  return version;
}
