import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Template } from '../../support/template';

/** The account that the test stacks stand in. */
export const account = '123456789012';

type Json = Record<string, unknown>;

/** ARNs that AWS would give, by resource type; a name stands in for what it would make up. */
const arns: Readonly<Record<string, (name: string) => string>> = {
  aws_s3_bucket: (name) => `arn:aws:s3:::${name.toLowerCase()}`,
  aws_kms_key: (name) => `arn:aws:kms:eu-west-1:${account}:key/${name}`,
  aws_secretsmanager_secret: (name) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}-AbCdEf`,
  aws_cloudwatch_log_group: (name) => `arn:aws:logs:eu-west-1:${account}:log-group:${name}`,
  aws_iam_role: (name) => `arn:aws:iam::${account}:role/${name}`,
  aws_elasticache_replication_group: (name) => `arn:aws:elasticache:eu-west-1:${account}:replicationgroup:${name}`,
  aws_db_instance: (name) => `arn:aws:rds:eu-west-1:${account}:db:${name}`,
  aws_rds_cluster: (name) => `arn:aws:rds:eu-west-1:${account}:cluster:${name}`,
  aws_eks_node_group: (name) => `arn:aws:eks:eu-west-1:${account}:nodegroup/apps/${name}/1a2b3c4d`,
  aws_sqs_queue: (name) => `arn:aws:sqs:eu-west-1:${account}:${name}`,
  aws_elasticache_user: (name) => `arn:aws:elasticache:eu-west-1:${account}:user:${name}`,
};

/** A synthesized stack as if it were deployed: each reference to an ARN or id is filled in, and requests are decided as AWS does. */
export class Deployment {
  /** @param managed documents of AWS's managed policies, by their name with its path: those of others count as empty */
  constructor(
    private readonly template: Template,
    private readonly managed: Readonly<Record<string, { readonly document: Json }>> = {},
  ) {}

  /** The ARN of the resource of a type whose Terraform name begins so. */
  arn(type: string, start: string): string {
    return this.fill(`\${${type}.${this.nameOf(type, start)}.arn}`);
  }

  /** The ARN under which IAM knows a user of a database. */
  user(type: string, start: string, name: string): string {
    const id = type === 'aws_rds_cluster' ? 'cluster_resource_id' : 'resource_id';
    const resource = this.fill(`\${${type}.${this.nameOf(type, start)}.${id}}`);
    return `arn:aws:rds-db:eu-west-1:${account}:dbuser:${resource}/${name}`;
  }

  /** Every reference of a text, filled in. Fails on one that it has no ARN for: a test must not compare with nothing. */
  fill(text: string): string {
    return text.replace(/\$\{([\w-]+)\.([\w-]+)\.([\w]+)\}/g, (_, type: string, name: string, attribute: string) => {
      if (attribute === 'resource_id' || attribute === 'cluster_resource_id') return `db-${name.toUpperCase()}`;
      const made = attribute === 'arn' ? arns[type] : undefined;
      if (!made) throw new Error(`no stand-in for ${type}.${name}.${attribute}`);
      return made(name);
    });
  }

  /** The exact actions that the role's own policies allow. */
  actionsOf(role: string): string[] {
    const statements = this.policiesOf(role).flatMap(
      ({ policy }) => policy.Statement as { Action: string | string[] }[],
    );
    return [...new Set(statements.flatMap(({ Action }) => Action))].sort();
  }

  /** What AWS answers the role: `Allowed`, `ImplicitlyDenied` or `ExplicitlyDenied`. */
  async decide(role: string, action: string, resource: string, context: Record<string, string> = {}): Promise<string> {
    const result = await runSimulation(
      {
        request: {
          principal: this.arn('aws_iam_role', role),
          action,
          resource: { resource, accountId: account },
          contextVariables: { 'aws:SecureTransport': 'true', 'aws:PrincipalAccount': account, ...context },
        },
        identityPolicies: this.policiesOf(role),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: this.resourcePolicyOf(resource),
      },
      {},
    );
    if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
    return result.overallResult;
  }

  private policiesOf(start: string): { readonly name: string; readonly policy: Json }[] {
    const role = this.nameOf('aws_iam_role', start);
    const own = Object.entries(this.template.resources('aws_iam_role_policy'))
      .filter(([, policy]) => policy.role === `\${aws_iam_role.${role}.id}`)
      .map(([name, { policy }]) => ({ name, policy: JSON.parse(this.fill(String(policy))) as Json }));
    return [...own, ...this.managedOf(role)];
  }

  /** The documents of the managed policies that are attached to the role, as far as they were given. */
  private managedOf(role: string): { readonly name: string; readonly policy: Json }[] {
    return Object.values(this.template.resources('aws_iam_role_policy_attachment'))
      .filter((attachment) => attachment.role === `\${aws_iam_role.${role}.name}`)
      .map(({ policy_arn }) => String(policy_arn).slice('arn:aws:iam::aws:policy/'.length))
      .flatMap((name) => (this.managed[name] ? [{ name, policy: this.managed[name].document }] : []));
  }

  /** The managed policies that are attached to anybody. */
  attached(): string[] {
    const attachments = Object.values(this.template.resources('aws_iam_role_policy_attachment'));
    return [
      ...new Set(attachments.map(({ policy_arn }) => String(policy_arn).slice('arn:aws:iam::aws:policy/'.length))),
    ];
  }

  /** The key's or the bucket's own policy: KMS asks it as well, and a bucket's may deny. */
  private resourcePolicyOf(arn: string): Json | undefined {
    const key = Object.entries(this.template.resources('aws_kms_key')).find(
      ([name]) => arns.aws_kms_key?.(name) === arn,
    );
    if (key) return JSON.parse(this.fill(String(key[1].policy))) as Json;
    const bucket = Object.values(this.template.resources('aws_s3_bucket_policy')).find(({ bucket: id }) => {
      const name = /^\$\{aws_s3_bucket\.([\w-]+)\./.exec(String(id))?.[1];
      const own = name === undefined ? undefined : arns.aws_s3_bucket?.(name);
      return own !== undefined && (arn === own || arn.startsWith(`${own}/`));
    });
    return bucket && (JSON.parse(this.fill(String(bucket.policy))) as Json);
  }

  private nameOf(type: string, start: string): string {
    const found = Object.keys(this.template.resources(type)).filter((name) => name.startsWith(start));
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${type} begin with ${start}`);
    return found[0];
  }
}
