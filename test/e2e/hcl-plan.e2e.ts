/** HCL written by hand, through the real terraform and AWS provider: the plan says the same as the configuration. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { checkPaths, type Finding } from '../../lib/policy';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

const fixture = join(__dirname, 'hcl');
const names = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({ rule, address }) => `${rule} ${address}`))].sort();

/** What a security engineer finds who reads the fixture. */
const everything = [
  'SEC-DB-PUBLIC-SUBNET aws_db_instance.orders',
  'SEC-ENCRYPT aws_s3_bucket.site',
  'SEC-IAM-ADMIN aws_iam_role_policy.worker',
  'SEC-IAM-DECRYPT aws_iam_role_policy.worker',
  'SEC-IAM-PASSROLE aws_iam_role_policy.worker',
  'SEC-IAM-PRIVESC aws_iam_role.worker',
  'SEC-RES-POLICY aws_sqs_queue_policy.inbox',
  'SEC-RES-POLICY module.queue["open"].aws_sqs_queue_policy.this',
  'SEC-S3-BPA aws_s3_bucket.site',
  'SEC-S3-PUBLIC aws_s3_bucket_policy.site',
  'SEC-S3-TLS aws_s3_bucket_policy.site',
  'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.everywhere[0]',
  'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.everywhere[1]',
  'SEC-SSM-PLAIN aws_ssm_parameter.token',
];

describeWithTools('a plan of hand-written HCL', () => {
  let directory: string;
  const path = (...parts: string[]) => join(directory, ...parts);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rampart-hcl-'));
    cpSync(fixture, path('work'), { recursive: true });
    // The backend of the fixture is for its reader; nothing is kept here.
    writeFileSync(path('work', 'backend_override.tf'), 'terraform {\n  backend "local" {}\n}\n');
    const { env } = terraformEnvironment() as TerraformEnvironment;
    const options = { cwd: path('work'), env };
    await run('terraform', ['init', '-no-color'], options);
    await run('terraform', ['plan', '-out=plan', '-no-color'], options);
    writeFileSync(path('plan.json'), (await run('terraform', ['show', '-json', 'plan'], options)).stdout);
    for (const module of ['.', 'modules/queue']) await translate(module);
    cpSync(join(fixture, 'policies'), path('json', 'policies'), { recursive: true });
  }, 180_000);

  /** HashiCorp's own parser writes the same configuration as Terraform JSON. */
  async function translate(module: string): Promise<void> {
    mkdirSync(path('json', module), { recursive: true });
    const file = join(fixture, module, 'main.tf');
    writeFileSync(path('json', module, 'main.tf.json'), JSON.stringify(await parse(file, readFileSync(file, 'utf8'))));
  }

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('has the findings of the configuration when that is beside it', () => {
    expect(names(checkPaths([path('plan.json')], { source: fixture }).findings)).toEqual(everything);
    expect(names(checkPaths([path('plan.json')], { source: path('json') }).findings)).toEqual(everything);
  });

  it('has them as HCL and as the Terraform JSON that HashiCorp’s parser makes of it', () => {
    expect(names(checkPaths([fixture]).findings)).toEqual(everything);
    expect(names(checkPaths([path('json')]).findings)).toEqual(everything);
  });

  it('believes nothing of a document that it does not hold when it is alone, and knows all else', () => {
    const { findings } = checkPaths([path('plan.json')]);
    const open = findings.filter(({ rule }) => rule === 'SEC-UNVERIFIABLE');
    expect(open.every(({ fix }) => fix.includes('--source'))).toBe(true);
    expect(names(open)).toEqual([
      // Where its route leads stands in a dynamic block, of which a plan shows no expression.
      'SEC-UNVERIFIABLE aws_db_instance.orders',
      'SEC-UNVERIFIABLE aws_iam_role_policy.reader[0]',
      'SEC-UNVERIFIABLE aws_iam_role_policy.reader[1]',
      'SEC-UNVERIFIABLE aws_iam_role_policy.worker',
      // The bucket's ARN, and the ARN with "/*": a plan shows the same reference twice.
      'SEC-UNVERIFIABLE aws_s3_bucket_policy.each["invoices"]',
      'SEC-UNVERIFIABLE aws_s3_bucket_policy.each["reports"]',
      'SEC-UNVERIFIABLE aws_s3_bucket_policy.site',
      'SEC-UNVERIFIABLE aws_sns_topic_policy.alarms',
      'SEC-UNVERIFIABLE aws_sqs_queue_policy.inbox',
    ]);
    const hidden =
      /aws_db_instance\.orders|aws_iam_role(_policy)?\.worker|aws_s3_bucket_policy\.site|aws_sqs_queue_policy\.inbox/;
    expect(names(findings.filter((finding) => !open.includes(finding)))).toEqual(
      everything.filter((name) => !hidden.test(name)),
    );
  });
});
