import type { Command } from 'commander';
import { exitCodes, run } from './run';

/** `rampart rules` */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('List the rules, or explain one.')
    .argument('[id]', 'rule to explain, SEC-S3-TLS')
    .action((id: string | undefined) => run(() => rulesCommand(id)));
}

function rulesCommand(id: string | undefined): number {
  const { catalogue, InputError } = require('../policy') as typeof import('../policy');
  if (id === undefined) {
    const width = Math.max(...catalogue.map((rule) => rule.id.length));
    for (const rule of catalogue)
      process.stdout.write(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.title}\n`);
    return exitCodes.clean;
  }
  const rule = catalogue.find((candidate) => candidate.id === id.toUpperCase());
  if (!rule) throw new InputError(`there is no rule ${id}. \`rampart rules\` lists them.`);
  const stages = rule.stages?.join(', ') ?? 'all';
  process.stdout.write(
    `${rule.id}: ${rule.title}\n\nseverity  ${rule.severity}\nstages    ${stages}\nwhy       ${rule.why}\nfix       ${rule.fix}\nrefused   ${rule.example.bad}\naccepted  ${rule.example.good}\ncontrols  ${rule.controls.join(', ') || rule.noControl}\n`,
  );
  return exitCodes.clean;
}
