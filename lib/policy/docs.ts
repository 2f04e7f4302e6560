import { renderMatrix } from './matrix';
import type { RuleInfo } from './rule';
import { catalogue } from './rules/catalogue';

/** The policy's pages by path: an index, a matrix of rules and controls, and a page a rule. They are generated from the rules, so they cannot be stale. */
export function renderPolicyDocs(): Record<string, string> {
  const pages: Record<string, string> = {
    'docs/policy/README.md': index(),
    'docs/policy/matrix.md': renderMatrix(catalogue),
  };
  for (const rule of catalogue) pages[`docs/policy/${rule.id}.md`] = page(rule);
  return pages;
}

function index(): string {
  const rows = catalogue.map(
    (rule) =>
      `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${stagesOf(rule)} | ${rule.title} | ${rule.controls.join(', ') || '–'} |`,
  );
  return `# Rules

Generated from the rules by \`npm run docs\`; \`rampart rules <id>\` prints a rule in the terminal.
Which control each serves, and which controls none serves: [matrix.md](matrix.md).

| rule | severity | stages | refuses | controls |
|---|---|---|---|---|
${rows.join('\n')}

## What fails

Every finding of every severity fails a check (exit code 1, no synth). Severity orders the report; it does not decide. What need not fail is a *note*:
something outside the files that was trusted, such as a database whose subnet group is named by a literal. A note is printed and fails nothing.

## What is not known

An attribute that decides about security and whose value cannot be known is refused as [SEC-UNVERIFIABLE](SEC-UNVERIFIABLE.md), never read as false. Known are: literals,
expressions that fold to one, defaults of variables and \`*.auto.tfvars.json\`, \`locals\`, outputs of the other stacks, \`aws_iam_policy_document\`. A plan of a first create does not
hold policy text: pass its configuration with \`--source\`.

## What is accepted on purpose

- Ports 80 and 443 open to the world, on a security group that nothing but internet-facing load balancers carry (\`aws_lb\`, \`aws_alb\`, \`aws_elb\` without \`internal = true\`).
  When no resource of the files carries the group, the two ports are a note: load balancers made inside the cluster name their groups there.
- ICMP of single types (path MTU discovery) and ICMPv6, without which IPv6 does not work.
- SSE-S3 on a bucket that receives server access logs: AWS delivers them to no bucket with a KMS key.
- A missing public access block when the same stack blocks public access for the whole account.
- Log groups, SNS topics, DynamoDB, FSx, MemoryDB and serverless caches without a key of their own: AWS encrypts them always.
- A policy that is only used as a permissions boundary may allow everything: it gives nothing.
- Changes of roles under a condition on \`iam:PermissionsBoundary\` or \`iam:PolicyARN\`, or on roles of one path or prefix: no way to more permissions. A whole service (\`s3:*\`) on named resources.
- Tokens of any branch of one repository (\`repo:org/repo:*\`), of service accounts with a common start in one namespace, of any run phase or user of one project.
- A VPC endpoint's policy that lets everybody through to named resources. An OpenSearch domain inside a VPC that asks for users of its own, with an open policy: AWS's advice.
- A key policy in which one account administers the key: AWS keeps the own account in. A second account, or one that the stack says is not its own, is refused.
- Another account as the principal of a bucket's or queue's policy: who shares on purpose names the account.
- An EKS API that is public for listed networks only. \`AmazonEKSClusterAdminPolicy\` in single namespaces other than \`kube-system\`. A break-glass role is not recognised by its name: it takes a waiver.
- A managed node group without a launch template: EKS gives Amazon Linux 2023 one hop and required tokens. For Amazon Linux 2 it does not, which is refused; for other images it is a note.
- Images by digest from private ECR (any account), \`registry.k8s.io\`, and what AWS and Docker (official images) publish on \`public.ecr.aws\`. Any other registry is refused, also by digest.
- What a chart does by default: only what its values ask for is looked at. A namespace that Helm creates is a note.
- A ClusterRole that reads secrets, when these files bind it by RoleBindings only: then it is a role of those namespaces.
- A Secret whose values come from another resource or a variable. The environment of a pod may not hold those either: there everybody who reads pods sees them.
- A Kubernetes version is judged by the calendar of EKS as of the day that \`lib/policy/data/eks-versions.json\` names: standard support, not extended.

"The world" is more than 2^24 public IPv4 addresses, or more than a /16 of IPv6, summed over all rules of a group that admit the same port. Private, shared and documentation ranges do not count.

## Waivers

    allow({ rule: 'SEC-S3-TLS', path: 'prod/site/bucket', reason: 'Answers a plain HTTP redirect, RFC 7', owner: 'web', expires: '2027-06-30' })

A waiver holds for one rule at one address or construct path. One that is expired, covers nothing, or matches in several stacks is itself a finding ([DET-WAIVER](DET-WAIVER.md)).

## What the record in guardrails.json is worth

It finds accidents: a synth with skipValidation, an edited file, a file that was put beside. It proves nothing against somebody who can write the output. In CI, check again with the
rules and waivers of the base branch.
`;
}

function page(rule: RuleInfo): string {
  return [
    `# ${rule.id}: ${rule.title}`,
    '',
    `Severity: ${rule.severity}. Stages: ${stagesOf(rule)}.`,
    '',
    '## Why',
    rule.why,
    '',
    '## Fix',
    rule.fix,
    '',
    '## Refused',
    '```json',
    rule.example.bad,
    '```',
    '',
    '## Accepted',
    '```json',
    rule.example.good,
    '```',
    '',
    '## Controls',
    ...(rule.controls.length > 0 ? rule.controls.map((control) => `- ${control}`) : [rule.noControl ?? '']),
    '',
  ].join('\n');
}

function stagesOf(rule: RuleInfo): string {
  return `${rule.stages?.join(', ') ?? 'all'}${rule.declaredOnly ? ', where a stack names its stage' : ''}`;
}
