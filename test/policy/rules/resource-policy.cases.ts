import { policyAttributes } from '../../../lib/policy/rules/resource-policy/types';
import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const account = '123456789012';
const anybody = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const queue = (...statements: object[]) =>
  resources({ aws_sqs_queue_policy: { p: { policy: policy(...statements) } } });
const send = (fields: object) =>
  queue({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:::jobs', ...fields });
const condition = (operator: string, name: string, value: unknown) =>
  send({ Condition: { [operator]: { [name]: value } } });
const deny = (fields: object) =>
  queue(
    { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:::jobs' },
    { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', ...fields },
  );
const one = (type: string, fields: object) => resources({ [type]: { r: fields } });
const endpoint = (fields: object) => one('aws_vpc_endpoint', { policy: policy({ ...anybody, ...fields }) });
const invoke = (fields: object) =>
  one('aws_lambda_permission', { action: 'lambda:InvokeFunction', function_name: 'f', ...fields });

export const publicResourcePolicy: RuleCases = {
  rule: 'SEC-RES-POLICY',
  failing: {
    ...Object.fromEntries(
      [...policyAttributes].flatMap(([type, attributes]) =>
        attributes.map((attribute) => [`${type}.${attribute}`, one(type, { [attribute]: policy(anybody) })]),
      ),
    ),
    'AWS star': send({ Principal: { AWS: '*' } }),
    'a star among others': send({ Principal: { AWS: [account, '*'] } }),
    'any service': send({ Principal: { Service: '*' } }),
    NotPrincipal: send({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${account}:root` } }),
    'any source': condition('ArnLike', 'aws:SourceArn', '*'),
    'any account’s topic': condition('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:*:jobs'),
    'any bucket of any account': condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:*'),
    'any bucket': condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'),
    'any role called admin': condition('StringLike', 'aws:PrincipalArn', '*:role/admin'),
    'source account if there is one': condition('StringEqualsIfExists', 'aws:SourceAccount', account),
    'the world in halves': condition('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1']),
    'no AWS service': condition('Bool', 'aws:PrincipalIsAWSService', 'false'),
    'any organization': condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/*'),
    'a tag, which every account may set': condition('StringEquals', 'aws:PrincipalTag/team', 'data'),
    'a deny of something else': deny({
      Action: 'sqs:DeleteQueue',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234' } },
    }),
    'a deny that spares everybody': deny({ Condition: { StringNotLike: { 'aws:PrincipalArn': '*' } } }),
    'a deny with another way out': deny({
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234' },
        Bool: { 'aws:SecureTransport': 'false' },
      },
    }),
    'lower case statement': one('aws_sns_topic_policy', {
      policy: '{"statement":[{"effect":"Allow","principal":"*","action":"sns:Publish","resource":"*"}]}',
    }),
    'endpoint for every bucket': endpoint({ Action: 's3:*', Resource: 'arn:aws:s3:::*' }),
    'endpoint for one bucket and all': endpoint({ Resource: ['arn:aws:s3:::docs/*', '*'] }),
    'search domain in a VPC without users': one('aws_opensearch_domain', {
      access_policies: policy(anybody),
      vpc_options: [{ subnet_ids: ['subnet-1'] }],
    }),
    'function, anybody': invoke({ principal: '*' }),
    'function, a bucket of anybody': invoke({ principal: 's3.amazonaws.com' }),
    'function, a source of anybody': invoke({ principal: 's3.amazonaws.com', source_arn: 'arn:aws:s3:::*' }),
    'function URL without credentials': one('aws_lambda_function_url', { authorization_type: 'NONE' }),
    'layer for everybody': one('aws_lambda_layer_version_permission', { principal: '*', layer_name: 'l' }),
    'event bus for everybody': one('aws_cloudwatch_event_permission', { principal: '*', statement_id: 's' }),
    'event bus, any organization': one('aws_cloudwatch_event_permission', {
      principal: '*',
      condition: { key: 'aws:PrincipalOrgID', type: 'StringLike', value: '*' },
    }),
    'signing profile': one('aws_signer_signing_profile_permission', { principal: '*' }),
    'public image': one('aws_ami_launch_permission', { group: 'all' }),
    'public document': one('aws_ssm_document', { permissions: { type: 'Share', account_ids: 'All' } }),
    'public snapshot': one('aws_db_snapshot', { shared_accounts: ['all'] }),
    'public cluster snapshot': one('aws_db_cluster_snapshot', { shared_accounts: [account, 'all'] }),
    'endpoint service for everybody': one('aws_vpc_endpoint_service', {
      acceptance_required: false,
      allowed_principals: ['*'],
    }),
    'image pipeline': one('aws_imagebuilder_distribution_configuration', {
      distribution: [{ ami_distribution_configuration: [{ launch_permission: [{ user_groups: ['all'] }] }] }],
    }),
  },
  passing: {
    'an account': send({ Principal: { AWS: account } }),
    'a service': send({ Principal: { Service: 'events.amazonaws.com' } }),
    'one topic': condition('ArnEquals', 'aws:SourceArn', `arn:aws:sns:eu-west-1:${account}:jobs`),
    'one bucket': condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::docs'),
    'one bucket, as AWS’s guide writes it': condition('ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:docs'),
    'one account': condition('StringEquals', 'AWS:SourceOwner', account),
    'one account, as a list': condition('StringEquals', 'aws:SourceAccount', [account]),
    'the account of the resource': condition('StringEquals', 'aws:PrincipalAccount', '$${aws:ResourceAccount}'),
    'a unit of the organization': condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-abcdef1234/r-ab/*'),
    'a topic of the graph': resources({
      aws_sns_topic: { t: {} },
      aws_sqs_queue_policy: {
        p: {
          policy: policy({
            ...anybody,
            Condition: { ArnEquals: { 'aws:SourceArn': '${aws_sns_topic.t.arn}' } },
          }),
        },
      },
    }),
    'mount targets only': one('aws_efs_file_system_policy', {
      policy: policy({ ...anybody, Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }),
    }),
    'a deny to everybody else': deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234' } } }),
    'a deny outside the VPC, services spared': deny({
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
    'a deny to all but one role': deny({
      Principal: undefined,
      NotPrincipal: { AWS: [`arn:aws:iam::${account}:role/app`] },
    }),
    'an API for one VPC endpoint': one('aws_api_gateway_rest_api_policy', {
      policy: policy(
        { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'execute-api:Invoke',
          Resource: 'execute-api:/*',
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
        },
      ),
    }),
    'no policy': one('aws_vpc_endpoint', { service_name: 'com.amazonaws.eu-west-1.s3' }),
    'endpoint for one bucket': endpoint({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/*' }),
    'endpoint for own principals': endpoint({ Condition: { StringEquals: { 'aws:PrincipalAccount': account } } }),
    'endpoint for own resources': endpoint({ Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-abcdef1234' } } }),
    'endpoint for roles of the account': endpoint({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Resource: `arn:aws:iam::${account}:role/*`,
    }),
    'search domain in a VPC that asks for users': one('aws_opensearch_domain', {
      access_policies: policy(anybody),
      vpc_options: [{ subnet_ids: ['subnet-1'] }],
      advanced_security_options: [{ enabled: true }],
    }),
    'function, one bucket': invoke({ principal: 's3.amazonaws.com', source_arn: 'arn:aws:s3:::docs' }),
    'function, one API': resources({
      aws_api_gateway_rest_api: { a: {} },
      aws_lambda_permission: {
        p: {
          principal: 'apigateway.amazonaws.com',
          source_arn: '${aws_api_gateway_rest_api.a.execution_arn}/*/*',
        },
      },
    }),
    'function, one account': invoke({ principal: account }),
    'function, the organization': invoke({ principal: '*', principal_org_id: 'o-abcdef1234' }),
    'function, Alexa with its token': invoke({
      principal: 'alexa-appkit.amazon.com',
      event_source_token: 'amzn1.ask.1',
    }),
    'function URL with IAM': one('aws_lambda_function_url', { authorization_type: 'AWS_IAM' }),
    'layer for the organization': one('aws_lambda_layer_version_permission', {
      principal: '*',
      organization_id: 'o-abcdef1234',
    }),
    'event bus for the organization': one('aws_cloudwatch_event_permission', {
      principal: '*',
      condition: { key: 'aws:PrincipalOrgID', type: 'StringEquals', value: 'o-abcdef1234' },
    }),
    'image for one account': one('aws_ami_launch_permission', { account_id: account }),
    'document for one account': one('aws_ssm_document', { permissions: { type: 'Share', account_ids: account } }),
    'snapshot for one account': one('aws_db_snapshot', { shared_accounts: [account] }),
    'endpoint service that accepts by hand': one('aws_vpc_endpoint_service', {
      acceptance_required: true,
      allowed_principals: ['*'],
    }),
  },
  notApplicable: {
    'queue without a policy': one('aws_sqs_queue', {}),
    'lifecycle policy': one('aws_ecr_lifecycle_policy', { policy: '{"rules":[]}' }),
    'data protection policy': one('aws_sns_topic_data_protection_policy', {
      policy: '{"Statement":[{"Principal":["*"],"DataDirection":"Inbound"}]}',
    }),
  },
  unknown: {
    'the document': one('aws_sqs_queue_policy', { policy: '${var.policy}' }),
    'a statement': one('aws_sqs_queue_policy', { policy: '${jsonencode({ Statement = [var.statement] })}' }),
    'the principal': send({ Principal: { AWS: '${var.who}' } }),
    'the condition': one('aws_sqs_queue_policy', {
      policy:
        '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Condition = var.condition }] })}',
    }),
    'the source under a pattern': condition('ArnLike', 'aws:SourceArn', '${var.source}'),
    'who invokes': invoke({ principal: '${var.who}' }),
    'the source of an invocation': invoke({ principal: 's3.amazonaws.com', source_arn: '${var.source}' }),
    'authorization of a URL': one('aws_lambda_function_url', { authorization_type: '${var.type}' }),
    'accounts of a snapshot': one('aws_db_snapshot', { shared_accounts: ['${var.account}'] }),
  },
};
