import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketReplicationConfigurationA,
  type S3BucketReplicationConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import type { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import { Faults } from '../core';
import { Principal, Role } from '../security';
import { objectsArn, viaS3 } from './access';
import type { IBucket } from './imported-bucket';
import type { StorageClass } from './storage-class';

/** How a bucket is copied to another. */
export interface ReplicationOptions {
  /** What is copied. @default everything */
  readonly prefix?: string;
  /** True copies delete markers too: then an object deleted here disappears there. @default false */
  readonly deleteMarkers?: boolean;
  /** True has 99.99 % of the objects copied in 15 minutes, with metrics, at a price: replication time control. @default false */
  readonly timeControl?: boolean;
  /** The class of the copies. @default the class of the object */
  readonly storageClass?: StorageClass;
}

const FIFTEEN_MINUTES = { status: 'Enabled', time: { minutes: 15 } };
const MINUTES_METRIC = { status: 'Enabled', eventThreshold: { minutes: 15 } };

/** The replication of one bucket: its role and its rules, one a destination. */
export class Replication extends Construct {
  private readonly role: Role;
  private readonly rules = new Map<string, S3BucketReplicationConfigurationRule>();
  private resource: S3BucketReplicationConfigurationA | undefined;

  constructor(
    private readonly source: IBucket & { readonly resource: S3Bucket },
    private readonly versioning: S3BucketVersioningA,
  ) {
    super(source, 'replication');
    this.role = new Role(this, 'role', {
      assumedBy: Principal.service('s3.amazonaws.com'),
      description: `Copies ${source.node.path} to other buckets`,
    });
    this.role.allow({
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [source.arn],
    });
    source.key?.grantDecrypt(this.role, { viaService: viaS3(source.region) });
  }

  /** Adds a destination. */
  add(destination: IBucket, options: ReplicationOptions): void {
    this.validate(destination);
    this.allow(destination, options);
    this.rules.set(destination.node.path, this.rule(destination, options));
    const rules = [...this.rules.values()];
    if (this.resource) this.resource.putRule(rules);
    else this.resource = this.create(rules);
  }

  private create(rule: S3BucketReplicationConfigurationRule[]): S3BucketReplicationConfigurationA {
    const grants = this.role.policyResource;
    return new S3BucketReplicationConfigurationA(this, 'configuration', {
      bucket: this.source.resource.id,
      role: this.role.roleArn,
      rule,
      dependsOn: [this.versioning, ...(grants ? [grants] : [])],
    });
  }

  private validate(destination: IBucket): void {
    const faults = new Faults(this.source);
    faults.check(destination.node.path !== this.source.node.path, {
      prop: 'destination',
      expected: 'another bucket',
      got: destination.node.path,
      fix: 'Versions already keep what is replaced or deleted here.',
    });
    faults.check(!this.source.hasObjectLock || destination.hasObjectLock !== false, {
      prop: 'destination',
      expected: 'a bucket with an object lock, as this one has',
      got: destination.node.path,
      fix: 'Give the destination an `objectLock` too: S3 copies locked versions nowhere else.',
    });
    faults.check(!this.rules.has(destination.node.path), {
      prop: 'destination',
      expected: 'a bucket that it is not yet replicated to',
      got: destination.node.path,
      fix: 'Call replicateTo once a destination.',
    });
    faults.throwIfAny();
  }

  private allow(destination: IBucket, { prefix, deleteMarkers }: ReplicationOptions): void {
    this.role.allow({
      actions: [
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
        ...(this.source.hasObjectLock ? ['s3:GetObjectLegalHold', 's3:GetObjectRetention'] : []),
      ],
      resources: [objectsArn(this.source, prefix)],
    });
    this.role.allow({
      actions: ['s3:ReplicateObject', 's3:ReplicateTags', ...(deleteMarkers ? ['s3:ReplicateDelete'] : [])],
      resources: [objectsArn(destination, prefix)],
    });
    destination.key?.grantEncrypt(this.role, { viaService: viaS3(destination.region) });
  }

  private rule(destination: IBucket, options: ReplicationOptions): S3BucketReplicationConfigurationRule {
    const { prefix, deleteMarkers, timeControl, storageClass } = options;
    const key = destination.key;
    return {
      id: destination.node.path.replace(/[^\w.-]/g, '-').slice(-255),
      priority: this.rules.size + 1,
      status: 'Enabled',
      filter: { prefix: prefix ?? '' },
      deleteMarkerReplication: { status: deleteMarkers ? 'Enabled' : 'Disabled' },
      sourceSelectionCriteria: this.source.key && key && { sseKmsEncryptedObjects: { status: 'Enabled' } },
      destination: {
        bucket: destination.arn,
        storageClass,
        encryptionConfiguration: key && { replicaKmsKeyId: key.arn },
        ...(timeControl && { replicationTime: FIFTEEN_MINUTES, metrics: MINUTES_METRIC }),
      },
    };
  }
}
