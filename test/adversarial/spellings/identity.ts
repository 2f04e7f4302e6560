import { type Configuration, policy, type Spellings } from './spelling';

const account = '123456789012';
const byService = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const role = { name: 'r', assume_role_policy: byService };
const allow = (fields: object) =>
  policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/*', ...fields });
const managed = (fields: object): Configuration => ({ aws_iam_policy: { p: { name: 'p', policy: allow(fields) } } });
const inRole = (fields: object): Configuration => ({
  aws_iam_role: { r: role },
  aws_iam_role_policy: { p: { role: '${aws_iam_role.r.id}', policy: allow(fields) } },
});
const document = (statement: object | object[], rest: object = {}): Configuration => ({
  data: { aws_iam_policy_document: { d: { statement, ...rest } } },
  resource: { aws_iam_policy: { p: { name: 'p', policy: '${data.aws_iam_policy_document.d.json}' } } },
});
const trust = (statement: object): Configuration => ({
  aws_iam_role: {
    r: { name: 'r', assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }) },
  },
});
const attach = (policy_arn: string): Configuration => ({
  aws_iam_role: { r: role },
  aws_iam_role_policy_attachment: { a: { role: '${aws_iam_role.r.name}', policy_arn } },
});
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const oidc = 'oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const github = 'token.actions.githubusercontent.com';
const web = (provider: string, condition?: object, more: object = {}) =>
  trust({
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${provider}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(condition && { Condition: condition }),
    ...more,
  });
const onRole = (...policies: object[]): Configuration => ({
  aws_iam_role: { r: role },
  aws_iam_role_policy: Object.fromEntries(
    policies.map((fields, index) => [`p${index}`, { role: '${aws_iam_role.r.name}', policy: allow(fields) }]),
  ),
});
const open = (more: object = {}) => policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...more });

export const identity32to40: readonly Spellings[] = [
  {
    class: 32,
    rules: ['SEC-IAM-ADMIN'],
    bad: {
      'a star': managed({ Action: '*', Resource: '*' }),
      'two stars': managed({ Action: '*:*', Resource: '*' }),
      'three stars': managed({ Action: ['***'], Resource: ['*'] }),
      'an ARN of everything': inRole({ Action: '*', Resource: 'arn:*' }),
      'an ARN with all its parts': inRole({ Action: ['*'], Resource: ['arn:aws:*:*:*:*'] }),
      'lower-case keys': {
        aws_iam_policy: {
          p: {
            policy: JSON.stringify({
              version: '2012-10-17',
              statement: { effect: 'Allow', action: '*', resource: '*' },
            }),
          },
        },
      },
      'a data source': document({ actions: ['*'], resources: ['*'] }),
      'a data source by dynamic': document(
        {},
        {
          statement: undefined,
          dynamic: { statement: { for_each: ['*'], content: { actions: ['${statement.value}'], resources: ['*'] } } },
        },
      ),
      'a merged source': {
        data: {
          aws_iam_policy_document: {
            d: {
              override_policy_documents: [policy({ Sid: 'a', Effect: 'Allow', Action: '*', Resource: '*' })],
              statement: { sid: 'a', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::docs/*'] },
            },
          },
        },
        resource: { aws_iam_policy: { p: { policy: '${data.aws_iam_policy_document.d.json}' } } },
      },
      'all of IAM': managed({ Action: 'iam:*', Resource: '*' }),
      'a user': {
        aws_iam_user: { u: { name: 'u' } },
        aws_iam_user_policy: { p: { user: '${aws_iam_user.u.name}', policy: allow({ Action: '*', Resource: '*' }) } },
      },
      'a group': {
        aws_iam_group: { g: { name: 'g' } },
        aws_iam_group_policy: {
          p: { group: '${aws_iam_group.g.name}', policy: allow({ Action: '*', Resource: '*' }) },
        },
      },
      'in the role': {
        aws_iam_role: { r: { ...role, inline_policy: [{ name: 'i', policy: allow({ Action: '*', Resource: '*' }) }] } },
      },
      'a permission set': {
        aws_ssoadmin_permission_set_inline_policy: {
          p: {
            instance_arn: 'arn:aws:sso:::instance/ssoins-1',
            permission_set_arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
            inline_policy: allow({ Action: '*', Resource: '*' }),
          },
        },
      },
      'a heredoc': {
        aws_iam_policy: {
          p: {
            policy:
              '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "Action": "*", "Resource": "*" }\n  ]\n}\n',
          },
        },
      },
      'jsonencode of locals': {
        locals: { actions: ['*'] },
        resource: {
          aws_iam_policy: {
            p: {
              policy: '${jsonencode({ Statement = [{ Effect = "Allow", Action = local.actions, Resource = "*" }] })}',
            },
          },
        },
      },
      yamldecode: {
        aws_iam_policy: {
          p: {
            policy:
              '${jsonencode(yamldecode("Statement:\\n  - Effect: Allow\\n    Action: \\"*\\"\\n    Resource: \\"*\\"\\n"))}',
          },
        },
      },
      'every statement for_each': {
        aws_iam_policy: {
          p: {
            for_each: { a: '*' },
            name: '${each.key}',
            policy: '${jsonencode({ Statement = [{ Effect = "Allow", Action = each.value, Resource = each.value }] })}',
          },
        },
      },
      'a condition that any client sets': managed({
        Action: '*',
        Resource: '*',
        Condition: { StringLike: { 'aws:UserAgent': '*' } },
      }),
    },
    good: {
      'one action': managed({}),
      'a deny of everything': {
        aws_iam_policy: {
          p: {
            policy: policy({
              Effect: 'Deny',
              Action: '*',
              Resource: '*',
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
            }),
          },
        },
      },
      'reads of a service': document({ actions: ['ec2:Describe*'], resources: ['*'] }),
      'what needs every resource': managed({ Action: ['ecr:GetAuthorizationToken'], Resource: '*' }),
    },
  },
  {
    class: 33,
    rules: ['SEC-IAM-NOTACTION'],
    bad: {
      'all but one': managed({ Action: undefined, NotAction: 'iam:DeleteUser', Resource: '*' }),
      'all but IAM': managed({ Action: undefined, NotAction: ['iam:*', 'organizations:*'], Resource: '*' }),
      'a data source': document({ not_actions: ['iam:*'], resources: ['*'] }),
      NotResource: managed({ Resource: undefined, NotResource: 'arn:aws:s3:::secret/*' }),
      'NotResource in a data source': document({ actions: ['s3:*'], not_resources: ['arn:aws:s3:::secret/*'] }),
      'an empty list': managed({ Action: undefined, NotAction: [], Resource: '*' }),
      both: inRole({
        Action: undefined,
        Resource: undefined,
        NotAction: 's3:DeleteBucket',
        NotResource: 'arn:aws:s3:::x',
      }),
    },
    good: {
      'in a deny': {
        aws_iam_policy: {
          p: {
            policy: policy({
              Effect: 'Deny',
              NotAction: ['iam:*', 'sts:*'],
              Resource: '*',
              Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
            }),
          },
        },
      },
      'a deny of all other regions': {
        aws_iam_policy: {
          p: {
            policy: policy({
              Effect: 'Deny',
              NotAction: 'iam:*',
              Resource: '*',
              Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
            }),
          },
        },
      },
      actions: managed({ Action: ['s3:GetObject', 's3:PutObject'] }),
    },
  },
  {
    class: 34,
    rules: ['SEC-IAM-WILDCARD', 'SEC-IAM-ADMIN', 'SEC-IAM-PASSROLE', 'SEC-IAM-PRIVESC'],
    bad: {
      'a question mark': managed({ Action: 'i?m:*', Resource: '*' }),
      'a prefix': managed({ Action: 'ia*:*', Resource: '*' }),
      letters: managed({ Action: [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `${letter}*:*`), Resource: '*' }),
      'half a name': managed({ Action: 'iam:Pass*', Resource: '*' }),
      'upper case': managed({ Action: 'IAM:P*', Resource: '*' }),
      'by expression': {
        locals: { star: '*' },
        resource: {
          aws_iam_policy: {
            p: {
              policy:
                '${jsonencode({ Statement = [{ Effect = "Allow", Action = "i${local.star}m:${local.star}", Resource = "*" }] })}',
            },
          },
        },
      },
      'a suffix': managed({ Action: 'iam:*Policy', Resource: '*' }),
      'a wildcard in the service': document({ actions: ['s?s:*'], resources: ['*'] }),
    },
    good: {
      reads: managed({ Action: ['s3:Get*', 's3:List*'], Resource: ['arn:aws:s3:::docs', 'arn:aws:s3:::docs/*'] }),
      descriptions: managed({ Action: 'ec2:Describe*', Resource: '*' }),
      'reads of IAM': managed({ Action: ['iam:Get*', 'iam:List*'], Resource: '*' }),
    },
  },
  {
    class: 35,
    rules: ['SEC-IAM-PASSROLE'],
    bad: {
      'any role': managed({ Action: 'iam:PassRole', Resource: '*' }),
      'any role of the account': managed({ Action: 'iam:PassRole', Resource: `arn:aws:iam::${account}:role/*` }),
      'one role to any service': managed({ Action: 'iam:PassRole', Resource: roleArn('task') }),
      'any service by pattern': managed({
        Action: 'iam:PassRole',
        Resource: roleArn('task'),
        Condition: { StringLike: { 'iam:PassedToService': '*' } },
      }),
      'lower case in a list': inRole({ Action: ['s3:GetObject', 'iam:passrole'], Resource: '*' }),
      'a data source': document({
        actions: ['iam:PassRole'],
        resources: ['*'],
        condition: [{ test: 'StringEquals', variable: 'iam:PassedToService', values: ['ecs-tasks.amazonaws.com'] }],
      }),
      'if it is there': managed({
        Action: 'iam:PassRole',
        Resource: roleArn('task'),
        Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    },
    good: {
      'one role to one service': managed({
        Action: 'iam:PassRole',
        Resource: roleArn('task'),
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
      'a role of the same stack': {
        aws_iam_role: { r: role },
        aws_iam_policy: {
          p: {
            policy:
              '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.r.arn, Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } } }] })}',
          },
        },
      },
      'a deny': {
        aws_iam_policy: { p: { policy: policy({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }) } },
      },
    },
  },
  {
    class: 36,
    rules: ['SEC-IAM-TRUST'],
    bad: {
      'a star': trust({ Principal: '*' }),
      'AWS star': trust({ Principal: { AWS: ['*'] } }),
      'Service star': trust({ Principal: { Service: '*' } }),
      NotPrincipal: trust({ NotPrincipal: { AWS: roleArn('x') } }),
      'a stranger': trust({ Principal: { AWS: 'arn:aws:iam::999999999999:root' } }),
      'a stranger by number': trust({ Principal: { AWS: '999999999999' } }),
      'a star bound by an address of everywhere': trust({
        Principal: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
      }),
      'an external id of anything': trust({
        Principal: { AWS: '*' },
        Condition: { StringLike: { 'sts:ExternalId': '*' } },
      }),
      'a data source': {
        data: {
          aws_iam_policy_document: {
            t: { statement: { actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['*'] }] } },
          },
        },
        resource: { aws_iam_role: { r: { assume_role_policy: '${data.aws_iam_policy_document.t.minified_json}' } } },
      },
      'SAML for everybody': trust({ Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: '*' } }),
      'a session tag': trust({
        Principal: { AWS: '*' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringEquals: { 'aws:RequestTag/team': 'x' } },
      }),
    },
    good: {
      'a service': trust({ Principal: { Service: 'lambda.amazonaws.com' } }),
      pods: trust({ Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }),
      'an external id': trust({
        Principal: { AWS: 'arn:aws:iam::999999999999:root' },
        Condition: { StringEquals: { 'sts:ExternalId': '7c6f2c1e-1f0a-4a55-9a6b-0d5f7f7c9f11' } },
      }),
      'the organization': trust({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      }),
      'a role': trust({ Principal: { AWS: roleArn('ci') } }),
    },
  },
  {
    class: 37,
    rules: ['SEC-OIDC-SUB'],
    bad: {
      'no condition': web(oidc),
      'an audience only': web(oidc, { StringEquals: { [`${oidc}:aud`]: 'sts.amazonaws.com' } }),
      'any service account': web(oidc, {
        StringEquals: { [`${oidc}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${oidc}:sub`]: 'system:serviceaccount:*:*' },
      }),
      'any namespace': web(oidc, {
        StringLike: { [`${oidc}:aud`]: 'sts.amazonaws.com', [`${oidc}:sub`]: 'system:serviceaccount:*:api' },
      }),
      'any repository': web(github, {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: 'repo:acme/*' },
      }),
      'any branch': web(github, {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: '*:ref:refs/heads/main' },
      }),
      'if it is there': web(github, {
        StringEqualsIfExists: {
          [`${github}:sub`]: 'repo:acme/shop:ref:refs/heads/main',
          [`${github}:aud`]: 'sts.amazonaws.com',
        },
      }),
      ForAllValues: web(github, {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        'ForAllValues:StringLike': { [`${github}:sub`]: 'repo:acme/shop:*' },
      }),
      'GitLab by group': web('gitlab.com', {
        StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' },
        StringLike: { 'gitlab.com:sub': 'project_path:*' },
      }),
      'provider by reference': {
        aws_iam_openid_connect_provider: { o: { url: `https://${oidc}`, client_id_list: ['sts.amazonaws.com'] } },
        aws_iam_role: {
          r: {
            assume_role_policy:
              '${jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.o.arn } }] })}',
          },
        },
      },
      'pull requests': web(github, {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: 'repo:*' },
      }),
    },
    good: {
      'one service account': web(oidc, {
        StringEquals: { [`${oidc}:aud`]: 'sts.amazonaws.com', [`${oidc}:sub`]: 'system:serviceaccount:orders:api' },
      }),
      'one repository and branch': web(github, {
        StringEquals: {
          [`${github}:aud`]: 'sts.amazonaws.com',
          [`${github}:sub`]: 'repo:acme/shop:ref:refs/heads/main',
        },
      }),
      'environments of one repository': web(github, {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: 'repo:acme/shop:environment:prod' },
      }),
      'by reference': {
        aws_iam_openid_connect_provider: { o: { url: `https://${oidc}`, client_id_list: ['sts.amazonaws.com'] } },
        aws_iam_role: {
          r: {
            assume_role_policy:
              '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.o.arn }, Condition = { StringEquals = { "${replace(aws_iam_openid_connect_provider.o.url, "https://", "")}:sub" = "system:serviceaccount:orders:api", "${replace(aws_iam_openid_connect_provider.o.url, "https://", "")}:aud" = "sts.amazonaws.com" } } }] })}',
          },
        },
      },
    },
  },
  {
    class: 38,
    rules: ['SEC-IAM-MANAGED'],
    bad: {
      administrator: attach('arn:aws:iam::aws:policy/AdministratorAccess'),
      'power user': attach('arn:aws:iam::aws:policy/PowerUserAccess'),
      'all of IAM': attach('arn:aws:iam::aws:policy/IAMFullAccess'),
      'all of a service': attach('arn:aws:iam::aws:policy/AmazonS3FullAccess'),
      'another partition': attach('arn:aws-cn:iam::aws:policy/AdministratorAccess'),
      'by data source': {
        data: { aws_iam_policy: { a: { name: 'AdministratorAccess' } } },
        resource: attach('${data.aws_iam_policy.a.arn}'),
      },
      'in the role': {
        aws_iam_role: { r: { ...role, managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
      },
      'exclusive attachments': {
        aws_iam_role: { r: role },
        aws_iam_role_policy_attachments_exclusive: {
          a: { role_name: '${aws_iam_role.r.name}', policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
        },
      },
      'by format()': attach('${format("arn:aws:iam::aws:policy/%s", "AdministratorAccess")}'),
      for_each: {
        aws_iam_role: { r: role },
        aws_iam_role_policy_attachment: {
          a: {
            for_each: '${toset(["AmazonEC2FullAccess", "ReadOnlyAccess"])}',
            role: '${aws_iam_role.r.name}',
            policy_arn: 'arn:aws:iam::aws:policy/${each.value}',
          },
        },
      },
      'by policy attachment': {
        aws_iam_policy_attachment: {
          a: { name: 'a', roles: ['r'], policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        },
      },
      'a permission set': {
        aws_ssoadmin_managed_policy_attachment: {
          a: {
            instance_arn: 'arn:aws:sso:::instance/ssoins-1',
            permission_set_arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
            managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          },
        },
      },
      'a job function': attach('arn:aws:iam::aws:policy/job-function/DatabaseAdministrator'),
    },
    good: {
      'what nodes need': attach('arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'),
      'pulling images': attach('arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly'),
      'a service role': attach('arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'),
      'one of its own': {
        aws_iam_policy: { p: { name: 'OrdersFullAccess', policy: allow({}) } },
        ...attach('${aws_iam_policy.p.arn}'),
      },
    },
  },
  {
    class: 39,
    rules: ['SEC-IAM-PRIVESC'],
    bad: {
      'a policy version': onRole({ Action: 'iam:CreatePolicyVersion', Resource: '*' }),
      'a role policy': onRole({ Action: ['iam:PutRolePolicy'], Resource: '*' }),
      'a trust policy': onRole({ Action: 'iam:UpdateAssumeRolePolicy', Resource: `arn:aws:iam::${account}:role/*` }),
      'a function with a role': onRole(
        { Action: 'iam:PassRole', Resource: '*' },
        { Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' },
      ),
      'a machine with a role': onRole(
        { Action: ['ec2:RunInstances'], Resource: '*' },
        { Action: 'iam:PassRole', Resource: '*' },
      ),
      'an access key': onRole({ Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::${account}:user/*` }),
      'a login': onRole({ Action: ['iam:CreateLoginProfile', 'iam:UpdateLoginProfile'], Resource: '*' }),
      'a stack': onRole(
        { Action: ['cloudformation:CreateStack'], Resource: '*' },
        { Action: 'iam:PassRole', Resource: '*' },
      ),
      'inline and managed': {
        aws_iam_role: {
          r: {
            ...role,
            inline_policy: [{ name: 'a', policy: allow({ Action: 'iam:PassRole', Resource: '*' }) }],
            managed_policy_arns: ['${aws_iam_policy.p.arn}'],
          },
        },
        aws_iam_policy: { p: { policy: allow({ Action: 'glue:CreateDevEndpoint', Resource: '*' }) } },
      },
      'code of a function': onRole({ Action: 'lambda:UpdateFunctionCode', Resource: '*' }),
    },
    good: {
      'its own function': onRole({
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
      }),
      reads: onRole({ Action: ['iam:GetRole', 'iam:ListRoles'], Resource: '*' }),
      'a narrow pass': onRole(
        {
          Action: 'iam:PassRole',
          Resource: roleArn('task'),
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        },
        { Action: 'ecs:RunTask', Resource: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/t:*' },
      ),
    },
  },
  {
    class: 40,
    rules: ['SEC-RES-POLICY'],
    bad: {
      'a queue': { aws_sqs_queue: { q: { policy: open() } } },
      'a topic': {
        aws_sns_topic: { t: { kms_master_key_id: 'alias/x' } },
        aws_sns_topic_policy: { p: { arn: '${aws_sns_topic.t.arn}', policy: open({ Action: 'sns:Publish' }) } },
      },
      'a repository': {
        aws_ecr_repository_policy: { p: { repository: 'r', policy: open({ Action: ['ecr:BatchGetImage'] }) } },
      },
      'a secret': {
        aws_secretsmanager_secret_policy: {
          p: {
            secret_arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:s',
            policy: open({ Principal: { AWS: '*' }, Action: 'secretsmanager:GetSecretValue' }),
          },
        },
      },
      'a vault': { aws_backup_vault_policy: { p: { backup_vault_name: 'v', policy: open() } } },
      'an endpoint': {
        aws_vpc_endpoint: { e: { vpc_id: 'vpc-1', service_name: 'com.amazonaws.eu-west-1.s3', policy: open() } },
      },
      'a function': {
        aws_lambda_permission: { p: { action: 'lambda:InvokeFunction', function_name: 'f', principal: '*' } },
      },
      'a function’s address': { aws_lambda_function_url: { u: { function_name: 'f', authorization_type: 'NONE' } } },
      'a service without its source': {
        aws_lambda_permission: {
          p: { action: 'lambda:InvokeFunction', function_name: 'f', principal: 's3.amazonaws.com' },
        },
      },
      'an event bus': { aws_cloudwatch_event_permission: { p: { principal: '*', statement_id: 's' } } },
      'a layer': {
        aws_lambda_layer_version_permission: {
          p: {
            layer_name: 'l',
            version_number: 1,
            principal: '*',
            action: 'lambda:GetLayerVersion',
            statement_id: 's',
          },
        },
      },
      'a snapshot': {
        aws_db_snapshot: { s: { db_instance_identifier: 'd', db_snapshot_identifier: 's', shared_accounts: ['all'] } },
      },
      'an image': { aws_ami_launch_permission: { p: { image_id: 'ami-1', group: 'all' } } },
      'a document': {
        aws_ssm_document: {
          d: { name: 'd', document_type: 'Command', content: '{}', permissions: { type: 'Share', account_ids: 'All' } },
        },
      },
      'an API': {
        aws_api_gateway_rest_api_policy: { p: { rest_api_id: 'a', policy: open({ Action: 'execute-api:Invoke' }) } },
      },
      'a search domain': {
        aws_opensearch_domain_policy: { p: { domain_name: 'd', access_policies: open({ Action: 'es:*' }) } },
      },
      'a file system': {
        aws_efs_file_system_policy: {
          p: { file_system_id: 'fs-1', policy: open({ Action: ['elasticfilesystem:ClientMount'] }) },
        },
      },
      'a stream': {
        aws_kinesis_resource_policy: {
          p: {
            resource_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
            policy: open({ Action: 'kinesis:GetRecords' }),
          },
        },
      },
      Glue: { aws_glue_resource_policy: { p: { policy: open({ Action: 'glue:*' }) } } },
      'a condition on the client': {
        aws_sqs_queue_policy: {
          p: {
            queue_url: 'q',
            policy: open({ Action: 'sqs:SendMessage', Condition: { StringLike: { 'aws:UserAgent': 'acme*' } } }),
          },
        },
      },
    },
    good: {
      'a topic for the account': {
        aws_sns_topic_policy: {
          p: {
            arn: 'arn:aws:sns:eu-west-1:123456789012:t',
            policy: open({ Action: 'sns:Publish', Condition: { StringEquals: { 'aws:SourceAccount': account } } }),
          },
        },
      },
      'a queue for a topic': {
        aws_sqs_queue_policy: {
          p: {
            queue_url: 'q',
            policy: policy({
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: '*',
              Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:t' } },
            }),
          },
        },
      },
      'a repository for accounts': {
        aws_ecr_repository_policy: {
          p: {
            repository: 'r',
            policy: policy({
              Effect: 'Allow',
              Principal: { AWS: [`arn:aws:iam::${account}:root`] },
              Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
            }),
          },
        },
      },
      'a function for an API': {
        aws_lambda_permission: {
          p: {
            action: 'lambda:InvokeFunction',
            function_name: 'f',
            principal: 'apigateway.amazonaws.com',
            source_arn: 'arn:aws:execute-api:eu-west-1:123456789012:abc/*/GET/orders',
          },
        },
      },
      'a function’s address with IAM': {
        aws_lambda_function_url: { u: { function_name: 'f', authorization_type: 'AWS_IAM' } },
      },
    },
  },
];
