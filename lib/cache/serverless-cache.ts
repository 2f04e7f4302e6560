import { ElasticacheServerlessCache } from '@cdktf/provider-aws/lib/elasticache-serverless-cache';
import type { Construct } from 'constructs';
import { DATABASE_SAVINGS_PLAN, physicalName, recordPurchase, tagsOf } from '../core';
import { Port, SecurityGroup } from '../network';
import { type IKey, Key } from '../security';
import { CacheFront } from './front';
import { createServerlessAlarms } from './serverless-alarms';
import { planServerlessCache, type ServerlessCacheProps, type ServerlessPlan } from './serverless-props';
import { CacheUsers } from './users';

/**
 * A cache of Valkey or Redis OSS without nodes, paid by what it holds and does, within limits that are always said. It is in
 * two or three zones and speaks TLS and the cluster protocol only; its endpoints are in data subnets, its data encrypted with
 * a KMS key. Users log in with IAM, there is no password and nobody named `default` gets in; the security group lets nobody
 * in until `allowFrom`. In prod Terraform refuses to destroy it.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html
 *
 * @throws ValidationError with every fault of the props; at synthesis when it has no user
 */
export class ServerlessCache extends CacheFront {
  /** The `aws_elasticache_serverless_cache`. */
  readonly resource: ElasticacheServerlessCache;
  /** The group that lets nobody in until `allowFrom`. */
  readonly securityGroup: SecurityGroup;
  /** The key that encrypts keys and values, and snapshots. */
  readonly key: IKey;
  /** Who may log in. */
  protected readonly users: CacheUsers;

  constructor(scope: Construct, id: string, props: ServerlessCacheProps) {
    super(scope, id);
    const plan = planServerlessCache(this, props);
    const name = physicalName(this, 'cache-identifier');
    this.key = props.key ?? new Key(this, 'key', { description: `Data of ${this.node.path}` });
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      vpc: props.subnets.vpc,
      description: 'Cache: lets in whom allowFrom names',
    });
    this.users = new CacheUsers(this, plan.engine);
    this.resource = this.createCache(name, plan);
    if (props.purchase === 'savings-plan') recordPurchase(this.resource, DATABASE_SAVINGS_PLAN);
    if (props.alarms) createServerlessAlarms(this, name, props.limits, props.alarms);
  }

  /** The cache's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** The host that clients connect to, as a reference. */
  get endpoint(): string {
    return this.resource.endpoint.get(0).address;
  }

  /** The host that reads from replicas, as a reference; its port is 6380. */
  get readerEndpoint(): string {
    return this.resource.readerEndpoint.get(0).address;
  }

  /** Writes go to 6379, reads from replicas to 6380. */
  protected override get ports() {
    return Port.tcpRange(6379, 6380);
  }

  private createCache(name: string, plan: ServerlessPlan): ElasticacheServerlessCache {
    const { stage, engine, snapshotDays, snapshotTime, props } = plan;
    const { storage, minimumStorage, ecpuPerSecond, minimumEcpuPerSecond } = props.limits;
    return new ElasticacheServerlessCache(this, 'cache', {
      name,
      description: this.node.path,
      engine: engine.name,
      majorEngineVersion: engine.major,
      cacheUsageLimits: [
        {
          dataStorage: [{ unit: 'GB', maximum: storage.toGibibytes(), minimum: minimumStorage?.toGibibytes() }],
          ecpuPerSecond: [{ maximum: ecpuPerSecond, minimum: minimumEcpuPerSecond }],
        },
      ],
      kmsKeyId: this.key.arn,
      subnetIds: props.subnets.ids,
      securityGroupIds: [this.securityGroup.securityGroupId],
      userGroupId: this.users.groupId,
      snapshotArnsToRestore: props.restoreFrom === undefined ? undefined : [props.restoreFrom],
      snapshotRetentionLimit: snapshotDays,
      ...(snapshotDays > 0 && { dailySnapshotTime: snapshotTime }),
      tags: tagsOf(this),
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }
}
