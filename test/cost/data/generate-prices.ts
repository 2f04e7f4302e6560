/**
 * Writes lib/cost/prices/data/*.json from a folder of tables (ec2-on-demand.tsv, ec2-types.tsv, rds.tsv, elasticache.tsv,
 * flat.tsv, commitments.tsv, spot.tsv, each with one header line and the columns `source`, `asOf` and, where it matters,
 * `quality`):
 *
 *   node -r @swc-node/register test/cost/data/generate-prices.ts <folder of tables>
 *   npx biome format --write lib/cost/prices/data
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = Readonly<Record<string, string>>;
type Cell = number | readonly number[];
interface Table {
  from: number;
  readonly usd: Record<string, Cell>;
}

const [folder = '.'] = process.argv.slice(2);
const target = join(__dirname, '../../../lib/cost/prices/data');
const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-2'];

function read(file: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** When the sources that hold the same number, apart from the one it was taken from, read AWS. */
const readOn: Readonly<Record<string, string>> = {
  K: '2026-07-20',
  L: '2025-11-04',
  Y: '2025-04-04',
  T: '2026-09-29',
  C: '2024-08-09',
  E: '2025-04-24',
  P: '2026-10-02',
  F: '2026-10-08',
  R: '2026-09-11',
};

/** `=2026-09-29`: the last day on which another source read the same number; empty when none read it later. */
function confirmedOn({ confirmedBy = '', asOf = '' }: Row): string {
  const last = confirmedBy
    .split(',')
    .map((id) => readOn[id] ?? '')
    .sort()
    .at(-1);
  return last !== undefined && last > asOf ? `=${last}` : '';
}

/** One file: its tables, and the list of where its numbers come from. */
class Sheet {
  private readonly from: string[] = [];
  private readonly tables = new Map<string, { cells: [string, readonly number[], number][]; counts: number[] }>();

  add(table: string, item: string, numbers: readonly number[], row: Row): void {
    // Which class an inferred price was taken from can be seen from the class: one origin is enough for all of them.
    const quality = (row.quality ?? '')
      .replace(/^exact$/, '')
      .replace(/same list price as .*/, 'same list price as the 7th generation');
    const origin = [row.source, row.asOf, confirmedOn(row), quality].filter((part) => part !== '').join(' ');
    let index = this.from.indexOf(origin);
    if (index < 0) index = this.from.push(origin) - 1;
    const entry = this.tables.get(table) ?? { cells: [], counts: [] };
    entry.cells.push([item, numbers, index]);
    entry.counts[index] = (entry.counts[index] ?? 0) + 1;
    this.tables.set(table, entry);
  }

  /** The commonest origin of a table is said once; a cell of another origin ends with its index. */
  write(name: string, head: object, width: number): void {
    const tables: Record<string, Table> = {};
    for (const [table, { cells, counts }] of [...this.tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const from = counts.reduce((best, count, index) => (count > (counts[best] ?? 0) ? index : best), 0);
      const usd: Record<string, Cell> = {};
      for (const [item, numbers, origin] of cells) {
        const padded = [...numbers, ...Array<number>(Math.max(0, width - numbers.length)).fill(0)];
        if (origin !== from) usd[item] = [...padded, origin];
        else usd[item] = numbers.length === 1 ? (numbers[0] ?? 0) : numbers;
      }
      tables[table] = { from, usd };
    }
    writeFileSync(join(target, `${name}.json`), `${JSON.stringify({ ...head, from: this.from, tables })}\n`);
  }
}

const flat = read('flat.tsv');
for (const region of regions) {
  const prices = new Sheet();
  for (const row of read('ec2-on-demand.tsv'))
    if (row.region === region && !row.type?.includes('metal'))
      prices.add('ec2', row.type ?? '', [Number(row.usdPerHour)], row);
  for (const row of read('rds.tsv'))
    if (row.region === region)
      prices.add(`rds/${row.engine}/${row.deployment}`, row.class ?? '', [Number(row.usdPerHour)], row);
  for (const row of read('elasticache.tsv'))
    if (row.region === region)
      prices.add(`elasticache/${row.engine}`, row.nodeType ?? '', [Number(row.usdPerHour)], row);
  for (const row of flat)
    if (row.region === region) prices.add(row.service ?? '', row.item ?? '', [Number(row.usd)], row);
  prices.write(region, { region, currency: 'USD' }, 1);

  const commitments = new Sheet();
  for (const row of read('commitments.tsv')) {
    if (row.region !== region || row.type?.includes('metal')) continue;
    const engine =
      row.service === 'ec2'
        ? 'ec2'
        : `${row.service}/${row.engine}${row.service === 'rds' ? `/${row.deployment}` : ''}`;
    // Per hour all in, and of that what is paid at the beginning.
    const upfront = Number(row.upfrontUsd);
    const effective = Number(row.effectiveUsdPerHour);
    commitments.add(
      `${engine}/${row.kind}/${row.termYears}y/${row.payment}`,
      row.type ?? '',
      upfront > 0 ? [effective, upfront] : [effective],
      { ...row, quality: row.quality === 'effective only' ? 'exact' : (row.quality ?? '') },
    );
  }
  commitments.write(`${region}.commitments`, { region, currency: 'USD' }, 2);

  const bands = ['<5%', '5-10%', '10-15%', '15-20%', '>20%'];
  const spot = read('spot.tsv').filter((row) => row.region === region && !row.type?.includes('metal'));
  const savings = Object.fromEntries(
    spot.map((row) => [row.type, [Number(row.savingsPercent), bands.indexOf(row.interruptionBand ?? '')]]),
  );
  writeFileSync(
    join(target, `${region}.spot.json`),
    `${JSON.stringify({ region, from: `${spot[0]?.source} ${spot[0]?.asOf}`, bands, savings })}\n`,
  );
}

const everywhere = new Sheet();
// AWS's page names one rate for snapshots of caches, and the tables have it of one region.
for (const row of flat)
  if (row.service === 'elasticache' && row.item === 'backup-storage' && row.region === 'us-east-1')
    everywhere.add('elasticache', row.item, [Number(row.usd)], {
      ...row,
      quality: "inferred: us-east-1's, of which AWS says that it is a fixed rate",
    });
for (const row of flat)
  if (row.region === 'all') everywhere.add(row.service ?? '', row.item ?? '', [Number(row.usd)], row);
everywhere.write('all', { region: 'all', currency: 'USD' }, 1);

const units = Object.fromEntries(flat.map((row) => [`${row.service}/${row.item}`, row.unit]));
writeFileSync(join(target, 'units.json'), `${JSON.stringify(units)}\n`);

const types = read('ec2-types.tsv').filter((row) => !row.type?.includes('metal'));
writeFileSync(
  join(target, 'ec2-types.json'),
  `${JSON.stringify({
    from: `${types[0]?.source} ${types[0]?.asOf}`,
    types: Object.fromEntries(types.map((row) => [row.type, [Number(row.vcpu), Number(row.memoryGiB)]])),
  })}\n`,
);
