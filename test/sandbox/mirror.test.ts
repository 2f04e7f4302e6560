import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMirrors } from '../../sandbox/mirror';

const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

describe('findMirrors', () => {
  let root: string;
  const folder = (...parts: string[]) => mkdirSync(join(root, ...parts), { recursive: true });
  const aws = (...parts: string[]) => [...parts, 'registry.terraform.io', 'hashicorp', 'aws'];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rampart-mirror-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('finds the unpacked layout some folders below a root', () => {
    folder(...aws('vendor', 'terraform', 'mirror'), '5.100.0', PLATFORM);
    expect(findMirrors([root])).toEqual([
      { path: join(root, 'vendor', 'terraform', 'mirror'), providers: new Map([['hashicorp/aws', ['5.100.0']]]) },
    ]);
  });

  it('finds the packed layout', () => {
    folder(...aws());
    writeFileSync(join(root, ...aws(), `terraform-provider-aws_6.30.0_${PLATFORM}.zip`), '');
    expect(findMirrors([root])[0]?.providers.get('hashicorp/aws')).toEqual(['6.30.0']);
  });

  it('passes over a mirror of another platform', () => {
    folder(...aws('other'), '5.100.0', 'plan9_mips');
    expect(findMirrors([root])).toEqual([]);
  });

  it('does not look deeper than its bound', () => {
    folder(...aws('1', '2', '3', '4', '5'), '5.100.0', PLATFORM);
    expect(findMirrors([root])).toEqual([]);
  });

  it('keeps the order of its roots, and takes a root that is not there for empty', () => {
    folder(...aws('first'), '5.100.0', PLATFORM);
    folder(...aws('second'), '6.25.0', PLATFORM);
    const paths = findMirrors([join(root, 'second'), join(root, 'nothing'), join(root, 'first')]).map(
      ({ path }) => path,
    );
    expect(paths).toEqual([join(root, 'second'), join(root, 'first')]);
  });
});
