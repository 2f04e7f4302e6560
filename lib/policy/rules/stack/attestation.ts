import type { StackRule } from '../../rule';

/** SEC-NO-ATTESTATION */
export const attested: StackRule = {
  id: 'SEC-NO-ATTESTATION',
  severity: 'high',
  title: 'A stack was written without being checked',
  why: 'A synth with skipValidation, or one that never attached the guardrails, writes files that look like checked ones.',
  fix: 'Call Guardrails.attach(app), synthesize without skipValidation, and deploy what that wrote.',
  controls: [],
  noControl: 'It shows that the other rules ran; no framework has a control for it.',
  example: { bad: 'new App({ skipValidation: true })', good: 'Guardrails.attach(new App())' },
  *checkStack({ attestation, name }) {
    if (attestation?.missing)
      yield {
        attribute: 'guardrails.json',
        address: '(stack)',
        message: `guardrails.json has no record that stack ${name} was checked`,
      };
  },
};

/** SEC-DIGEST */
export const unchanged: StackRule = {
  id: 'SEC-DIGEST',
  severity: 'high',
  title: 'A stack was changed after it was checked',
  why: 'What is deployed is not what was checked. The digest finds accidents; that nobody meant it is shown by checking again in CI, with the rules of the base branch.',
  fix: 'Synthesize again, and remove files that the synth did not write.',
  controls: [],
  noControl: 'It shows that the other rules saw what is deployed; no framework has a control for it.',
  example: { bad: 'cdktf.out/stacks/prod/override.tf.json', good: 'cdktf.out as the synth left it' },
  *checkStack({ attestation }) {
    if (attestation?.changed) {
      const { recorded, found } = attestation.changed;
      yield {
        attribute: 'sha256',
        value: found,
        address: '(stack)',
        message: `cdk.tf.json changed since it was checked (sha256 ${recorded.slice(0, 12)}… → ${found.slice(0, 12)}…)`,
      };
    }
    for (const file of attestation?.extraFiles ?? []) {
      yield {
        attribute: file,
        address: '(stack)',
        message: `unexpected file ${file} beside cdk.tf.json, which Terraform reads too`,
      };
    }
  },
};
