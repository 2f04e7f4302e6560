import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './binary';

const VERSION = 'v1.20.0';
/** Checks that are off by default and hold here. */
const OPTIONAL = ['container-seccomp-profile', 'container-memory-requests-equal-limits'];

/** What kube-score says against a YAML stream, one line a finding. @throws Error when it cannot be built or reads nothing */
export function kubeScore(stream: string): string[] {
  const optional = OPTIONAL.flatMap((test) => ['--enable-optional-test', test]);
  const { stdout, stderr } = spawnSync(kubeScoreBinary(), ['score', '--output-format', 'ci', ...optional, '-'], {
    input: stream,
    encoding: 'utf8',
  });
  if (!stdout.includes('[OK]')) throw new Error(`kube-score: ${stderr}${stdout}`);
  return stdout.split('\n').filter((line) => /^\[(WARNING|CRITICAL)\]/.test(line));
}

/** The program, built once. @throws Error with the compiler's words */
export function kubeScoreBinary(): string {
  const folder = join(cacheFolder(), `kube-score-${VERSION}`);
  const binary = join(folder, 'kube-score');
  if (existsSync(binary)) return binary;
  const { status, stderr } = spawnSync('go', ['install', `github.com/zegl/kube-score/cmd/kube-score@${VERSION}`], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`kube-score could not be built:\n${stderr}`);
  return binary;
}
