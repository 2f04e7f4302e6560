import { devNull } from 'node:os';
import type { TerraformEnvironment } from './terraform';

/** What points Terraform, cdktf and the AWS CLI at the emulator; for a shell of one's own, `npm run -s sandbox -- env` prints it. */
export function emulatorVariables(
  url: string,
  { providerMajor }: Pick<TerraformEnvironment, 'providerMajor'>,
): Record<string, string> {
  return {
    RAMPART_EMULATOR: url,
    RAMPART_AWS_PROVIDER_MAJOR: String(providerMajor),
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/**
 * The process environment of a run against the emulator: of the caller's own AWS settings nothing is left, so that a
 * profile or a session can neither be used nor be in the way.
 */
export function emulatorEnvironment(url: string, terraform: TerraformEnvironment): NodeJS.ProcessEnv {
  const inherited = Object.entries(terraform.env).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(inherited), ...emulatorVariables(url, terraform) };
}
