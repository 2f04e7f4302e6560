import { Reports } from '../../docs/examples/storage-bucket';
import { Principal, Role } from '../../lib/security';
import { Template } from '../support/template';

describe('the example of the reference', () => {
  it.each(['sandbox', 'staging', 'prod'] as const)('storage-bucket.ts is synthesized in %s', (stage) => {
    const template = Template.of(
      (stack) => {
        const service = new Role(stack, 'service', { assumedBy: Principal.service('ec2.amazonaws.com') });
        new Reports(stack, 'example', service);
      },
      { stage },
    );
    expect(Object.keys(template.resources('aws_s3_bucket'))).toHaveLength(3);
    expect(template.resource('aws_s3_bucket_inventory')).toHaveProperty('name', 'weekly-audit');
  });
});
