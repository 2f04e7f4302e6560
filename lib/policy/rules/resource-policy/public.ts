import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import { patternText } from '../../iam/pattern';
import type { PublicReading } from '../../iam/public-access';
import { resourceReach } from '../../iam/reach';
import type { Statement } from '../../iam/statement';
import type { ResourceRule } from '../../rule';
import { blocksOf, flag } from '../values';
import { judgeResourcePolicy } from './judge';
import { judgeShare, shareTypes } from './shares';
import { policyAttributes } from './types';

/** SEC-RES-POLICY */
export const publicResourcePolicy: ResourceRule = {
  id: 'SEC-RES-POLICY',
  severity: 'critical',
  title: 'A resource policy opens a resource to anybody',
  why: 'Any AWS account, some with no account at all, then reads the queue, pulls the image, gets the secret or invokes the function: no permission of yours is asked.',
  fix: 'Name the principals. For a service name it and add aws:SourceArn or aws:SourceAccount; for everybody of the organization add StringEquals aws:PrincipalOrgID.',
  controls: ['CIS-AWS-7.0 2.21', 'AWS-FSBP SNS.4', 'AWS-FSBP SSM.4', 'CIS-EKS-1.4 5.1.2'],
  example: {
    bad: '{ "Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "${aws_sqs_queue.jobs.arn}" }',
    good: '{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "${aws_sqs_queue.jobs.arn}", "Condition": { "ArnEquals": { "aws:SourceArn": "${aws_sns_topic.jobs.arn}" } } }',
  },
  types: [...policyAttributes.keys(), ...shareTypes],
  *check(resource, graph) {
    yield* judgeShare(resource);
    if (isSearchDomainBehindItsOwnDoors(resource, graph)) return;
    for (const attribute of policyAttributes.get(resource.type) ?? []) {
      const policy = resource.isWritten(attribute) ? resource.get(attribute) : undefined;
      if (policy !== undefined) yield* judgeResourcePolicy(attribute, policy, readingOf(resource));
    }
  },
};

/** What an endpoint's policy lets through is as narrow as the resources that it names, whoever asks. */
function readingOf(resource: Resource): PublicReading {
  if (!/^aws_vpc_endpoint(_policy)?$/.test(resource.type)) return {};
  const isNarrow = (statement: Statement): boolean =>
    statement.resources !== undefined && !statement.resources.map(patternText).some(isAnyResource);
  return { alsoResources: true, isNarrow };
}

/** `*`, `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`: no account and no name is left when the wildcards are taken away. */
function isAnyResource(pattern: string): boolean {
  if (resourceReach([pattern]) === 'everything') return true;
  const [, , , , account = '', ...rest] = pattern.split(':');
  return account.replace(/[*?]/g, '') === '' && /^[*?/]*$/.test(rest.join(':'));
}

/**
 * A search domain inside a VPC that asks for a user of its own: AWS's advice is then an open policy, because a policy
 * with principals keeps out everybody who signs in by password.
 */
function isSearchDomainBehindItsOwnDoors(resource: Resource, graph: Graph): boolean {
  if (!/^aws_(opensearch|elasticsearch)_domain(_policy)?$/.test(resource.type)) return false;
  const type = resource.type.replace(/_policy$/, '');
  const domains =
    resource.type === type ? [resource] : graph.links(resource.get('domain_name'), resource, type).resources;
  return (
    domains.length > 0 &&
    domains.every(
      (domain) =>
        blocksOf(domain, 'vpc_options').length > 0 &&
        blocksOf(domain, 'advanced_security_options').some(
          (block) => 'enabled' in block && flag(block.enabled) === true,
        ),
    )
  );
}
