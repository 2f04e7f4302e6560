import { z } from 'zod';
import { cidr, must, oneOf } from './words';

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

const anyNat = oneOf(['none', 'single', 'perZone'], "Take 'single' where a zone's outage may cut the way out.");
const prodNat = oneOf(
  ['none', 'perZone'],
  "A single NAT gateway is a single point of failure: take 'perZone' in prod.",
);

/** The section `network` of each stage. */
export const networks = {
  sandbox: network(oneOrMoreZones, anyNat, anyRetention),
  staging: network(twoOrMoreZones, anyNat, anyRetention),
  prod: network(twoOrMoreZones, prodNat, prodRetention),
};
