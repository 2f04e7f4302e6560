const byAws = /:iam::aws:policy\/(.+)$/;
/** Names of AWS's own policies that give everything, everything but IAM, or a service with all that it can do. */
const wide = /^(AdministratorAccess(-.*)?|PowerUserAccess|SecretsManagerReadWrite)$|FullAccess|Administrator$/;

/** The name of an AWS managed policy, without its path; undefined for any other ARN. */
export function managedPolicyName(arn: string): string | undefined {
  return byAws.exec(arn.trim())?.[1]?.split('/').pop();
}

/** Whether a managed policy of that name gives more than anybody should have. */
export function isWideName(name: string): boolean {
  return wide.test(name.trim());
}

/** Whether an ARN is that of an AWS managed policy that gives too much. */
export function isAdministrative(arn: string): boolean {
  const name = managedPolicyName(arn);
  return name !== undefined && isWideName(name);
}
