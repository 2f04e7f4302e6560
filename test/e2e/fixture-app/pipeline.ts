/**
 * A small stack `staging` for the pipeline's test: what a change of it is, its environment says. QUEUE_SECONDS is an argument of
 * a queue, QUEUES how many queues there are, TOPIC whether there is one more resource.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { App, TerraformStack } from 'cdktf';
import { configureStack } from '../../../lib/core';
import { keepStateIn } from '../../../lib/delivery';

const app = new App({ outdir: process.env.FIXTURE_OUT });
const stack = new TerraformStack(app, 'staging');
configureStack(stack, { stage: 'staging', accountId: '123456789012', region: 'eu-west-1', providerMajor: 5 });
new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: ['123456789012'] });
stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version: '~> 5.100' });
keepStateIn(stack, { bucket: 'pipeline-state', region: 'eu-west-1' });
for (let number = 1; number <= Number(process.env.QUEUES || '1'); number++) {
  new SqsQueue(stack, `queue-${number}`, {
    name: `staging-queue-${number}`,
    visibilityTimeoutSeconds: Number(process.env.QUEUE_SECONDS || '30'),
    sqsManagedSseEnabled: true,
    tags: { owner: 'platform', environment: 'staging', 'cost-center': 'cc-platform', 'managed-by': 'rampart' },
  });
}
app.synth();
