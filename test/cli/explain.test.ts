import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');

function rampart(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', main, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const shop = join(folder, 'shop.tf.json');
writeFileSync(shop, JSON.stringify({ resource: { aws_db_instance: { orders: { publicly_accessible: true } } } }));
const empty = join(folder, 'empty.tf.json');
writeFileSync(empty, JSON.stringify({ resource: { terraform_data: { x: {} } } }));

describe('explain', () => {
  it('writes text, with exit code 0 whatever the findings are', () => {
    const { status, stdout, stderr } = rampart('explain', 'aws_db_instance.orders', shop);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^shop aws_db_instance\.orders\n {2}written in .*shop\.tf\.json:1/);
    expect(stdout).toContain('it has a public address: publicly_accessible = true');
    expect(stdout).toMatch(/SEC-RDS-PUBLIC critical: the database gets a public address/);
  });

  it('writes JSON', () => {
    const { stdout } = rampart('explain', 'shop/aws_db_instance.orders', shop, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject([{ stack: 'shop', address: 'aws_db_instance.orders', placement: [] }]);
  });

  it('exits 2 for a name that nothing has, and for none', () => {
    expect(rampart('explain', 'aws_db_instance.order', shop)).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Did you mean\n  shop/aws_db_instance.orders'),
    });
    expect(rampart('explain', 'aws_vpc.x').status).toBe(2);
  });
});

describe('evidence', () => {
  it('writes Markdown or JSON to stdout, with exit code 1 when a control has a finding', () => {
    const markdown = rampart('evidence', shop);
    expect([markdown.status, markdown.stderr]).toEqual([1, '']);
    expect(markdown.stdout).toMatch(/^# Evidence\n/);
    const json = rampart('evidence', shop, '--format', 'json');
    expect(JSON.parse(json.stdout).controls.length).toBeGreaterThan(200);
    expect(rampart('evidence', empty, '--stage', 'sandbox').status).toBe(0);
  });

  it('writes both into a folder', () => {
    const output = join(folder, 'new', 'folder');
    const { stdout, stderr } = rampart('evidence', empty, '--output', output);
    expect([stdout, stderr.split('\n').length]).toEqual(['', 3]);
    expect(readdirSync(output).sort()).toEqual(['evidence.json', 'evidence.md']);
    expect(JSON.parse(readFileSync(join(output, 'evidence.json'), 'utf8')).stacks[0].name).toBe('empty');
  });

  it('exits 2 when it cannot write', () => {
    const { status, stderr } = rampart('evidence', empty, '--output', join(empty, 'x'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('Name a folder that you may write to')]);
  });
});

it('takes a pipe that closes early for no failure', () => {
  const command = `"${process.execPath}" -r @swc-node/register "${main}" rules | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/\n0\n$/);
});
