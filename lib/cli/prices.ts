import type { Command } from 'commander';
import type { RefreshStep } from '../cost/offline';
import { exitCodes, run, runAsync } from './run';

interface RefreshFlags {
  readonly out: string;
  readonly region?: string[];
  readonly offer?: string[];
  readonly from?: string;
}

/** `rampart prices` and `rampart prices refresh` */
export function addPrices(program: Command): void {
  const prices = program
    .command('prices')
    .description('Show what the price book holds, and how old it is.')
    .option('--prices <dir>', 'prices of `rampart prices refresh`')
    .action((flags: { prices?: string }) => run(() => showPrices(flags.prices)));
  prices
    .command('refresh')
    .description(
      "Make the price book anew from AWS's bulk price list, as a stream; a run that is killed goes on where it was.",
    )
    .argument('[file...]', 'offer files that were downloaded already (index.json); without any they are downloaded')
    .requiredOption('--out <dir>', 'where the prices are written: `rampart cost --prices` takes it')
    .option('--region <region...>', 'regions to keep, and to download')
    .option('--offer <offer...>', 'offers to download, such as AmazonEC2 (default: all that the book holds)')
    .option('--from <url>', 'where the list is published (default: AWS)')
    .addHelpText(
      'after',
      '\nSpot prices are not in the list: they stay the dated ones that come with the library.\nExit code: 0 written, 2 could not read.',
    )
    .action((files: string[], flags: RefreshFlags) => runAsync(() => refresh(files, flags)));
}

function showPrices(folder: string | undefined): number {
  const { describePrices } = require('../cost/offline') as typeof import('../cost/offline');
  for (const { region, prices, oldest, newest, oldPercent } of describePrices(new Date(), folder)) {
    process.stdout.write(
      `${region.padEnd(16)} ${String(prices).padStart(6)} prices, last read ${oldest} to ${newest}, ${oldPercent} % of them over 180 days ago\n`,
    );
  }
  return exitCodes.clean;
}

async function refresh(files: readonly string[], { out, region, offer, from }: RefreshFlags): Promise<number> {
  const { refreshPrices } = require('../cost/offline') as typeof import('../cost/offline');
  const bar = new Bar();
  const offers = await refreshPrices({
    out,
    files,
    regions: region,
    offers: offer,
    from,
    onProgress: (step) => bar.show(step),
  });
  bar.end();
  for (const each of offers) {
    const resumed = each.resumedAt > 0 ? `, resumed at ${mebibytes(each.resumedAt)}` : '';
    process.stdout.write(
      `${each.offer} of ${each.publicationDate}: ${each.prices} prices, ${each.commitments} reservations from ${mebibytes(each.bytes)}${resumed}\n  sha256 ${each.sha256}\n${each.written.map((path) => `  ${path}\n`).join('')}`,
    );
  }
  return exitCodes.clean;
}

/** The progress of one file after another: a bar on a terminal, elsewhere a line each quarter. */
class Bar {
  private last = '';
  private readonly terminal = process.stderr.isTTY === true;

  show({ what, file, done, total }: RefreshStep): void {
    const part = total === undefined || total === 0 ? undefined : done / total;
    const steps = this.terminal ? 100 : 4;
    const mark = `${what} ${file} ${part === undefined ? Math.floor(done / (32 * 1024 * 1024)) : Math.floor(part * steps)}`;
    if (mark === this.last) return;
    this.last = mark;
    const filled = Math.round((part ?? 0) * 24);
    const line = `${what.padEnd(8)} [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${part === undefined ? '' : `${Math.round(part * 100)} % `}${mebibytes(done)}${total === undefined ? '' : ` of ${mebibytes(total)}`}`;
    process.stderr.write(this.terminal ? `\r${line}\x1b[K` : `${line}\n`);
  }

  end(): void {
    if (this.terminal && this.last !== '') process.stderr.write('\n');
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MiB`;
}
