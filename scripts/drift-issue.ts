/**
 * Keeps one issue a stack on what was changed outside Terraform: opened or brought up to date while there is drift, closed when
 * there is none.
 *
 *   node -r @swc-node/register scripts/drift-issue.ts --stack prod --drift drift
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from './pipeline/command';
import { required } from './pipeline/flags';
import { Github } from './pipeline/github';

const LABEL = 'drift';
/** What GitHub takes as the body of an issue, in characters, less room for the words around it. */
const LONGEST = 60_000;

main(() => {
  const { values } = parseArgs({ options: { stack: { type: 'string' }, drift: { type: 'string', default: 'drift' } } });
  const { stack } = required(values, 'stack');
  const title = `Drift: ${stack} is not as its code says`;
  const file = join(values.drift, `${stack}.md`);
  const github = new Github();
  if (!existsSync(file)) {
    const closed = github.closeIssue(title, LABEL, 'The nightly plan finds no drift any more.');
    console.log(closed === undefined ? `${stack}: no drift, no issue.` : `${stack}: closed #${closed}.`);
    return 0;
  }
  const steps =
    'Take it over into the code, or apply `main` to take it back: docs/recovery.md#drift. This issue closes itself when the nightly plan is clean.';
  github.openIssue(title, `${steps}\n\n${readFileSync(file, 'utf8').slice(0, LONGEST)}`, LABEL);
  console.log(`${stack}: drift, see the issue "${title}".`);
  return 0;
});
