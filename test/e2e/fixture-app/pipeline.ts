/**
 * A small stack `staging` for the pipeline's test. RETENTION_DAYS is an argument of its log group, GROUPS how many there are,
 * QUEUES how many queues: one takes the provider half a minute, long enough to be in the middle of it.
 */
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { App, TerraformStack } from 'cdktf';
import { configureStack } from '../../../lib/core';
import { keepStateIn } from '../../../lib/delivery';

const { FIXTURE_OUT, RETENTION_DAYS = '30', GROUPS = '1', QUEUES = '0' } = process.env;
const numbers = (count: string) => Array.from({ length: Number(count) }, (_, index) => index + 1);

const app = new App({ outdir: FIXTURE_OUT });
const stack = new TerraformStack(app, 'staging');
configureStack(stack, { stage: 'staging', accountId: '123456789012', region: 'eu-west-1', providerMajor: 5 });
new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: ['123456789012'] });
stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version: '~> 5.100' });
stack.addOverride('//.rampart.verify', [{ kind: 'drift' }]);
keepStateIn(stack, { bucket: 'pipeline-state', region: 'eu-west-1' });
const tags = { owner: 'platform', environment: 'staging', 'cost-center': 'cc-platform', 'managed-by': 'rampart' };
for (const number of numbers(GROUPS)) {
  const name = `staging-group-${number}`;
  new CloudwatchLogGroup(stack, `group-${number}`, { name, retentionInDays: Number(RETENTION_DAYS), tags });
}
for (const number of numbers(QUEUES)) {
  new SqsQueue(stack, `queue-${number}`, { name: `staging-queue-${number}`, sqsManagedSseEnabled: true, tags });
}
app.synth();
