/** The same bad value, put into the JSON in every way that cdktf has; beside each the nearest good value, which passes. */
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Aspects, type IAspect, TerraformResource } from 'cdktf';
import { Attempt, RawElement, tags } from './support';

let attempt: Attempt;
beforeEach(() => {
  attempt = new Attempt();
});
afterEach(() => attempt.remove());

const good = {
  instanceClass: 'db.t4g.micro',
  dbSubnetGroupName: 'data',
  storageEncrypted: true,
  deletionProtection: true,
  multiAz: true,
  backupRetentionPeriod: 14,
  finalSnapshotIdentifier: 'orders-final',
  publiclyAccessible: false,
  tags,
};
const goodJson = {
  instance_class: 'db.t4g.micro',
  db_subnet_group_name: 'data',
  storage_encrypted: true,
  deletion_protection: true,
  multi_az: true,
  backup_retention_period: 14,
  final_snapshot_identifier: 'orders-final',
  tags,
};

const onlyIfTrue = (value: unknown) => (value === true ? '${!false}' : '${!true}');

/** How a value gets to `publicly_accessible` of `aws_db_instance.orders`, and how the finding says that it did. */
const routes: Readonly<Record<string, { readonly how: RegExp; readonly put: (value: boolean) => void }>> = {
  'props, typed as any': {
    how: /construct props/,
    // biome-ignore lint/suspicious/noExplicitAny: this is the route
    put: (value) => new DbInstance(attempt.stack, 'orders', { ...good, publiclyAccessible: value } as any),
  },
  addOverride: {
    how: /addOverride/,
    put: (value) => new DbInstance(attempt.stack, 'orders', good).addOverride('publicly_accessible', value),
  },
  'addOverride with an expression': {
    how: /addOverride/,
    put: (value) => new DbInstance(attempt.stack, 'orders', good).addOverride('publicly_accessible', `\${${value}}`),
  },
  'addOverride with a folded expression': {
    how: /addOverride/,
    put: (value) => new DbInstance(attempt.stack, 'orders', good).addOverride('publicly_accessible', onlyIfTrue(value)),
  },
  'stack.addOverride on the resource': {
    how: /stack\.addOverride/,
    put: (value) => {
      new DbInstance(attempt.stack, 'orders', good);
      attempt.stack.addOverride('resource.aws_db_instance.orders.publicly_accessible', value);
    },
  },
  'injected resource': {
    how: /injected by stack\.addOverride/,
    put: (value) =>
      attempt.stack.addOverride('resource.aws_db_instance.orders', { ...goodJson, publicly_accessible: value }),
  },
  TerraformResource: {
    how: /construct props|addOverride/,
    put: (value) => {
      const raw = new TerraformResource(attempt.stack, 'orders', {
        terraformResourceType: 'aws_db_instance',
        terraformGeneratorMetadata: { providerName: 'aws' },
      });
      for (const [name, given] of Object.entries({ ...goodJson, publicly_accessible: value }))
        raw.addOverride(name, given);
    },
  },
  'subclass of TerraformElement': {
    how: /injected, no construct/,
    put: (value) =>
      new RawElement(attempt.stack, 'raw', {
        resource: { aws_db_instance: { orders: { ...goodJson, publicly_accessible: value } } },
      }),
  },
  Aspect: {
    how: /construct props/,
    put: (value) => {
      new DbInstance(attempt.stack, 'orders', good);
      const aspect: IAspect = {
        visit: (node) => {
          if ('publiclyAccessibleInput' in node) (node as DbInstance).publiclyAccessible = value;
        },
      };
      Aspects.of(attempt.stack).add(aspect);
    },
  },
};

describe.each(Object.entries(routes))('a public database by %s', (_, { how, put }) => {
  it('is refused, with how it got there, and nothing deployable is left', () => {
    put(true);
    const refusal = attempt.synth();
    expect(refusal?.findings.map((finding) => finding.rule)).toEqual(['SEC-RDS-PUBLIC']);
    expect(refusal?.findings[0]?.address).toBe('aws_db_instance.orders');
    expect(refusal?.findings[0]?.how).toMatch(how);
    for (const part of ['aws_db_instance.orders', 'publicly_accessible', 'fix', 'why'])
      expect(refusal?.message).toContain(part);
    expect(attempt.deployable()).toEqual([]);
  });

  it('passes when it is not public', () => {
    put(false);
    expect(attempt.synth()).toBeUndefined();
    expect(attempt.deployable()).toContain('manifest.json');
  });
});

it('names every finding of every stack at once', () => {
  const other = attempt.addStack('staging');
  new S3Bucket(other, 'docs', { tags });
  new VpcSecurityGroupIngressRule(attempt.stack, 'ssh', {
    securityGroupId: 'sg-1',
    ipProtocol: '-1',
    cidrIpv4: '0.0.0.0/0',
    tags,
  });
  const refusal = attempt.synth();
  expect(refusal?.findings.map((finding) => `${finding.stack} ${finding.rule}`).sort()).toEqual([
    'prod SEC-SG-WORLD',
    'staging SEC-ENCRYPT',
    'staging SEC-S3-BPA',
    'staging SEC-S3-TLS',
  ]);
});
