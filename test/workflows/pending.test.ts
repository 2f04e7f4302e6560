import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { waitsFor } from '../../scripts/pipeline/pending';

describe('a stack inside a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-pending-'));
  const { PATH } = process.env;
  /** An AWS that knows the cluster `there`, and forbids the one named `secret`. */
  const AWS = `#!/bin/sh
case "$*" in
  *"--name there --region eu-west-1"*) echo '"ACTIVE"' ;;
  *"--name secret "*) echo 'An error occurred (AccessDeniedException)' >&2; exit 254 ;;
  *) echo 'An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation' >&2; exit 254 ;;
esac
`;
  const stack = (name: string, json: object): string => {
    mkdirSync(join(folder, 'stacks', name), { recursive: true });
    writeFileSync(join(folder, 'stacks', name, 'cdk.tf.json'), JSON.stringify(json));
    return name;
  };
  const connectedTo = (name: string): string =>
    stack(`to-${name}`, {
      provider: { aws: [{ region: 'eu-west-1' }] },
      data: { aws_eks_cluster: { 'connected-cluster': { name } } },
    });

  beforeAll(() => {
    writeFileSync(join(folder, 'aws'), AWS);
    chmodSync(join(folder, 'aws'), 0o755);
    process.env.PATH = `${folder}${delimiter}${PATH}`;
  });
  afterAll(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });

  it('waits for a cluster that does not exist', () => {
    expect(waitsFor(folder, connectedTo('gone'))).toMatch(/the cluster gone does not exist yet/);
  });

  it('waits for nothing when the cluster is there, or the stack needs none', () => {
    expect(waitsFor(folder, connectedTo('there'))).toBeUndefined();
    expect(waitsFor(folder, stack('plain', { provider: { aws: [{ region: 'eu-west-1' }] } }))).toBeUndefined();
  });

  it('takes a refusal for no answer', () => {
    expect(() => waitsFor(folder, connectedTo('secret'))).toThrow(/AccessDeniedException/);
  });
});
