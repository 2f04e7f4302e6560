import { z } from 'zod';
import type { CacheNodeType } from '../lib/cache';
import { Cidr, isValidationError, PROVIDER_MAJORS } from '../lib/core';
import { Engine, type EngineVersionOf, type InstanceClass } from '../lib/database';
import { explain } from './faults';

/** A zod message that carries both halves of a fault: what is expected, and what to do. */
const must = (expected: string, fix: string) => ({ error: `${expected}\n${fix}` });

const text = (pattern: RegExp, expected: string, fix: string) =>
  z.string(must(expected, fix)).regex(pattern, must(expected, fix));

const oneOf = <const T extends readonly [string | number, ...(string | number)[]]>(values: T, fix: string) =>
  z.literal(values, must(`one of ${values.join(', ')}`, fix));

const accountId = text(/^\d{12}$/, '12 digits', 'Take it from `aws sts get-caller-identity`.');
const region = text(
  /^[a-z]{2}(-[a-z]+)+-\d$/,
  'an AWS region such as eu-west-1',
  'Take it from `aws ec2 describe-regions`; a zone has one letter more.',
);
const name = text(
  /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
  '2 to 32 lower-case letters, digits and hyphens',
  'Start with a letter, and do not end with a hyphen.',
);
const tagValue = text(
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
  '1 to 256 letters, digits, spaces or _.:/=+-@',
  'It becomes an AWS tag: leave other characters out.',
);
/** Lets a parser of the library judge a value, and takes its words over. */
const parsedBy =
  <T>(parse: (value: T) => unknown) =>
  (value: T, context: z.RefinementCtx): void => {
    try {
      parse(value);
    } catch (error) {
      if (!isValidationError(error)) throw error;
      for (const fault of error.faults) context.addIssue(`${fault.expected}\n${fault.fix}`);
    }
  };

const cidr = z
  .string(must('an IPv4 block such as 10.20.0.0/16', 'Write it as text.'))
  .superRefine(parsedBy((value: string) => Cidr.parse(value)));

const zone = oneOf(['a', 'b', 'c', 'd', 'e', 'f'], 'Write the letter of the zone only: a for eu-west-1a.');
const twoOrMoreZones = z.tuple([zone, zone], zone, must('two or more zone letters', "Write ['a', 'b']."));
const oneOrMoreZones = z.tuple([zone], zone, must('one or more zone letters', "Write ['a']."));

/** What CloudWatch Logs takes as retention, in days: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const SHORT_RETENTION = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180] as const;
const LONG_RETENTION = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;
const anyRetention = oneOf([...SHORT_RETENTION, ...LONG_RETENTION], 'Take the next longer one.');
const prodRetention = oneOf(LONG_RETENTION, 'Prod keeps its logs for a year or more.');

/** Interface endpoints keep the traffic to a service inside the VPC; each costs by the hour and zone. */
const endpoint = oneOf(
  [
    'ecr.api',
    'ecr.dkr',
    'sts',
    'logs',
    'kms',
    'secretsmanager',
    'ssm',
    'ssmmessages',
    'ec2messages',
    'ec2',
    'eks',
    'eks-auth',
  ],
  'Other services are added in stacks/platform.ts.',
);

const network = <Z extends z.ZodType, N extends z.ZodType, R extends z.ZodType>(zones: Z, nat: N, retention: R) =>
  z.strictObject(
    {
      /** The VPC's block, /16 to /20, private; it cannot be changed later. */
      cidr,
      /** The letters of the zones. Adding one renames and renumbers nothing. */
      availabilityZones: zones,
      /** NAT gateways: each costs by the hour and GB; `perZone` survives the loss of a zone. */
      nat,
      /** Dual stack with IPv6. @default false */
      ipv6: z.boolean(must('true or false', 'Leave it out for IPv4 only.')).optional(),
      /** A second block for pods, from 100.64.0.0/10. @default none */
      podsCidr: cidr.optional(),
      /** @default none */
      interfaceEndpoints: z.array(endpoint, must('a list of services', "Write ['sts', 'kms'].")).readonly().optional(),
      /** Days that flow logs are kept. @default by stage: 7, 90, 365 */
      flowLogRetentionDays: retention.optional(),
    },
    must('a section with cidr, availabilityZones and nat', 'See environments/staging.ts.'),
  );

const bucket = {
  /** Days until an old version of an object is removed. @default by stage */
  noncurrentExpiryDays: z
    .int(must('a whole number of days', 'Leave it out for the default.'))
    .min(1)
    .max(3650)
    .optional(),
};

const database = {
  /** The major version of PostgreSQL. */
  postgres: z.custom<EngineVersionOf<'postgres'>>().superRefine(parsedBy((version) => Engine.postgres(version))),
  /** Such as `db.m7g.large`. */
  instanceClass: z.custom<InstanceClass>(
    (value) => /^db\.\w+\.\w+$/.test(String(value)),
    must('a class such as db.m7g.large', 'See docs/constructs/database.md.'),
  ),
  /** The size at first, in GiB: RDS enlarges it up to twice that. @default 20 */
  storageGibibytes: z
    .int(must('a whole number of GiB', 'Write 20 or more.'))
    .min(20, must('20 or more', 'RDS has no smaller gp3 volume.'))
    .max(65_536)
    .optional(),
};

const cache = <R extends z.ZodType>(replicas: R) =>
  z.strictObject({
    /** Such as `cache.t4g.small`. */
    nodeType: z.custom<CacheNodeType>(
      (value) => /^cache\.\w+\.\w+$/.test(String(value)),
      must('a node type such as cache.t4g.small', 'See docs/constructs/cache.md.'),
    ),
    /** Copies in other zones, of which one takes over. @default 1 in prod, none below */
    replicas: replicas.optional(),
  });

const service = z.strictObject({
  /** Databases that it logs in to by IAM, as a user of its own name. */
  databases: z.array(name).readonly().optional(),
  /** Caches that it reads and writes, below keys that begin with its name. */
  caches: z.array(name).readonly().optional(),
  /** Buckets that it reads and writes, by the name in `storage`. */
  buckets: z.array(name).readonly().optional(),
  /** Secrets that it reads, by the name in `secrets`. */
  secrets: z.array(name).readonly().optional(),
});

const base = {
  /** Where it is deployed; the provider refuses any other account. */
  accountId,
  region,
  /** The team that answers for it: the tag `owner`. */
  owner: tagValue,
  /** Who pays: the tag `cost-center`. */
  costCenter: tagValue,
  /** More tags for everything in it. @default none */
  tags: z.record(z.string(), tagValue).optional(),
  /** The major of the AWS provider that the JSON is for. @default RAMPART_AWS_PROVIDER_MAJOR, else 6 */
  providerMajor: oneOf(PROVIDER_MAJORS, 'Leave it out for the newest.').optional(),
  /** Secrets that people or rotation fill: only the containers are made here. @default none */
  secrets: z.array(name, must('a list of names', "Write ['payment-gateway'].")).readonly().optional(),
  /** Services with an identity of their own, by name. @default none */
  services: z.record(name, service).optional(),
};

const anyNat = oneOf(['none', 'single', 'perZone'], "Take 'single' where a zone's outage may cut the way out.");
const prodNat = oneOf(
  ['none', 'perZone'],
  "A single NAT gateway is a single point of failure: take 'perZone' in prod.",
);
const email = z.email(must('an e-mail address', 'Write team@example.com.'));
/** Who gets a mail when something is in trouble; each confirms it once. Where nobody does, nothing is watched. */
const alarmEmails = z.array(email).readonly().optional();
const prodAlarmEmails = z
  .tuple([email], email, must('one address or more', "Prod is watched: write ['team@example.com']."))
  .readonly();
const anyReplicas = oneOf([0, 1, 2, 3, 4, 5], 'Write 1 for one copy in another zone.');
const prodReplicas = oneOf([1, 2, 3, 4, 5], 'One node alone is a single point of failure: write 1 or more in prod.');
const standby = z.boolean(must('true or false', 'Leave it out for none.')).optional();
/** PostgreSQL databases, by name. `standby` is a second instance in another zone, which prod always has. */
const lowerDatabases = z.record(name, z.strictObject({ ...database, standby })).optional();
const disposable = z.boolean(must('true or false', 'Leave it out to keep the data.')).optional();

const schemas = {
  sandbox: z.strictObject({
    stage: z.literal('sandbox'),
    ...base,
    alarmEmails,
    network: network(oneOrMoreZones, anyNat, anyRetention),
    /** Buckets, by name. `disposable` deletes a bucket with its objects: only a sandbox can say it. */
    storage: z.record(name, z.strictObject({ ...bucket, disposable })).optional(),
    databases: lowerDatabases,
    caches: z.record(name, cache(anyReplicas)).optional(),
  }),
  staging: z.strictObject({
    stage: z.literal('staging'),
    ...base,
    alarmEmails,
    network: network(twoOrMoreZones, anyNat, anyRetention),
    storage: z.record(name, z.strictObject(bucket)).optional(),
    databases: lowerDatabases,
    caches: z.record(name, cache(anyReplicas)).optional(),
  }),
  prod: z.strictObject({
    stage: z.literal('prod'),
    ...base,
    alarmEmails: prodAlarmEmails,
    network: network(twoOrMoreZones, prodNat, prodRetention),
    storage: z.record(name, z.strictObject(bucket)).optional(),
    databases: z.record(name, z.strictObject(database)).optional(),
    caches: z.record(name, cache(prodReplicas)).optional(),
  }),
};

const environmentSchema = z
  .discriminatedUnion('stage', [schemas.sandbox, schemas.staging, schemas.prod], {
    error: 'sandbox, staging or prod\nWrite one of these.',
  })
  .superRefine(({ services = {}, storage = {}, databases = {}, caches = {}, secrets = [] }, context) => {
    for (const [service, uses] of Object.entries(services)) {
      const check = (key: keyof typeof uses, declared: readonly string[], section: string): void =>
        mustBeDeclared(context, ['services', service, key], uses[key] ?? [], declared, section);
      check('buckets', Object.keys(storage), 'storage');
      check('secrets', secrets, 'secrets');
      check('databases', Object.keys(databases), 'databases');
      check('caches', Object.keys(caches), 'caches');
    }
  });

function mustBeDeclared(
  context: z.RefinementCtx,
  path: string[],
  names: readonly string[],
  declared: readonly string[],
  section: string,
): void {
  names.forEach((name, index) => {
    if (declared.includes(name)) return;
    const choice = declared.length > 0 ? `one of ${declared.join(', ')}` : `declared in \`${section}\``;
    context.addIssue({
      code: 'custom',
      path: [...path, index],
      message: `${choice}\nAdd it to \`${section}\`, or mend its spelling.`,
    });
  });
}

/** What an environment file says. What prod may not do does not compile where `stage` is `'prod'`. */
export type Environment = z.output<typeof environmentSchema>;

/**
 * Checks an environment file.
 *
 * @param file its name, for the message
 * @throws ValidationError with every fault at once: path, expectation, value, fix
 */
export function defineEnvironment(file: string, environment: Environment): Environment {
  const result = environmentSchema.safeParse(environment);
  if (!result.success) throw explain(file, environment, result.error);
  return result.data;
}

const accountSchema = z.strictObject({
  accountId,
  region,
  owner: tagValue,
  costCenter: tagValue,
  providerMajor: base.providerMajor,
  state: z.strictObject({
    /** The ARN of the state bucket's key, which `cdktf deploy account` prints: it lets Terraform encrypt state with it. @default SSE-S3 until it is known */
    keyArn: text(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
      'the ARN of a KMS key',
      'Copy the output `state_key_arn` of the stack `account`.',
    ).optional(),
  }),
});

/** What `environments/account.ts` says: the account that holds the Terraform state of all environments. */
export type AccountEnvironment = z.output<typeof accountSchema>;

/** Checks `environments/account.ts`. @throws ValidationError with every fault at once */
export function defineAccount(file: string, account: AccountEnvironment): AccountEnvironment {
  const result = accountSchema.safeParse(account);
  if (!result.success) throw explain(file, account, result.error);
  return result.data;
}
