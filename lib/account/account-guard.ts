import { Construct } from 'constructs';
import { AccountDefaults } from './account-defaults';
import { ConfigurationRecorder } from './configuration-recorder';
import { Detectors } from './detectors';
import { Trail, type TrailProps } from './trail';
import { TrailAlarms } from './trail-alarms';

/** What an {@link AccountGuard} is made of. */
export interface AccountGuardProps extends TrailProps {
  /** Who is told of what the trail records. @default nobody: the detectors find it all the same, and wait to be looked at */
  readonly alarms?: { readonly topicArn: string };
}

/**
 * The account's own guard, once an account: the trail, alarms on what it records, GuardDuty, AWS Config, Access Analyzer,
 * Security Hub, and safe defaults. What an environment must not do is refused before it is deployed; what people do by hand is
 * found here.
 *
 * See https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/; CIS AWS Foundations 4 and 5.
 */
export class AccountGuard extends Construct {
  /** The record of everything that is done in the account. */
  readonly trail: Trail;
  /** GuardDuty, Access Analyzer and Security Hub. */
  readonly detectors: Detectors;
  /** AWS Config. */
  readonly recorder: ConfigurationRecorder;

  constructor(scope: Construct, id: string, { alarms, ...trail }: AccountGuardProps = {}) {
    super(scope, id);
    this.trail = new Trail(this, 'trail', trail);
    if (alarms) new TrailAlarms(this, 'alarms', { trail: this.trail, topicArn: alarms.topicArn });
    this.recorder = new ConfigurationRecorder(this, 'config');
    this.detectors = new Detectors(this, 'detectors');
    // Security Hub reads what Config records.
    this.detectors.securityHub.node.addDependency(this.recorder);
    new AccountDefaults(this, 'defaults');
  }
}
