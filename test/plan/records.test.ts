import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Deployment,
  deployment,
  deploymentKey,
  doraFigures,
  readDeployments,
  renderDora,
  writeDeployment,
} from '../../lib/plan';
import { putParameters } from '../../lib/plan/records/store';

const now = new Date('2026-11-21T00:00:00Z');
const at = (day: number, hour = 0): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
const record = (fields: Partial<Omit<Deployment, 'rampartDeployment'>> = {}): Deployment =>
  deployment({
    stage: 'prod',
    stack: 'prod',
    outcome: 'applied',
    commit: 'a'.repeat(40),
    committedAt: at(9, 22),
    startedAt: at(10),
    finishedAt: at(10),
    actor: 'jane',
    digest: `sha256:${'0'.repeat(64)}`,
    changes: 3,
    checks: [{ name: 'tls', passed: true }],
    ...fields,
  });

describe('a deployment record', () => {
  it('names every field that is wrong, with what is expected', () => {
    expect(() => record({ commit: 'main', digest: 'x', finishedAt: at(9), actor: '' })).toThrow(
      /deployment record of prod: `actor` must be a name, got ""; `commit` must be 40 hexadecimal digits, got "main"; `digest` must be sha256: .*; `finishedAt` must not be before `startedAt`\./,
    );
  });

  it('has a key by stage and month, another for each deployment', () => {
    expect(deploymentKey(record())).toBe('prod/deployments/2026/11/20261110T000000000Z-prod-applied-000000000000.json');
    expect(deploymentKey(record({ outcome: 'failed' }))).not.toBe(deploymentKey(record()));
  });

  it('is written once into a folder, read back, and never written over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'records-'));
    try {
      const file = writeDeployment(record(), folder);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(record());
      expect(() => writeDeployment(record(), folder)).toThrow(/a record is written once and never changed/);
      writeDeployment(record({ finishedAt: at(12), startedAt: at(12) }), folder);
      expect(readDeployments(folder).map(({ finishedAt }) => finishedAt)).toEqual([at(10), at(12)]);
      writeFileSync(join(folder, 'other.json'), '{}');
      expect(() => readDeployments(folder)).toThrow(/other\.json: not a deployment record/);
      expect(readdirSync(folder)).toContain('prod');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is kept by object lock in a bucket, from everybody', () => {
    const parameters = putParameters('s3://audit/rampart/', 'prod/x.json', 'record.json', now);
    expect(parameters.join(' ')).toBe(
      's3api put-object --bucket audit --key rampart/prod/x.json --body record.json --content-type application/json --checksum-algorithm SHA256 --if-none-match * --object-lock-mode COMPLIANCE --object-lock-retain-until-date 2026-11-21T00:00:00.000Z',
    );
    expect(() => putParameters('s3://', 'k', 'b', now)).toThrow(/expected s3:\/\/bucket or s3:\/\/bucket\/prefix/);
  });
});

describe('the figures of DORA', () => {
  it('are computed by hand the same', () => {
    const figures = doraFigures(
      [
        record({ finishedAt: at(1, 4), startedAt: at(1, 4), committedAt: at(1, 2) }),
        // An outage of 30 hours: two failures in a row, then a success.
        record({ finishedAt: at(5), startedAt: at(5), outcome: 'failed' }),
        record({ finishedAt: at(5, 6), startedAt: at(5, 6), checks: [{ name: 'tls', passed: false }] }),
        record({ finishedAt: at(6, 6), startedAt: at(6, 6), committedAt: at(6) }),
        record({ finishedAt: at(8), startedAt: at(8), outcome: 'refused' }),
        record({ finishedAt: at(9), startedAt: at(9), committedAt: at(8, 14), changes: 1 }),
        // Nothing changed: it succeeds, and counts for no frequency.
        record({ finishedAt: at(10), startedAt: at(10), changes: 0 }),
        record({ finishedAt: at(10), startedAt: at(10), stage: 'staging', stack: 'staging', outcome: 'failed' }),
      ],
      { now, days: 28 },
    );
    expect(figures).toMatchObject({
      deployments: 6,
      failures: 2,
      refused: 1,
      frequencyPerWeek: 0.75,
      leadTimeHours: { median: 6, p90: 10 },
      failurePercent: 33.33,
      restoreHours: { median: 30, p90: 30 },
      broken: [],
    });
  });

  it('are null, not zero, without a record', () => {
    expect(doraFigures([], { now })).toMatchObject({
      frequencyPerWeek: null,
      leadTimeHours: null,
      failurePercent: null,
      restoreHours: null,
    });
    expect(renderDora(doraFigures([], { now }), 'text')).toContain('no deployment to tell it from');
  });

  it('leave out what is older, and name what is still broken', () => {
    const figures = doraFigures(
      [
        record({ finishedAt: at(1), startedAt: at(1), outcome: 'failed' }),
        record({ finishedAt: at(20), startedAt: at(20), outcome: 'rolled-back' }),
      ],
      { now, days: 7 },
    );
    expect(figures).toMatchObject({ deployments: 1, failurePercent: 100, broken: ['prod'], restoreHours: null });
    expect(renderDora(figures, 'markdown')).toContain('Not in order since the last deployment: prod');
  });
});
