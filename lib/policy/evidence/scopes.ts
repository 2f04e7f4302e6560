import { type Control, controlName } from './controls';

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

/**
 * What a control is about; undefined when it may be anything. One rule may serve controls of many services, as encryption
 * at rest does: a database is no evidence for a control about queues.
 */
export function scopeOf(control: Control): RegExp | undefined {
  const name = controlName(control);
  const [, scope] =
    scopes
      .filter(([start]) => (/[. ]$/.test(start) ? name.startsWith(start) : name === start))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  return scope ?? scopeInWords(control.setting);
}

/** The families of the types that the control's own words name: `aws_s3_bucket_policy` is about `aws_s3…`. */
function scopeInWords(setting: string): RegExp | undefined {
  const families = [...setting.matchAll(/\baws_[a-z0-9]+/g)].map(([family]) => family);
  return families.length > 0 ? new RegExp(`^(${families.join('|')})(_|$)`) : undefined;
}
