/** What buckets may not be told: `tsc` fails when one of these lines begins to compile. */
import { Duration } from '../../lib/core';
import { type BucketProps, type CorsRule, Lifecycle, ObjectLock, type Transition } from '../../lib/storage';

export const sandbox: BucketProps = { stage: 'sandbox', forceDestroy: true };

// @ts-expect-error a bucket is deleted with its objects in a sandbox only
export const destroyed: BucketProps = { stage: 'prod', forceDestroy: true };

// @ts-expect-error a stage that says nothing counts as guarded
export const destroyedAnywhere: BucketProps = { forceDestroy: true };

// @ts-expect-error there is no ACL
export const acl: BucketProps = { acl: 'public-read' };

// @ts-expect-error public access cannot be unblocked
export const open: BucketProps = { blockPublicAccess: false };

// @ts-expect-error versioning cannot be switched off
export const unversioned: BucketProps = { versioning: false };

// @ts-expect-error there is no website
export const website: BucketProps = { website: { indexDocument: 'index.html' } };

// @ts-expect-error a key is a construct, not a text
export const keyText: BucketProps = { key: 'arn:aws:kms:eu-west-1:123456789012:key/k' };

// @ts-expect-error a lock that nobody can undo needs a reason
export const compliance = (): ObjectLock => ObjectLock.compliance(Duration.days(1));

// @ts-expect-error days are a duration, not a number
export const bare = (): Transition => Lifecycle.transition('STANDARD_IA', 30);

// @ts-expect-error reduced redundancy is no class that objects go to
export const reduced = (): Transition => Lifecycle.transition('REDUCED_REDUNDANCY', Duration.days(30));

// @ts-expect-error a CORS rule names its origins
export const anyOrigin: CorsRule = { origins: [], methods: ['GET'] };
