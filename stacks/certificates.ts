import { Construct } from 'constructs';
import type { Environment } from '../environments/environment';
import { Certificate, type CertificateProps } from '../lib/dns';

/** The certificates of an environment's load balancers; none where it names none, as in the sandbox. */
export function createCertificates(
  scope: Construct,
  environment: Environment,
  alarms: CertificateProps['alarms'],
): ReadonlyMap<string, Certificate> {
  if (environment.stage === 'sandbox') return new Map();
  const below = new Construct(scope, 'certificates');
  return new Map(
    Object.entries(environment.certificates ?? {}).map(([name, { zone, hosts }]) => [
      name,
      new Certificate(below, name, { zone, hosts, alarms }),
    ]),
  );
}
