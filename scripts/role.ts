/**
 * Says which role a job of the pipeline takes, as `name=value` lines for GITHUB_OUTPUT: role, region, records, session.
 *
 *   node -r @swc-node/register scripts/role.ts --purpose plan --stage prod
 */
import { parseArgs } from 'node:util';
import { App } from 'cdktf';
import { account } from '../environments/account';
import { prod } from '../environments/prod';
import { staging } from '../environments/staging';
import { PipelineRole } from '../lib/delivery';
import { AccountStack } from '../stacks/account';
import { readRun } from '../stacks/deployment';
import { main, PipelineError } from './pipeline/command';
import { stageNamed } from './pipeline/flags';

main(() => {
  const { values } = parseArgs({ options: { purpose: { type: 'string' }, stage: { type: 'string' } } });
  const { purpose } = values;
  if (purpose !== 'plan' && purpose !== 'apply')
    throw new PipelineError(`--purpose must be plan or apply, got ${purpose ?? 'nothing'}.`);
  const stage = stageNamed(values.stage);
  const environment = [staging, prod].find((candidate) => candidate.stage === stage);
  if (environment === undefined) throw new PipelineError(`No pipeline deploys ${stage}: npm run sandbox does.`);
  const { storage } = new AccountStack(new App(), account, [staging, prod], readRun(process.env));
  const name = PipelineRole.nameOf(purpose, stage);
  console.log(`role=arn:aws:iam::${environment.accountId}:role/${name}`);
  console.log(`region=${environment.region}`);
  console.log(`records=s3://${storage.auditBucket}`);
  console.log(`session=${name}-${process.env.GITHUB_RUN_ID ?? 'local'}`);
  return 0;
});
