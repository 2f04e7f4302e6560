import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import { ci, policy } from '../support/identity';

const issuer = 'token.actions.githubusercontent.com';
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const provider = (of: string) => `arn:aws:iam::123456789012:oidc-provider/${of}`;
const trust = (fields: object, more: object = {}, rest: object = {}) =>
  resources(
    {
      ...more,
      aws_iam_role: {
        r: {
          assume_role_policy: policy({
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: provider(issuer) },
            ...fields,
          }),
        },
      },
    },
    rest,
  );
const claims = (of: string, sub: unknown, { operator = 'StringLike', aud = 'sts.amazonaws.com' } = {}) => ({
  Principal: { Federated: provider(of) },
  Condition: { StringEquals: { [`${of}:aud`]: aud }, [`${operator}`]: { [`${of}:sub`]: sub } },
});
const exact = (of: string, sub: unknown, aud = 'sts.amazonaws.com') => ({
  Principal: { Federated: provider(of) },
  Condition: { StringEquals: { [`${of}:aud`]: aud, [`${of}:sub`]: sub } },
});
const cluster = {
  aws_eks_cluster: { c: {} },
  aws_iam_openid_connect_provider: { p: { url: '${aws_eks_cluster.c.identity[0].oidc[0].issuer}' } },
};
const issuerOfCluster = '${replace(aws_eks_cluster.c.identity[0].oidc[0].issuer, "https://", "")}';
const urlOfProvider = '${aws_iam_openid_connect_provider.p.url}';

export const token: RuleCases = {
  rule: 'SEC-OIDC-SUB',
  failing: {
    'no condition': trust({}),
    'audience only': trust({ Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' } } }),
    'subject only': trust({ Condition: { StringEquals: { [`${issuer}:sub`]: 'repo:acme/shop:ref:refs/heads/main' } } }),
    'any audience': trust({
      Condition: { StringLike: { [`${issuer}:aud`]: '*', [`${issuer}:sub`]: 'repo:acme/shop:ref:refs/heads/main' } },
    }),
    ...Object.fromEntries(
      [
        '*',
        'repo:*',
        'repo:acme/*',
        'repo:acme*/shop:*',
        'repo:*/shop:ref:refs/heads/main',
        'repo:acme/shop*',
        'repo:acme/*:ref:refs/heads/main',
        're*',
      ].map((sub) => [`GitHub ${sub}`, trust(claims(issuer, sub))]),
    ),
    'one of two is open': trust(claims(issuer, ['repo:acme/shop:*', 'repo:acme/*'])),
    'if it exists': trust(claims(issuer, 'repo:acme/shop:*', { operator: 'StringLikeIfExists' })),
    'for all values': trust(claims(issuer, 'repo:acme/shop:*', { operator: 'ForAllValues:StringLike' })),
    'not one repository': trust(claims(issuer, 'repo:acme/shop:*', { operator: 'StringNotLike' })),
    'subject is there': trust({
      Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' }, Null: { [`${issuer}:sub`]: 'false' } },
    }),
    ...Object.fromEntries(
      [
        'system:serviceaccount:*:*',
        'system:serviceaccount:*',
        'system:serviceaccount:*:app',
        'system:serviceaccount:shop:*',
        'system:*',
        'system:serviceaccount:sho*:app',
      ].map((sub) => [`EKS ${sub}`, trust(claims(eks, sub))]),
    ),
    'GitLab group': trust(
      claims('gitlab.com', 'project_path:acme/*:ref_type:branch:ref:main', { aud: 'https://gitlab.com' }),
    ),
    'Terraform Cloud organization': trust(
      claims('app.terraform.io', 'organization:acme:*', { aud: 'aws.workload.identity' }),
    ),
    'CircleCI organization': trust(claims('oidc.circleci.com/org/1', 'org/1/project/*', { aud: '1' })),
    'Bitbucket, any repository': trust(
      claims('api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', '*', { aud: 'ari:cloud:1' }),
    ),
    'wildcard action': trust({ Action: 'sts:*' }),
    'any of several actions': trust({ Action: ['sts:TagSession', 'sts:AssumeRoleWith*'] }),
    'provider of the graph': trust({ Principal: { Federated: '${aws_iam_openid_connect_provider.p.arn}' } }, cluster),
    'identity pool of anybody': trust({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }),
    'policy document': resources(
      { ...cluster, aws_iam_role: { r: { assume_role_policy: '${data.aws_iam_policy_document.d.json}' } } },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              statement: {
                actions: ['sts:AssumeRoleWithWebIdentity'],
                principals: { type: 'Federated', identifiers: ['${aws_iam_openid_connect_provider.p.arn}'] },
                condition: [
                  { test: 'StringLike', variable: `${issuerOfCluster}:sub`, values: ['system:serviceaccount:*:*'] },
                  { test: 'StringEquals', variable: `${issuerOfCluster}:aud`, values: ['sts.amazonaws.com'] },
                ],
              },
            },
          },
        },
      },
    ),
  },
  passing: {
    'GitHub branch': trust(exact(issuer, 'repo:acme/shop:ref:refs/heads/main')),
    'GitHub environment': trust(exact(issuer, ['repo:acme/shop:environment:prod'])),
    'GitHub repository': trust(claims(issuer, 'repo:acme/shop:*')),
    'GitHub workflow': trust({
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: 'sts.amazonaws.com',
          [`${issuer}:job_workflow_ref`]: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
        },
      },
    }),
    'service account': trust(exact(eks, 'system:serviceaccount:shop:api')),
    'service accounts with a prefix': trust(claims(eks, 'system:serviceaccount:shop:api-*')),
    'cluster of the graph': trust(
      {
        Principal: { Federated: '${aws_iam_openid_connect_provider.p.arn}' },
        Condition: {
          StringEquals: {
            [`${urlOfProvider}:sub`]: 'system:serviceaccount:shop:api',
            [`${urlOfProvider}:aud`]: 'sts.amazonaws.com',
          },
        },
      },
      cluster,
    ),
    'cluster of the graph, jsonencode': resources({
      ...cluster,
      aws_iam_role: {
        r: {
          assume_role_policy:
            '${jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.p.arn }, Condition = { StringEquals = { "${aws_iam_openid_connect_provider.p.url}:sub" = "system:serviceaccount:shop:api", "${aws_iam_openid_connect_provider.p.url}:aud" = "sts.amazonaws.com" } } }] })}',
        },
      },
    }),
    'policy document': resources(
      { ...cluster, aws_iam_role: { r: { assume_role_policy: '${data.aws_iam_policy_document.d.json}' } } },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              statement: {
                actions: ['sts:AssumeRoleWithWebIdentity'],
                principals: { type: 'Federated', identifiers: ['${aws_iam_openid_connect_provider.p.arn}'] },
                condition: [
                  {
                    test: 'StringEquals',
                    variable: `${issuerOfCluster}:sub`,
                    values: ['system:serviceaccount:shop:api'],
                  },
                  { test: 'StringEquals', variable: `${issuerOfCluster}:aud`, values: ['sts.amazonaws.com'] },
                ],
              },
            },
          },
        },
      },
    ),
    'GitLab project': trust(
      claims('gitlab.com', 'project_path:acme/shop:ref_type:branch:ref:*', { aud: 'https://gitlab.com' }),
    ),
    'Terraform Cloud workspace': trust(
      claims('app.terraform.io', 'organization:acme:project:shop:workspace:prod:run_phase:*', {
        aud: 'aws.workload.identity',
      }),
    ),
    'CircleCI project': trust(claims('oidc.circleci.com/org/1', 'org/1/project/2/user/*', { aud: '1' })),
    'Bitbucket repository': trust(
      claims('api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', '{0f1e-2d3c}:{4b5a-6978}:*', {
        aud: 'ari:cloud:1',
      }),
    ),
    'identity pool': trust({
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:0f1e' } },
    }),
    SAML: trust({
      Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/office' },
      Action: 'sts:AssumeRoleWithSAML',
    }),
    'Pod Identity': trust({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }),
    deny: trust({ Effect: 'Deny' }),
  },
  notApplicable: { service: resources(ci), 'no role': resources({ aws_iam_user: { u: {} } }) },
  unknown: {
    'the document': resources({ aws_iam_role: { r: { assume_role_policy: '${var.trust}' } } }),
    'the subject': trust(claims(issuer, '${var.subject}')),
    'the conditions': resources({
      aws_iam_role: {
        r: {
          assume_role_policy: `\${jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "${provider(issuer)}" }, Condition = var.condition }] })}`,
        },
      },
    }),
  },
};
