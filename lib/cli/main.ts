#!/usr/bin/env node
/** The `rampart` command. Each subcommand loads what it needs when it runs, so that `--help` is quick. */
import { Command } from 'commander';
import { addCheck } from './check';
import { addCommitments } from './commitments';
import { addCost } from './cost';
import { addDora } from './dora';
import { addEvidence } from './evidence';
import { addExplain } from './explain';
import { addOffHours } from './off-hours';
import { addPreview } from './preview';
import { addPrices } from './prices';
import { addPromote } from './promote';
import { addRecord } from './record';
import { addRules } from './rules';
import { addVerify } from './verify';

// `rampart rules | head` closes the pipe early: that is no failure, and the exit code stays what it is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = new Command('rampart')
  .description('Policy on Terraform JSON and plans: refuses insecure configurations whichever way they were written.')
  .showHelpAfterError('(rampart <command> --help shows the options)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

addCheck(program);
addExplain(program);
addEvidence(program);
addCost(program);
addCommitments(program);
addOffHours(program);
addPreview(program);
addPrices(program);
addPromote(program);
addRecord(program);
addDora(program);
addRules(program);
addVerify(program);
program.parse();
