import type { Construct } from 'constructs';
import { accountIdOf, partitionOf } from '../core';
import type { EndpointAccess } from './vpc-props';

/**
 * Who may use an endpoint: principals of the stack's own account and of those named. Foreign credentials that somebody
 * brought into the VPC then reach nothing through it, which is the usual way to carry data out. See
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export class EndpointPolicy {
  private readonly accounts: readonly string[];

  constructor(
    private readonly scope: Construct,
    private readonly region: string,
    private readonly access: EndpointAccess,
  ) {
    this.accounts = [accountIdOf(scope), ...(access.accounts ?? [])];
  }

  /** For an interface endpoint. */
  forService(serviceName: string): string {
    return serviceName.endsWith('.sts') ? this.write([this.own('*'), this.webIdentity()]) : this.write([this.own('*')]);
  }

  /** For the DynamoDB gateway endpoint. */
  forDynamodb(): string {
    return this.write([this.own('dynamodb:*')]);
  }

  /**
   * For the S3 gateway endpoint. Image layers are fetched with URLs that ECR's own account signed, and Amazon Linux
   * packages without any signature, so these buckets stay readable for anybody in the VPC.
   */
  forS3(): string {
    const buckets = [
      `prod-${this.region}-starport-layer-bucket`,
      `al2023-repos-${this.region}-de612dc2`,
      ...(this.access.readableBuckets ?? []),
    ];
    const resources = buckets.map((bucket) => `arn:${partitionOf(this.scope)}:s3:::${bucket}/*`);
    const read = { Sid: 'ReadOfOthers', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: resources };
    return this.write([this.own('s3:*'), read]);
  }

  private own(action: string): object {
    const Condition = { StringEquals: { 'aws:PrincipalAccount': this.accounts } };
    return { Sid: 'OwnPrincipals', Effect: 'Allow', Principal: '*', Action: action, Resource: '*', Condition };
  }

  /** A pod's first call has no principal yet: it trades its token for a role of ours. */
  private webIdentity(): object {
    const partition = partitionOf(this.scope);
    return {
      Sid: 'OwnRolesByToken',
      Effect: 'Allow',
      Principal: '*',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Resource: this.accounts.map((account) => `arn:${partition}:iam::${account}:role/*`),
    };
  }

  private write(statements: object[]): string {
    return JSON.stringify({ Version: '2012-10-17', Statement: statements });
  }
}
