/** Output that was not checked, or is not what was checked. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { checkPaths } from '../../lib/policy';
import { Attempt, tags } from './support';

let attempt: Attempt;
afterEach(() => attempt.remove());

function synthesized(config: { skipValidation?: boolean } = {}): Attempt {
  attempt = new Attempt(config);
  new S3Object(attempt.stack, 'readme', { bucket: 'docs', key: 'readme', tags });
  attempt.app.synth();
  return attempt;
}

function rulesOf(folder: string): string[] {
  return checkPaths([folder]).findings.map((finding) => finding.rule);
}

it('accepts an output that is as the synth left it', () => {
  expect(rulesOf(synthesized().outdir)).toEqual([]);
});

it('refuses one that was written with skipValidation', () => {
  expect(rulesOf(synthesized({ skipValidation: true }).outdir)).toEqual(['SEC-NO-ATTESTATION']);
});

it('refuses a stack that was edited after it was checked, and checks what it holds now', () => {
  const file = join(synthesized().outdir, 'stacks', 'prod', 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  json.resource.aws_db_instance = {
    evil: {
      publicly_accessible: true,
      storage_encrypted: true,
      deletion_protection: true,
      multi_az: true,
      backup_retention_period: 14,
      tags,
    },
  };
  writeFileSync(file, JSON.stringify(json));
  expect(rulesOf(attempt.outdir)).toEqual(['SEC-DIGEST', 'SEC-RDS-PUBLIC']);
});

it('refuses an edit that only moves blanks: the digest is of the bytes', () => {
  appendFileSync(join(synthesized().outdir, 'stacks', 'prod', 'cdk.tf.json'), '\n');
  expect(rulesOf(attempt.outdir)).toEqual(['SEC-DIGEST']);
});

it.each(['override.tf.json', 'x_override.tf.json', 'extra.tf', 'terraform.tfvars', 'x.auto.tfvars.json'])(
  'refuses %s beside a checked stack',
  (name) => {
    writeFileSync(join(synthesized().outdir, 'stacks', 'prod', name), '{}');
    expect(rulesOf(attempt.outdir)).toEqual(['SEC-DIGEST']);
  },
);

it('does not take state, lock file and plugins for such files', () => {
  for (const name of ['terraform.tfstate', '.terraform.lock.hcl', 'plan'])
    writeFileSync(join(synthesized().outdir, 'stacks', 'prod', name), '{}');
  expect(rulesOf(attempt.outdir)).toEqual([]);
});
