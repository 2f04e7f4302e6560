import type { Faults } from '../core';

/**
 * AWS services with interface endpoints that platforms commonly need, by the last part of their endpoint name:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html. All listen on 443 and take an
 * endpoint policy.
 */
const INTERFACE_SERVICES = [
  'access-analyzer',
  'application-autoscaling',
  'aps-workspaces',
  'athena',
  'autoscaling',
  'backup',
  'bedrock-runtime',
  'cloudformation',
  'cloudtrail',
  'config',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'ecs',
  'ecs-agent',
  'ecs-telemetry',
  'eks',
  'eks-auth',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing',
  'events',
  'glue',
  'guardduty-data',
  'kinesis-firehose',
  'kinesis-streams',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  'rds-data',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'states',
  'sts',
  'xray',
] as const;

/** The name of an AWS service with an interface endpoint, such as `ecr.api`. */
export type AwsInterfaceService = (typeof INTERFACE_SERVICES)[number];

/** A service that is not on the list, or one of a partner's. */
export interface OtherInterfaceService {
  /**
   * The whole name as `aws ec2 describe-vpc-endpoint-services` prints it: `com.amazonaws.eu-west-1.textract`, or
   * `com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0` for a partner's, which gets no endpoint policy.
   */
  readonly serviceName: string;
  /** Answer the service's public name with the endpoint's addresses. @default true for AWS's, false for a partner's */
  readonly privateDns?: boolean;
}

/** What an interface endpoint can be made for. */
export type InterfaceService = AwsInterfaceService | OtherInterfaceService;

/** What an endpoint is made with, besides what all share. */
export interface EndpointSpec {
  readonly id: string;
  readonly serviceName: string;
  readonly privateDns: boolean;
  /** False for a partner's service, which takes no policy. */
  readonly takesPolicy: boolean;
}

/** Checks the name, and keeps the fault. */
export function checkInterfaceService(faults: Faults, service: InterfaceService): void {
  if (typeof service === 'string') {
    faults.check(INTERFACE_SERVICES.includes(service), {
      prop: 'interfaceEndpoints',
      expected: 'a service of the list',
      got: service,
      fix: `For one that is not on it write { serviceName: 'com.amazonaws.<region>.${service}' }.`,
    });
    return;
  }
  faults.check(SERVICE_NAME.test(service.serviceName), {
    prop: 'interfaceEndpoints.serviceName',
    expected: 'a whole service name such as com.amazonaws.eu-west-1.textract',
    got: service.serviceName,
    fix: 'Take it from `aws ec2 describe-vpc-endpoint-services`.',
  });
}

const SERVICE_NAME = /^((cn\.)?com\.amazonaws|aws\.(api|sagemaker))(\.[a-z0-9-]+){2,}$/;
const PARTNER = /^(cn\.)?com\.amazonaws\.vpce\./;

/** The endpoint for a service in a region. */
export function endpointSpec(service: InterfaceService, region: string): EndpointSpec {
  if (typeof service === 'string') {
    const serviceName = `com.amazonaws.${region}.${service}`;
    return { id: `endpoint-${service}`, serviceName, privateDns: true, takesPolicy: true };
  }
  const { serviceName } = service;
  const partner = PARTNER.test(serviceName);
  // The region is left out of the id, so that a name of the list and the same name in full are one endpoint.
  const id = `endpoint-${serviceName.replace(/^(cn\.)?com\.amazonaws\./, '').replace(`${region}.`, '')}`;
  return { id, serviceName, privateDns: service.privateDns ?? !partner, takesPolicy: !partner };
}
