import { keepStateIn } from '../../lib/delivery';
import { Template } from '../support/template';

describe('keepStateIn', () => {
  it('encrypts and locks the state, under the stack’s own key', () => {
    const { json } = Template.of((stack) => keepStateIn(stack, { bucket: 'state', region: 'eu-west-1' }));
    expect(json).toHaveProperty('terraform.backend', {
      s3: { bucket: 'state', region: 'eu-west-1', key: 'stack/terraform.tfstate', encrypt: true, use_lockfile: true },
    });
  });
});
