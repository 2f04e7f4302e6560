import { type Command, Option } from 'commander';
import type { PreviewFormat } from '../plan';
import { readWaiversFile } from './input';
import { exitCodes, run } from './run';

interface PreviewFlags {
  readonly source?: string;
  readonly baseFindings?: string;
  readonly baseCost?: string;
  readonly stage?: 'sandbox' | 'staging' | 'prod';
  readonly waivers?: string;
  readonly format: PreviewFormat;
  readonly link?: string;
  readonly headSha?: string;
  readonly baseSha?: string;
  readonly currentBaseSha?: string;
  readonly exitCode?: true;
}

/** `rampart preview` */
export function addPreview(program: Command): void {
  program
    .command('preview')
    .description(
      'Write what a reviewer is to know of a plan: what is destroyed, opened, billed and changed, without secrets.',
    )
    .argument(
      '<plan...>',
      'what `terraform show -json` prints, or a preview stored as JSON; `prod=plan.json` names the environment; several are one comment',
    )
    .option('--source <dir>', 'the cdktf.out beside the plan: gives construct paths, stage and policy text')
    .option(
      '--base-findings <file>',
      'result of `rampart check --format json` on the base branch: what it has is not new',
    )
    .option('--base-cost <file>', 'result of `rampart cost --format json` on the base branch')
    .addOption(
      new Option('--stage <stage>', 'stage of a plan that nothing names a stage for').choices([
        'sandbox',
        'staging',
        'prod',
      ]),
    )
    .option('--waivers <file>', 'JSON list of waivers: [{ rule, address or path, reason, owner, expires }]')
    .addOption(
      new Option('--format <format>', 'how it is written to stdout')
        .choices(['markdown', 'text', 'html', 'json'])
        .default('markdown'),
    )
    .option('--link <url>', 'where the whole preview is kept, for what does not fit into a comment')
    .option('--head-sha <sha>', 'commit that was planned')
    .option('--base-sha <sha>', 'commit of the base branch on which the plan was made')
    .option(
      '--current-base-sha <sha>',
      'commit of the base branch now: another than --base-sha marks the preview as stale',
    )
    .option('--exit-code', 'end with 1 when data would be lost, the plan is not sound, or findings are new')
    .addHelpText(
      'after',
      '\nExit code: 0 written (with --exit-code: and nothing to stop for), 1 see --exit-code, 2 could not be written.\nA plan that nothing names a stage for counts as prod, the strictest.',
    )
    .action((plans: string[], flags: PreviewFlags) => run(() => previewCommand(plans, flags)));
}

function previewCommand(plans: readonly string[], flags: PreviewFlags): number {
  const plan = require('../plan') as typeof import('../plan');
  const previews = plan.previewFiles(plans, {
    source: flags.source,
    stage: flags.stage,
    baseFindings: flags.baseFindings,
    baseCost: flags.baseCost,
    waivers: readWaiversFile(flags.waivers),
  });
  const revision = { head: flags.headSha, base: flags.baseSha, currentBase: flags.currentBaseSha };
  const colors = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(plan.renderPreview({ previews, revision, link: flags.link }, flags.format, { colors }));
  const stops = previews.some(({ verdict, findings }) => verdict.level === 'stop' || findings.added.length > 0);
  return flags.exitCode && stops ? exitCodes.findings : exitCodes.clean;
}
