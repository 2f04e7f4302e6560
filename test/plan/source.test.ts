import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalDigest, parsePlan, previewFiles } from '../../lib/plan';
import { planJson } from './support/plan';

const folder = mkdtempSync(join(tmpdir(), 'source-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A `cdktf.out` with such stacks, each with one queue of the name. */
function output(name: string, stacks: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  for (const [stack, queue] of Object.entries(stacks)) {
    mkdirSync(join(path, 'stacks', stack), { recursive: true });
    const resource = {
      aws_sqs_queue: { [queue]: { name: queue, '//': { metadata: { path: `${stack}/jobs/queue`, uniqueId: queue } } } },
    };
    const root = { metadata: { stackName: stack }, rampart: { stage: stack } };
    writeFileSync(join(path, 'stacks', stack, 'cdk.tf.json'), JSON.stringify({ resource, '//': root }));
  }
  const listed = Object.keys(stacks).map((stack) => [
    stack,
    { name: stack, synthesizedStackPath: `stacks/${stack}/cdk.tf.json` },
  ]);
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ version: '0.21.0', stacks: Object.fromEntries(listed) }));
  return path;
}

function planFile(path: string, queue: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify(planJson([{ address: `aws_sqs_queue.${queue}`, after: { name: queue } }])));
  return file;
}

describe('the stack that a plan was made of', () => {
  const alike = () => output('alike', { staging: 'jobs', prod: 'jobs' });
  const preview = (spec: string, source: string) => previewFiles([spec], { source })[0];

  it('is the one that is named', () => {
    const plan = planFile('a.json', 'jobs');
    expect(preview(`staging=${plan}`, alike())).toMatchObject({
      environment: 'staging',
      stage: 'staging',
      stageDeclared: true,
    });
    expect(preview(`prod=${plan}`, alike())).toMatchObject({ environment: 'prod', stage: 'prod' });
  });

  it('is the one in whose folder, or under whose name, the plan lies', () => {
    expect(preview(planFile('work/staging/plan.json', 'jobs'), alike())).toMatchObject({ environment: 'staging' });
    expect(preview(planFile('prod.plan.json', 'jobs'), alike())).toMatchObject({ environment: 'prod' });
  });

  it('is the only one that has its resources', () => {
    const source = output('apart', { staging: 'small', prod: 'large' });
    const found = preview(planFile('b.json', 'large'), source);
    expect(found).toMatchObject({ environment: 'prod' });
    expect(found?.groups).toEqual([expect.objectContaining({ name: 'prod/jobs' })]);
  });

  it('is not guessed: the rules of prod are not those of staging', () => {
    expect(() => preview(planFile('c.json', 'jobs'), alike())).toThrow(
      /cannot tell which stack of .* it is a plan of: prod and staging have the same resources\. Name it: prod=/,
    );
    expect(() => preview(planFile('d.json', 'other'), alike())).toThrow(/none has its resources/);
  });
});

it('counts in the digest what the source says of a policy that the plan knows nothing of', () => {
  const made = planJson([
    { address: 'aws_kms_key.k', after: { description: 'k' }, unknown: { arn: true } },
    { address: 'aws_iam_role_policy.p', after: { name: 'p' }, unknown: { policy: true } },
  ]);
  const expressions = { name: {}, policy: { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] } };
  const [key, role] = made.configuration.root_module.resources;
  const json = { ...made, configuration: { root_module: { resources: [key, { ...role, expressions }] } } };
  const digest = (action: string): string => {
    const path = join(folder, `policy-${action}`);
    mkdirSync(path, { recursive: true });
    const policy = `{"Statement":[{"Effect":"Allow","Action":"kms:${action}","Resource":"\${aws_kms_key.k.arn}"}]}`;
    const resource = { aws_kms_key: { k: { description: 'k' } }, aws_iam_role_policy: { p: { name: 'p', policy } } };
    writeFileSync(join(path, 'cdk.tf.json'), JSON.stringify({ resource }));
    return canonicalDigest(parsePlan(JSON.stringify(json), 'plan.json'), { source: path });
  };
  expect(digest('Decrypt')).toBe(digest('Decrypt'));
  expect(digest('Decrypt')).not.toBe(digest('Encrypt'));
});
