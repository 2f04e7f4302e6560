import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promote, renderPromotion } from '../../lib/plan';

const folder = mkdtempSync(join(tmpdir(), 'promote-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Shape {
  readonly version: string;
  readonly extra?: boolean;
  readonly queue?: number;
}

/** A `cdktf.out` with both environments, of which the names and accounts differ as in a real one. */
function output(name: string, shapes: Readonly<Record<string, Shape>>): string {
  for (const [environment, { version, extra, queue = 30 }] of Object.entries(shapes)) {
    const at = (path: string) => ({ '//': { metadata: { path: `${environment}/${path}` } } });
    const account = environment === 'prod' ? '222222222222' : '111111111111';
    const hash = environment === 'prod' ? '0a1b2c3d' : '9f8e7d6c';
    const resource = {
      aws_eks_cluster: { [`c_${hash}`]: { ...at('cluster/cluster'), name: `${environment}-cluster-${hash}`, version } },
      aws_sqs_queue: {
        [`q_${hash}`]: {
          ...at('jobs/queue'),
          visibility_timeout_seconds: queue,
          policy: JSON.stringify({
            Statement: [{ Resource: `arn:aws:sqs:*:${account}:jobs`, Principal: `\${aws_eks_cluster.c_${hash}.arn}` }],
          }),
        },
      },
      ...(extra && { aws_sns_topic: { [`t_${hash}`]: { ...at('news/topic'), name: `${environment}-news-${hash}` } } }),
    };
    const directory = join(folder, name, 'stacks', environment);
    mkdirSync(directory, { recursive: true });
    const provider = { aws: [{ allowed_account_ids: [account] }] };
    writeFileSync(
      join(directory, 'cdk.tf.json'),
      JSON.stringify({ provider, resource, '//': { rampart: { stage: environment } } }),
    );
  }
  return join(folder, name);
}

const json = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

describe('rampart promote', () => {
  it('finds nothing between environments that differ in name, account and hashes only', () => {
    const promotion = promote(output('same', { staging: { version: '1.35' }, prod: { version: '1.35' } }));
    expect(promotion).toMatchObject({ onlyFrom: [], onlyTo: [], differences: [], changes: null });
    expect(renderPromotion(promotion, 'text')).toBe(
      'prod lacks 0 resources of staging; 0 settings and 0 other arguments differ\n',
    );
  });

  it('lists what prod lacks, and which differences the environment files ask for', () => {
    const promotion = promote(
      output('ahead', { staging: { version: '1.36', extra: true, queue: 60 }, prod: { version: '1.35' } }),
      {
        fromEnvironment: json('staging.json', { cluster: { version: '1.36' }, name: 'x' }),
        toEnvironment: json('prod.json', { cluster: { version: '1.35' }, name: 'x' }),
      },
    );
    expect(promotion.settings).toEqual([{ path: 'cluster.version', from: '1.36', to: '1.35' }]);
    expect(promotion.onlyFrom).toEqual(['news/topic aws_sns_topic']);
    expect(promotion.differences).toEqual([
      { path: 'cluster/cluster aws_eks_cluster version', from: '1.36', to: '1.35', bySetting: true },
      { path: 'jobs/queue aws_sqs_queue visibility_timeout_seconds', from: '60', to: '30', bySetting: false },
    ]);
  });

  it('tells beside what is deployed what prod gets, and what of it staging has never run', () => {
    const deployed = output('deployed', { prod: { version: '1.35' } });
    const next = output('next', {
      staging: { version: '1.36', extra: true },
      prod: { version: '1.36', extra: true, queue: 90 },
    });
    const promotion = promote(next, { deployed });
    expect(promotion.changes).toEqual([
      { path: 'news/topic aws_sns_topic', kind: 'add', proven: true },
      { path: 'cluster/cluster aws_eks_cluster version', kind: 'change', from: '1.35', to: '1.36', proven: true },
      {
        path: 'jobs/queue aws_sqs_queue visibility_timeout_seconds',
        kind: 'change',
        from: '30',
        to: '90',
        proven: false,
      },
    ]);
    const text = renderPromotion(promotion, 'markdown');
    expect(text).toContain('### prod gets 3 changes, 1 of them not run in staging');
    expect(text).toContain('- `jobs/queue aws_sqs_queue visibility_timeout_seconds: 30 → 90`');
  });

  it('shows no secret of an environment file', () => {
    const promotion = promote(output('secret', { staging: { version: '1' }, prod: { version: '1' } }), {
      fromEnvironment: json('s.json', { apiToken: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' }),
      toEnvironment: json('p.json', { apiToken: 'x' }),
    });
    expect(renderPromotion(promotion, 'json')).not.toContain('ghp_');
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'the output has no such stack',
      () => promote(output('one', { prod: { version: '1' } })),
      /has no stack staging, only prod\. Synthesize first/,
    ],
    [
      'an environment file is no JSON',
      () =>
        promote(output('bad', { staging: { version: '1' }, prod: { version: '1' } }), {
          fromEnvironment: __filename.replace('.ts', '.json'),
          toEnvironment: __filename,
        }),
      /cannot be read as JSON/,
    ],
  ])('says what is wrong when %s', (_, run, message) => {
    expect(run).toThrow(message);
  });
});
