/**
 * One stack with every option of the foundation's constructs that an emulator can show: what the environments do not use
 * is deployed for real here. `everything.e2e.ts` runs it, with the guardrails that every app has.
 */
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Duration, Size } from '../../../lib/core';
import { FlowLogs, Nat, Peer, Port, SecurityGroup, Vpc } from '../../../lib/network';
import { Guardrails } from '../../../lib/policy';
import { Key, Principal, Role, Rotation, Secret } from '../../../lib/security';
import { Bucket, Lifecycle, ObjectLock, StorageClass } from '../../../lib/storage';
import { keepStateHere, readRun, setUp } from '../../../stacks/deployment';

const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const stage = 'sandbox';

class Everything extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, 'everything');
    const settings = {
      stage,
      owner: 'platform',
      costCenter: 'cc-platform',
      accountId: ACCOUNT,
      region: REGION,
    } as const;
    setUp(this, { ...settings, providerMajor: 5 }, readRun(process.env));
    keepStateHere(this);
    const key = new Key(this, 'key', { rotationPeriod: Duration.days(180), multiRegion: true });
    key.allowService('logs.amazonaws.com');
    const service = this.roles();
    const copies = new Bucket(this, 'copies', {
      stage,
      forceDestroy: true,
      objectLock: ObjectLock.governance(Duration.days(1)),
    });
    const vpc = this.network(copies);
    this.securityGroups(vpc);
    this.bucket(key, copies, service);
    this.secret(key, service);
  }

  private roles(): Role {
    const service = new Role(this, 'service', {
      assumedBy: Principal.service('ecs-tasks.amazonaws.com'),
      maxSessionDuration: Duration.hours(2),
      managedPolicies: ['AmazonEC2ContainerRegistryPullOnly'],
    });
    const auditor = new Role(this, 'auditor', {
      assumedBy: Principal.account('210987654321', { externalId: '7c6f2c1e-1f0a-4a55-9a6b-0d5f7f7c9f11' }),
    });
    service.grantAssume(auditor);
    return service;
  }

  private network(logs: Bucket): Vpc {
    const vpc = new Vpc(this, 'vpc', {
      stage,
      cidr: '10.70.0.0/16',
      availabilityZones: ['a', 'b'],
      nat: Nat.perZone(),
      pods: '100.64.0.0/16',
      ipv6: true,
      dataTier: { s3: true },
      interfaceEndpoints: ['ecr.api', 'sts'],
      clusters: ['shop'],
      karpenterDiscovery: 'shop',
      flowLogs: FlowLogs.toBucket(logs),
    });
    vpc.endpoints.add('kms');
    vpc.addFlowLogs('recent', FlowLogs.toCloudWatch({ retentionDays: 7 }));
    return vpc;
  }

  private securityGroups(vpc: Vpc): void {
    const balancer = new SecurityGroup(this, 'balancer', { vpc, description: 'Public balancer', exposure: 'internet' });
    const api = new SecurityGroup(this, 'api', { vpc, description: 'Orders API', exposure: 'outbound' });
    balancer.allowFrom(Peer.internet(), Port.https(), 'customers');
    balancer.allowTo(api, Port.tcp(8080), 'forwards requests');
    api.allowTo(Peer.internet(), Port.https(), 'payment provider');
    api.allowTo(Peer.prefixList('s3'), Port.https(), 'reads reports');
    api.allowTo(vpc.endpoints, Port.https(), 'calls AWS APIs');
    api.allowFrom(Peer.cidr('10.70.0.0/17'), Port.tcpRange(9000, 9010), 'metrics');
    api.allowFrom(api, Port.all(), 'members of the group');
  }

  private bucket(key: Key, copies: Bucket, service: Role): void {
    const reports = new Bucket(this, 'reports', {
      stage,
      forceDestroy: true,
      key,
      noncurrentExpiry: Duration.days(30),
      objectLock: ObjectLock.governance(Duration.days(1)),
      eventBridge: true,
      cors: [{ origins: ['https://app.example.com'], methods: ['GET'], maxAge: Duration.hours(1) }],
      intelligentTiering: [
        { name: 'old', prefix: 'exports/', archiveAfter: Duration.days(90), deepArchiveAfter: Duration.days(180) },
      ],
      lifecycle: [
        {
          id: 'archive-reports',
          prefix: 'reports/',
          minimumSize: Size.kibibytes(128),
          transitions: [
            Lifecycle.transition(StorageClass.STANDARD_IA, Duration.days(30)),
            Lifecycle.transition(StorageClass.GLACIER_DEEP_ARCHIVE, Duration.days(180)),
          ],
          expiry: Duration.days(7 * 365),
          noncurrentVersionsToKeep: 2,
          noncurrentExpiry: Duration.days(10),
        },
      ],
    });
    reports.replicateTo(copies, { prefix: 'reports/', timeControl: true, storageClass: StorageClass.STANDARD_IA });
    reports.addInventory(copies, { name: 'weekly-audit' });
    const queue = new SqsQueue(this, 'queue', { name: 'everything-reports', sqsManagedSseEnabled: true, tags: tags() });
    reports.notifyQueue(queue.arn, { name: 'index', events: ['s3:ObjectCreated:*'], prefix: 'in/', suffix: '.csv' });
    reports.grantReadWrite(service, 'reports/');
    reports.grantDelete(service, 'in/');
    reports.grantList(service);
  }

  private secret(key: Key, service: Role): void {
    const role = new Role(this, 'rotation', { assumedBy: Principal.service('lambda.amazonaws.com') });
    // The emulator keeps the function's ARN and never calls it.
    const rotate = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`;
    const secret = new Secret(this, 'password', {
      stage,
      key,
      rotation: Rotation.byFunction(rotate, { everyDays: 30 }),
    });
    secret.grantRead(service);
    secret.grantRotate(role);
  }
}

/** On resources that no construct of ours makes. */
const tags = (): Record<string, string> => ({
  owner: 'platform',
  environment: stage,
  'cost-center': 'cc-platform',
  'managed-by': 'rampart',
});

const app = new App();
Guardrails.attach(app);
new Everything(app);
app.synth();
