import { follow } from '../graph/follow';
import type { Resource } from '../graph/value';
import { allControls, type Control, controlName } from './controls';

/**
 * What controls are about where their own words do not name the type, by control or by the beginning of its name (with `.`
 * or a blank at its end); the longest that fits counts.
 */
const scopes: readonly (readonly [string, RegExp])[] = [
  ['AWS-FSBP AutoScaling.', /^aws_(autoscaling|launch)_/],
  ['AWS-FSBP Backup.', /^aws_backup_/],
  ['AWS-FSBP CloudTrail.', /^aws_cloudtrail/],
  ['AWS-FSBP DynamoDB.', /^aws_dynamodb_/],
  ['AWS-FSBP EC2.2', /^aws_default_security_group$/],
  ['AWS-FSBP EC2.7', /^aws_ebs_/],
  ['AWS-FSBP EC2.15', /^aws_(default_)?subnet$/],
  ['AWS-FSBP EC2.18', /security_group/],
  ['AWS-FSBP EC2.19', /security_group/],
  ['AWS-FSBP EC2.21', /network_acl/],
  ['AWS-FSBP EC2.25', /^aws_(launch_template|launch_configuration|instance)$/],
  ['AWS-FSBP ECR.', /^aws_ecr/],
  ['AWS-FSBP EKS.', /^aws_eks_/],
  ['AWS-FSBP ELB.', /^aws_(lb|alb|elb)/],
  ['AWS-FSBP ElastiCache.', /^aws_elasticache_/],
  ['AWS-FSBP GuardDuty.', /^aws_guardduty_/],
  ['AWS-FSBP KMS.1', /^aws_(iam|ssoadmin)_/],
  ['AWS-FSBP KMS.2', /^aws_(iam|ssoadmin)_/],
  ['AWS-FSBP KMS.', /^aws_kms_/],
  ['AWS-FSBP RDS.', /^aws_(db|rds)_/],
  ...['7', '12', '15', '16', '27', '34', '37'].map(
    (id) => [`AWS-FSBP RDS.${id}`, /^aws_rds_(cluster|global)/] as const,
  ),
  ...['3', '5', '8', '10'].map((id) => [`AWS-FSBP RDS.${id}`, /^aws_db_instance/] as const),
  ['AWS-FSBP S3.', /^aws_s3/],
  ['AWS-FSBP S3.1', /^aws_s3_account_/],
  ['AWS-FSBP S3.19', /^aws_s3(control)?_.*access_point/],
  ['AWS-FSBP SNS.', /^aws_sns_/],
  ['AWS-FSBP SQS.', /^aws_sqs_/],
  ['AWS-FSBP SSM.', /^aws_ssm_/],
  ['AWS-FSBP SecretsManager.', /^aws_secretsmanager_/],
  ['AWS-FSBP WAF.', /^aws_waf/],
  ['CIS-AWS-7.0 3.2.', /^aws_(db|rds)_/],
  ['CIS-AWS-7.0 6.1.2', /security_group/],
  ['CIS-AWS-7.0 6.2', /network_acl/],
  ['CIS-AWS-7.0 6.3', /security_group/],
  ['CIS-AWS-7.0 6.4', /security_group/],
  ['CIS-EKS-1.4 2.1.1', /^aws_eks_cluster$/],
  ['CIS-EKS-1.4 5.1.1', /^aws_(ecr|inspector)/],
  ['CIS-EKS-1.4 5.1.2', /^aws_ecr/],
  ['CIS-EKS-1.4 5.3.1', /^aws_eks_cluster$/],
  ['CIS-EKS-1.4 5.4.1', /^aws_eks_cluster$/],
  ['CIS-EKS-1.4 5.4.2', /^aws_eks_cluster$/],
  ['CIS-EKS-1.4 5.5.1', /^aws_eks_(cluster|access)/],
  ['K8S-PSS ', /^(kubernetes_|helm_|kubectl_)/],
];

/** Controls that are about databases of some engines only. */
const engines: ReadonlyMap<string, RegExp> = new Map([
  ['AWS-FSBP RDS.34', /^(aurora|aurora-mysql)/],
  ['AWS-FSBP RDS.36', /^postgres/],
  ['AWS-FSBP RDS.37', /^aurora-postgres/],
  ['AWS-FSBP RDS.38', /postgres/],
  ['AWS-FSBP RDS.39', /^(aurora-)?mysql/],
]);

/** What a control is about. One rule may serve controls of many services: a database is no evidence for one about queues. */
export type Scope = (resource: Resource) => boolean;

const known = new Map<string, Scope | undefined>();

/** What a control is about; undefined when it may be anything. */
export function scopeOf(control: Control): Scope | undefined {
  const name = controlName(control);
  if (!known.has(name)) known.set(name, find(name, control));
  return known.get(name);
}

/** Those of a rule's controls that are about a resource. */
export function controlsFor(controls: readonly string[], resource: Resource | undefined): readonly string[] {
  if (!resource) return controls;
  return controls.filter((name) => {
    const control = byName.get(name);
    return control === undefined || (scopeOf(control)?.(resource) ?? true);
  });
}

const byName: ReadonlyMap<string, Control> = new Map(allControls.map((control) => [controlName(control), control]));

function find(name: string, { setting }: Control): Scope | undefined {
  const [, types = scopeInWords(setting)] =
    scopes
      .filter(([start]) => (/[. ]$/.test(start) ? name.startsWith(start) : name === start))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  const engine = engines.get(name);
  if (!types) return undefined;
  return (resource) => types.test(resource.type) && (engine === undefined || engine.test(engineOf(resource)));
}

/** The engine of a database, or the family of its parameter group. */
function engineOf(resource: Resource): string {
  const value = resource.get('engine') ?? resource.get('family') ?? resource.get('engine_family');
  const engine = value === undefined ? undefined : follow(value);
  return typeof engine === 'string' ? engine.toLowerCase() : '';
}

/** The families of the types that the control's own words name: `aws_s3_bucket_policy` is about `aws_s3…`. */
function scopeInWords(setting: string): RegExp | undefined {
  const families = [...setting.matchAll(/\baws_[a-z0-9]+/g)].map(([family]) => family);
  return families.length > 0 ? new RegExp(`^(${families.join('|')})(_|$)`) : undefined;
}
