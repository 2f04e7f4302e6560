import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer';
import { GuarddutyDetector } from '@cdktf/provider-aws/lib/guardduty-detector';
import { GuarddutyDetectorFeature } from '@cdktf/provider-aws/lib/guardduty-detector-feature';
import { SecurityhubAccount } from '@cdktf/provider-aws/lib/securityhub-account';
import { SecurityhubStandardsSubscription } from '@cdktf/provider-aws/lib/securityhub-standards-subscription';
import { Construct } from 'constructs';
import { partitionOf, regionOf, tagsOf } from '../core';

/** What GuardDuty looks at besides the trail, flow logs and names that are looked up. */
const FEATURES = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
] as const;
/** Standards of Security Hub, by the end of their ARNs. */
const STANDARDS = [
  'standards/aws-foundational-security-best-practices/v/1.0.0',
  'standards/cis-aws-foundations-benchmark/v/5.0.0',
] as const;

/**
 * What looks for intruders and mistakes in the account's region: GuardDuty with its protection plans, IAM Access Analyzer for
 * what outsiders reach, and Security Hub with AWS's and CIS's standards. Runtime monitoring of nodes is left to the cluster.
 *
 * See https://docs.aws.amazon.com/securityhub/latest/userguide/what-is-securityhub.html; CIS AWS Foundations 2.18 and 5.16.
 */
export class Detectors extends Construct {
  /** The `aws_guardduty_detector`. */
  readonly guardDuty: GuarddutyDetector;
  /** The `aws_accessanalyzer_analyzer`. */
  readonly accessAnalyzer: AccessanalyzerAnalyzer;
  /** The `aws_securityhub_account`. */
  readonly securityHub: SecurityhubAccount;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tags = tagsOf(this);
    this.guardDuty = new GuarddutyDetector(this, 'guardduty', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      tags,
    });
    for (const name of FEATURES) {
      const detectorId = this.guardDuty.id;
      new GuarddutyDetectorFeature(this, name.toLowerCase(), { detectorId, name, status: 'ENABLED' });
    }
    this.accessAnalyzer = new AccessanalyzerAnalyzer(this, 'access-analyzer', {
      analyzerName: 'account',
      type: 'ACCOUNT',
      tags,
    });
    this.securityHub = new SecurityhubAccount(this, 'security-hub', {
      enableDefaultStandards: false,
      autoEnableControls: true,
      controlFindingGenerator: 'SECURITY_CONTROL',
    });
    for (const standard of STANDARDS) this.subscribe(standard);
  }

  private subscribe(standard: string): void {
    new SecurityhubStandardsSubscription(this, standard.split('/')[1] ?? standard, {
      standardsArn: `arn:${partitionOf(this)}:securityhub:${regionOf(this)}::${standard}`,
      dependsOn: [this.securityHub],
    });
  }
}
