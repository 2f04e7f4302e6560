import type { Construct } from 'constructs';
import { AccountGuard } from '../lib/account';
import type { Bucket } from '../lib/storage';
import { AlarmTopic } from './alarm-topic';

/** Watches the account of a stack, and tells people where there is somebody to tell. Returns the buckets of what it records. */
export function addGuard(scope: Construct, emails: readonly string[] = []): readonly string[] {
  const alarms = emails.length > 0 ? { topicArn: new AlarmTopic(scope, 'alarms', emails).arn } : undefined;
  const { trail, recorder } = new AccountGuard(scope, 'guard', { alarms });
  return [trail.bucket, recorder.bucket].map(literalName);
}

/** A backend and a boundary take no reference: the name must be known at synth, as it is where the account is. */
export function literalName({ resource: { bucketInput }, node }: Bucket): string {
  if (bucketInput === undefined) throw new Error(`the bucket ${node.path} has no literal name`);
  return bucketInput;
}
