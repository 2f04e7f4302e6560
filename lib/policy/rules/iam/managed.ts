import { Reference, Unknown, type Value } from '../../graph/value';
import { isBlank } from '../../iam/blank';
import { isWideName, managedPolicyName } from '../../iam/managed-policies';
import { patternText } from '../../iam/pattern';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { known } from '../values';
import { attachedPolicies, attachmentTypes } from './attachments';

/** SEC-IAM-MANAGED */
export const wideManagedPolicy: ResourceRule = {
  id: 'SEC-IAM-MANAGED',
  severity: 'critical',
  title: 'A policy of AWS that gives everything, or all of a service, is attached',
  why: 'AdministratorAccess, PowerUserAccess and the *FullAccess policies are written for people who try things out: they reach every resource and grow with every new service.',
  fix: 'Write a policy with the actions and resources that are used. For people take ReadOnlyAccess, ViewOnlyAccess or SecurityAudit; a break-glass role needs a waiver.',
  controls: ['CIS-AWS-7.0 2.14', 'CIS-AWS-7.0 2.20', 'AWS-FSBP IAM.1'],
  example: {
    bad: '{ "aws_iam_role_policy_attachment": { "ci": { "role": "ci", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess" } } }',
    good: '{ "aws_iam_role_policy_attachment": { "node": { "role": "node", "policy_arn": "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" } } }',
  },
  types: attachmentTypes,
  *check(resource) {
    const { attribute, policies } = attachedPolicies(resource);
    for (const policy of policies) yield* judge(attribute, policy);
  },
};

function* judge(attribute: string, policy: Value): Iterable<Fault> {
  if (policy instanceof Unknown && policy.parts.alternatives) {
    for (const alternative of policy.parts.alternatives) yield* judge(attribute, alternative);
    return;
  }
  const name = nameOf(policy);
  if (name === undefined) {
    if (isBlank(policy)) yield unverifiable(attribute, policy, 'which policy is attached is not known');
  } else if (isWideName(name)) {
    yield { attribute, value: policy, message: `${name} gives far more than anybody needs` };
  }
}

/** The name of an AWS managed policy, also of one that a data source looks up; undefined for any other. */
function nameOf(policy: Value): string | undefined {
  if (!(policy instanceof Reference)) return managedPolicyName(patternText(policy));
  const { resource } = policy;
  if (resource.mode !== 'data' || resource.type !== 'aws_iam_policy') return undefined;
  const arn = known(resource.get('arn'));
  const name = known(resource.get('name'));
  return typeof arn === 'string' ? managedPolicyName(arn) : typeof name === 'string' ? name : undefined;
}
